/**
 * How two workflows differ in meaning. What GitHub treats alike is no difference: `normal-workflow.ts` has the rules. Nor is
 * an expression of a command that is a variable of the step now.
 */
import { hasExpression } from "../../expression/language/template.ts";
import { withoutLastBreak } from "../commands/one-line.ts";
import { effectiveShell } from "../commands/effective-shell.ts";
import { knownValues } from "../commands/known-values.ts";
import { isOneWord } from "../commands/one-word.ts";
import { listOf, mappingOf, type YamlMapping } from "../read-workflow.ts";
import { type Difference, differences } from "./difference.ts";
import { saysTheSame } from "./moved-command.ts";
import { normalStep } from "./normal-step.ts";
import { normalText } from "./normal-text.ts";
import type { ActionPins } from "../../workflow/pins/pin.ts";
import { isTagOf } from "../../workflow/pins/action-version.ts";
import { releasesOf } from "../releases.ts";
import { withoutEmptyValues } from "../empty-values.ts";
import { withSecretsAtSteps } from "../step-secrets.ts";
import { automationName } from "../translate/workflow-plan.ts";
import { normalWorkflow } from "./normal-workflow.ts";

/**
 * @param file The name of the file of both.
 * @param pins The releases of the commits in the second one.
 */
export function compareWorkflows(
  before: YamlMapping,
  after: YamlMapping,
  file: string,
  pins: ActionPins = {},
): readonly Difference[] {
  const [first, second] = [prepared(before), prepared(after)];
  const same = withNameOf(first, withStepsOf(first, second, pins), file);
  const releases = releasesOf(pins);
  return differences(normalWorkflow(first, releases), normalWorkflow(same, releases));
}

function prepared(workflow: YamlMapping): YamlMapping {
  return withSecretsAtSteps(withoutEmptyValues(workflow).workflow);
}

/**
 * A workflow without a name has the path of its file. recompose always prints a name, by default the automation's, which is
 * that of the file without its ending.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#name
 */
function withNameOf(before: YamlMapping, after: YamlMapping, file: string): YamlMapping {
  const { name, ...others } = after;
  return before["name"] === undefined && name === automationName(file) ? others : after;
}

/** The second workflow with commands, their variables and versions of actions as in the first, where they say the same. */
function withStepsOf(before: YamlMapping, after: YamlMapping, pins: ActionPins): YamlMapping {
  const jobs = mappingOf(before["jobs"]) ?? {};
  const changed = Object.entries(mappingOf(after["jobs"]) ?? {}).map(([id, value]) => {
    const [job, other] = [mappingOf(value) ?? {}, mappingOf(jobs[id]) ?? {}];
    if (job["steps"] === undefined) return [id, value] as const;
    const steps = listOf(other["steps"]);
    return [
      id,
      {
        ...job,
        steps: listOf(job["steps"]).map((step, index) =>
          withUsesOf(
            mappingOf(steps[index]),
            sameStep(mappingOf(steps[index]), mappingOf(step) ?? {}, other, before),
            pins,
          ),
        ),
      },
    ] as const;
  });
  return { ...after, jobs: Object.fromEntries(changed) as YamlMapping };
}

function sameStep(
  before: YamlMapping | undefined,
  after: YamlMapping,
  job: YamlMapping,
  workflow: YamlMapping,
): YamlMapping {
  const [given, made] = [before?.["run"], after["run"]];
  if (before === undefined || typeof given !== "string" || typeof made !== "string") return after;
  const [run, newRun] = [withoutLastBreak(given), withoutLastBreak(made)];
  if (!hasExpression(run) || normalText(run) === normalText(newRun)) return after;
  const [env, newEnv] = [
    mappingOf(normalStep(before)["env"]) ?? {},
    mappingOf(normalStep(after)["env"]) ?? {},
  ];
  const added = Object.fromEntries(
    Object.entries(newEnv).filter(([name]) => !Object.hasOwn(env, name)),
  );
  const shell = effectiveShell(before, job, workflow);
  const isWord = (expression: string): boolean => {
    const { texts, isComplete } = knownValues([before, job, workflow], expression);
    return isComplete ? texts.every((text) => !/\s/.test(text)) : isOneWord(expression);
  };
  const two = { before: run, after: newRun, shell, added, normal: normalText, isWord };
  if (!saysTheSame(two)) return after;
  const kept = Object.entries(newEnv).filter(([name]) => Object.hasOwn(env, name));
  return { ...after, run, env: Object.fromEntries(kept) };
}

/** A tag names a release, and so does the commit that is known to be it. */
function withUsesOf(
  before: YamlMapping | undefined,
  after: YamlMapping,
  pins: ActionPins,
): YamlMapping {
  const uses = before?.["uses"];
  const [action = "", tag = ""] = typeof uses === "string" ? uses.split("@") : [];
  const isRelease = pins[action]?.some(
    ({ sha, version }) => after["uses"] === `${action}@${sha ?? ""}` && isTagOf(tag, version),
  );
  return isRelease === true && uses !== undefined ? { ...after, uses } : after;
}
