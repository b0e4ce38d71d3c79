import type { Inputs } from "../inputs/input.ts";
import { hasExpression } from "../expression/language/template.ts";
import type { Workflow, YamlValue } from "../model/workflow.ts";
import { checkMapping, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import { idRule, isValidId, isWorkflowFile } from "../github/name-rules.ts";
import { type ArtifactNames, artifactNames } from "./artifact-names.ts";
import { undeclaredSecrets } from "./call-secrets.ts";
import { actionsWithoutCheckout, otherRepositories } from "./checks/checkouts.ts";
import { calledArtifacts } from "./checks/called-artifacts.ts";
import { checkDeclaredNames, unknownProperties } from "./checks/declared-names.ts";
import { excludesNothing } from "./checks/excludes-nothing.ts";
import { neverHolds, notBoolean } from "./checks/foreseen.ts";
import { checkGraph, checkGroups } from "./checks/graph.ts";
import { missingArtifacts } from "./checks/missing-artifacts.ts";
import { notImported } from "./checks/not-imported.ts";
import { uploadsOf } from "./checks/named-uploads.ts";
import { checkRequestedArtifacts } from "./checks/requested-artifacts.ts";
import { sameArtifacts } from "./checks/same-artifacts.ts";
import {
  requiredWithoutForm,
  skippedBehind,
  withoutContents,
  writeForAllJobs,
} from "./checks/warnings.ts";
import { type DeclaredJob, newDeclaration } from "./declaration.ts";
import { areDeclarationsDeferred, defer } from "./deferred.ts";
import { declareJobs } from "./jobs-function.ts";
import { type AutomationKeys, automationKeys } from "./keys/automation-keys.ts";
import type { AutomationOptions } from "./keys/automation-options.ts";
import { readExtra } from "./keys/extra.ts";
import { readKeys } from "./keys/key-table.ts";
import { OptionReader } from "./keys/option-reader.ts";
import { at, type Place } from "./place.ts";
import {
  checkCallInputs,
  checkDispatchInputs,
  checkInputCount,
} from "./triggers/dispatch-inputs.ts";
import { checkCallOutputs, readTriggers, type TriggerOption } from "./triggers/on.ts";
import { callInputs, type Trigger, type Triggers } from "./triggers/trigger.ts";
import { readWarningOption, withoutSilenced, type Warning, type WarningOption } from "./warning.ts";

/** A workflow of jobs: what `automation()` returns and `app()` lists. */
export interface Automation<I extends Inputs = Inputs, Output extends string = string> {
  /** Tells it from a task. */
  readonly kind: "automation";
  /** Its id, and the command that runs it here. */
  readonly name: string;
  /** What GitHub shows as its name. */
  readonly title: string;
  /** One line for `--help`. */
  readonly description?: string | undefined;
  /** The name of the file in `.github/workflows`. */
  readonly file: string;
  /** What starts it on GitHub, in the order of `on`. */
  readonly triggers: readonly Trigger[];
  /** Its inputs, as declared. */
  readonly inputs: I;
  /** Its options as keys of the workflow. */
  readonly keys: AutomationKeys;
  /** Whether its option `permissions` leaves them to the repository. */
  readonly noPermissions: boolean;
  /** Whether its option `concurrency` is false. */
  readonly noConcurrency: boolean;
  /** Keys that go into the workflow's YAML unchanged. */
  readonly extra?: Readonly<Record<string, YamlValue>> | undefined;
  /** In the order of their declaration. */
  readonly jobs: readonly DeclaredJob[];
  /** The names of its artifacts in a run. */
  readonly artifacts: ArtifactNames;
  /** Without those that the options `warnings` silence. */
  readonly warnings: readonly Warning[];
  /** Its option `warnings`, for the warnings that come up later. */
  readonly warningOption?: WarningOption | undefined;
  /** The task from which `makeDispatchable()` made it. */
  readonly dispatches?: string;
  /** Never present at run time: the outputs for callers. */
  readonly callOutputs?: Output;
}

type OutputsOf<On> = On extends readonly (infer One)[]
  ? OutputsOf<One>
  : On extends Trigger<infer Output> | Triggers<infer Output>
    ? Output
    : never;

interface OnOption<On> {
  /** What starts the workflow on GitHub. Default: `workflow_dispatch`, by hand. */
  readonly on?: On;
}

/**
 * Declares an automation: a workflow on GitHub, and a command here.
 *
 * @throws UsageError that names the automation and the job, for anything that GitHub would not run.
 * @example
 * export const ci = automation({
 *   name: "ci",
 *   on: [onPush({ branches: ["main"] }), onPullRequest()],
 *   inputs: { skip_tests: boolInput() },
 *   jobs({ skip_tests }) {
 *     const buildJob = job(build);
 *     job(check, { inputs: { package: buildJob.artifact("package") }, condition: not(skip_tests) });
 *   },
 * });
 */
export function automation<
  const I extends Inputs = {},
  const On extends TriggerOption = Trigger<never>,
>(options: AutomationOptions<I> & OnOption<On>): Automation<I, OutputsOf<On>> {
  const declared = areDeclarationsDeferred()
    ? defer<Automation>({ kind: "automation" }, () => declareAutomation(options))
    : declareAutomation(options);
  return declared as Automation<I, OutputsOf<On>>;
}

function declareAutomation<const I extends Inputs>(options: AutomationOptions<I>): Automation {
  const optionNames = Object.keys(automationKeys);
  const name = (options as Partial<AutomationOptions> | undefined)?.name;
  if (!isValidId(name)) {
    checkOptions(options, optionNames, "automation()");
    throw new UsageError(`The automation name ${shown(name)} is not valid. ${idRule}`);
  }
  const place: Place = { automation: name };
  at(place, () => checkOptions(options, optionNames, "an automation"));
  const { description, condition, extra } = options;
  const file = options.file ?? `${name}.yml`;
  const declaration = newDeclaration(name, condition);
  const reader = new OptionReader({ place, owner: declaration });
  if (description !== undefined && typeof description !== "string") {
    throw reader.error("description", `it is a text, not ${shown(description)}.`);
  }
  const title = readTitle(options.title ?? name, reader);
  const inputs: Inputs = options.inputs === undefined ? {} : options.inputs;
  at(reader.place("inputs"), () => checkMapping(inputs, "it"));
  checkDispatchInputs(inputs, reader.place("inputs"));
  const triggers = readTriggers(options.on, inputs, reader.place("on"));
  checkInputCount(inputs, triggers, reader.place("inputs"));
  const ofCallers = callInputs(inputs, triggers);
  at(reader.place("on"), () => checkMapping(ofCallers, "`inputs` of onWorkflowCall()"));
  if (ofCallers !== inputs) checkDispatchInputs(ofCallers, reader.place("on"));
  checkCallInputs(ofCallers, triggers, reader.place("inputs"));
  const sharedCondition =
    condition === undefined ? undefined : reader.condition(condition, "condition");
  declareJobs(options, inputs, triggers, declaration);
  checkGraph(name, declaration.jobs);
  const jobs = [...declaration.jobs.values()];
  const artifacts = artifactNames(name, jobs);
  const uploads = jobs.flatMap((each) => uploadsOf(each, artifacts));
  checkRequestedArtifacts(declaration, artifacts, uploads);
  checkCallOutputs(triggers, reader);
  if (typeof file !== "string" || !isWorkflowFile(file)) {
    throw reader.error(
      "file",
      `it is the name of a file in .github/workflows, such as "ci.yml", not ${shown(file)}.`,
    );
  }
  const keys = readKeys<AutomationOptions, Partial<Workflow>>(
    automationKeys,
    options as AutomationOptions,
    reader,
    "",
  );
  checkGroups(jobs, keys.concurrency, place);
  const warningOption = readWarningOption(options.warnings, place);
  const isCallable = triggers.some(({ event }) => event === "workflow_call");
  const result: Automation = {
    kind: "automation",
    name,
    title,
    description,
    file,
    triggers,
    inputs,
    keys,
    noPermissions: options.permissions === "repository",
    noConcurrency: options.concurrency === false,
    extra: readExtra(extra, automationKeys, { jobs: { instead: "job()" } }, reader),
    jobs,
    artifacts,
    warningOption,
    warnings: withoutSilenced(
      [
        ...skippedBehind(declaration.jobs, sharedCondition),
        ...neverHolds(jobs),
        ...excludesNothing(jobs),
        ...notBoolean({ flags: declaration.flags, jobs: declaration.jobs, inputs, triggers }),
        ...withoutContents(declaration.jobs, keys.permissions),
        ...sameArtifacts(uploads),
        ...calledArtifacts(jobs, uploads),
        ...missingArtifacts(declaration.jobs, uploads, isCallable),
        ...requiredWithoutForm(inputs, triggers),
        ...undeclaredSecrets({ jobs, triggers }),
        ...writeForAllJobs(keys.permissions, jobs),
        ...unknownProperties(declaration.reads),
        ...otherRepositories(jobs),
        ...actionsWithoutCheckout(jobs),
        ...notImported(jobs),
      ],
      [warningOption],
      jobs,
    ),
  };
  // Last: reading the options records the names that their expressions read.
  checkDeclaredNames(declaration, { ...ofCallers, ...inputs });
  return result;
}

/** GitHub reads it before there are values (`"name": "string"` in its schema of workflows). */
function readTitle(title: unknown, reader: OptionReader): string {
  if (typeof title === "string" && title.trim() !== "" && !hasExpression(title)) return title;
  throw reader.error("title", `it is a text without expressions, not ${shown(title)}.`, [
    'title: "Deploy Docs", runName: `Deploy by ${github.actor}`',
  ]);
}
