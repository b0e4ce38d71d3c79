/** Warns of inputs and outputs that an action of the repository does not have, by its `action.yml`. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Automation } from "../../automation/automation.ts";
import { allSteps, type DeclaredJob, isTaskStep } from "../../automation/declaration.ts";
import type { Warning } from "../../automation/warning.ts";
import { readsIn } from "../../expression/analysis/usage.ts";
import { isOwnAction, ownActionFolder } from "../../model/own-action.ts";
import { isMapping } from "../../problems/options.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { type SetupStep, type UsesStep, valuesOfStep } from "../../steps/step.ts";

/** GitHub warns of unknown inputs, and leaves it to the action what it does without a required one. */
export async function warnOfOwnActions(
  { jobs }: Pick<Automation, "jobs">,
  repository: string,
  appSetup: readonly SetupStep[] = [],
): Promise<readonly Warning[]> {
  const warnings: Warning[] = [];
  for (const job of jobs) {
    const steps = allSteps(job, appSetup);
    for (const step of steps) {
      if (step.kind !== "action" || !isOwnAction({ uses: step.action })) continue;
      const action = await readAction(join(repository, ownActionFolder({ uses: step.action })));
      if (action === undefined) continue;
      const owner = `job ${JSON.stringify(job.id)}: the action ${JSON.stringify(step.action)}`;
      const texts = [
        ...inputProblems(step, action.inputs),
        ...outputProblems(step, steps, job, action),
      ];
      warnings.push(
        ...texts.map((text): Warning => ({
          kind: "own-action",
          job: job.id,
          text: `${owner} ${text}`,
        })),
      );
    }
  }
  return warnings;
}

type Entries = Readonly<Record<string, unknown>>;

/** GitHub ignores the case of inputs. */
function inputProblems({ with: settings = {} }: UsesStep, inputs: Entries): readonly string[] {
  const given = Object.keys(settings).map((name) => name.toLowerCase());
  const known = Object.keys(inputs);
  const unknown = Object.keys(settings).filter(
    (name) => !known.some((other) => other.toLowerCase() === name.toLowerCase()),
  );
  const missing = known.filter((name) => {
    const input = inputs[name];
    if (!isMapping(input) || given.includes(name.toLowerCase())) return false;
    return String(input["required"]) === "true" && input["default"] === undefined;
  });
  return [
    ...unknown.map(
      (name) =>
        `has no input ${JSON.stringify(name)}. Its inputs are ${quotedList(known)}.${didYouMean(name, known)}`,
    ),
    ...missing.map((name) => `requires the input ${JSON.stringify(name)}.`),
  ];
}

function outputProblems(
  { id }: UsesStep,
  steps: DeclaredJob["steps"],
  { outputs }: DeclaredJob,
  action: { readonly outputs: Entries; readonly writesOutputs: boolean },
): readonly string[] {
  // A program can write outputs that action.yml does not name.
  if (id === undefined || action.writesOutputs) return [];
  const known = Object.keys(action.outputs);
  const names = readsIn([steps.map(textsOf), outputs]).paths.flatMap(
    ([context, step, property, name]) =>
      context === "steps" && step?.toLowerCase() === id.toLowerCase() && property === "outputs"
        ? [name ?? "*"]
        : [],
  );
  return [...new Set(names)]
    .filter((name) => name !== "*" && !known.some((it) => it.toLowerCase() === name.toLowerCase()))
    .map(
      (name) =>
        `has no output ${JSON.stringify(name)}. Its outputs are ${quotedList(known)}.${didYouMean(name, known)}`,
    );
}

/** What of a step may have expressions. */
function textsOf(step: DeclaredJob["steps"][number]): unknown {
  const condition = (text: string | undefined): string =>
    text === undefined ? "" : `\${{ ${text} }}`;
  if (!isTaskStep(step)) return [condition(step.if), valuesOfStep(step)];
  const { name, env, inputs, uploads, continueOnError, timeoutMinutes } = step;
  const conditions = [step, ...Object.values(uploads)].map((it) => condition(it.if));
  return [conditions, name, env, inputs, uploads, continueOnError, timeoutMinutes];
}

/** Undefined where there is no such file, or none that can be read: other code says so. */
async function readAction(
  folder: string,
): Promise<{ inputs: Entries; outputs: Entries; writesOutputs: boolean } | undefined> {
  const file = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) return undefined;
  const { parse } = await import("yaml");
  try {
    const content: unknown = parse(readFileSync(file, "utf8"));
    if (!isMapping(content) || !isMapping(content["runs"])) return undefined;
    const entries = (value: unknown): Entries => (isMapping(value) ? value : {});
    return {
      inputs: entries(content["inputs"]),
      outputs: entries(content["outputs"]),
      writesOutputs: String(content["runs"]["using"]).toLowerCase() !== "composite",
    };
  } catch {
    return undefined;
  }
}
