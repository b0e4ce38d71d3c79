import type { Condition, ReferenceTo } from "../expression/build/reference.ts";
import type { Inputs, ValueOf } from "../inputs/input.ts";
import { checkMapping, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import { idRule, isValidId } from "../task/definition.ts";
import { artifactNames } from "./artifact-names.ts";
import { checkGroups, readConcurrency } from "./keys/concurrency.ts";
import type {
  ConcurrencyValues,
  Declaration,
  EnvironmentValues,
  JobDefinition,
} from "./declaration.ts";
import { checkCallInputs, checkDispatchInputs } from "./triggers/dispatch-inputs.ts";
import { areDeclarationsDeferred, deferred } from "./deferred.ts";
import { checkDeclaredNames, unknownProperties } from "./checks/declared-names.ts";
import { type ExtraOptions, readExtra, workflowKeys } from "./keys/extra.ts";
import { neverHolds, notBoolean } from "./checks/foreseen.ts";
import { checkGraph } from "./checks/graph.ts";
import type { ConcurrencyOptions, EnvironmentOptions, Text } from "./keys/job-options.ts";
import { declareJobs } from "./jobs-function.ts";
import { checkCallOutputs, readTriggers, type TriggerOption } from "./triggers/on.ts";
import { OptionReader } from "./keys/option-reader.ts";
import { type PermissionOptions, type Permissions, readPermissions } from "./keys/permissions.ts";
import { at, DeclarationError, type Place } from "./place.ts";
import type { Trigger } from "./triggers/trigger.ts";
import { readWarningOption, unsilenced, type Warning, type WarningOption } from "./warning.ts";
import {
  requiredWithoutForm,
  skippedBehind,
  withoutContents,
  writeForAllJobs,
} from "./checks/warnings.ts";
import type { YamlValue } from "./yaml-value.ts";

/** What `jobs` receives for each input: a reference of its type; that of a boolean is a condition, too. */
export type InputReferences<I extends Inputs> = {
  readonly [Name in keyof I]: ReferenceTo<ValueOf<I[Name]>>;
};

export interface AutomationOptions<I extends Inputs = Inputs> {
  /** Names the workflow's file, and the command that runs it here. */
  readonly name: string;
  /** One line for `--help`. */
  readonly description?: string;
  /** What starts the workflow on GitHub. Default: `workflow_dispatch`, by hand. */
  readonly on?: TriggerOption;
  /** The form of `workflow_dispatch`, and options of the command. On other events each has its default. */
  readonly inputs?: I;
  /** What the workflow's token may do. Default: the app's. */
  readonly permissions?: PermissionOptions;
  /** Default: a newer commit of a pull request cancels the run for the one before; every other run is alone. */
  readonly concurrency?: ConcurrencyOptions;
  readonly env?: EnvironmentOptions;
  /** What GitHub shows in the list of runs. */
  readonly runName?: Text;
  /** Name of the generated file. Default: the automation's, with `.yml`. */
  readonly file?: string;
  /** Has to be true for any of the jobs, in addition to the job's own. */
  readonly condition?: Condition;
  /** `false` for no warnings of this automation, or the kinds that are not wanted. */
  readonly warnings?: WarningOption;
  /** Merged into the workflow's YAML as it is, for what has no option. */
  readonly extra?: ExtraOptions;
  /** Declares the jobs, by calling `job()`. Runs once, at once: every mistake is reported here. */
  jobs(inputs: InputReferences<I>): void;
}

/** A workflow of jobs: what `automation()` returns and `app()` lists. */
export interface Automation {
  readonly kind: "automation";
  readonly name: string;
  readonly description?: string;
  /** Of the file in `.github/workflows`. */
  readonly file: string;
  readonly triggers: readonly Trigger[];
  readonly inputs: Inputs;
  readonly permissions?: Permissions;
  readonly concurrency?: ConcurrencyValues;
  readonly env?: EnvironmentValues;
  readonly runName?: string;
  readonly extra?: Readonly<Record<string, YamlValue>>;
  /** In the order of their declaration. */
  readonly jobs: readonly JobDefinition[];
  /** What is allowed, but hardly meant, without what its options silence. */
  readonly warnings: readonly Warning[];
  /** What its option `warnings` silences, for those that come up later. */
  readonly silenced?: WarningOption;
  /** The task that it was made of by `makeDispatchable()`. */
  readonly dispatches?: string;
}

const optionNames: readonly string[] =
  "name description on inputs permissions concurrency env runName file condition warnings extra jobs".split(
    " ",
  );

/**
 * Declares an automation.
 *
 * @throws UsageError that names the automation and the job, for anything that GitHub would not run.
 * @example
 * export const ci = automation({
 *   name: "ci",
 *   on: [onPush({ branches: ["main"] }), onPullRequest()],
 *   inputs: { skip_tests: boolInput() },
 *   jobs({ skip_tests }) {
 *     const built = job(build);
 *     job(test, { inputs: { package: built.artifact("package") }, condition: not(skip_tests) });
 *   },
 * });
 */
export function automation<const I extends Inputs = {}>(options: AutomationOptions<I>): Automation {
  return areDeclarationsDeferred()
    ? deferred<Automation>({ kind: "automation" }, () => declared(options))
    : declared(options);
}

function declared<const I extends Inputs>(options: AutomationOptions<I>): Automation {
  const name = (options as Partial<AutomationOptions> | undefined)?.name;
  if (!isValidId(name)) {
    checkOptions(options, optionNames, "automation()");
    throw new UsageError(`The automation name ${shown(name)} is not valid. ${idRule}`);
  }
  const place: Place = { automation: name };
  at(place, () => checkOptions(options, optionNames, "an automation"));
  const { description, extra } = options;
  if (description !== undefined && typeof description !== "string") {
    throw new DeclarationError(
      { ...place, option: "description" },
      `it is a text, not ${shown(description)}.`,
    );
  }
  const inputs: Inputs = options.inputs === undefined ? {} : options.inputs;
  at({ ...place, option: "inputs" }, () => checkMapping(inputs, "it"));
  checkDispatchInputs(inputs, { ...place, option: "inputs" });
  const triggers = readTriggers(options.on, inputs, { ...place, option: "on" });
  checkCallInputs(inputs, triggers, { ...place, option: "inputs" });
  const { condition } = options;
  const declaration: Declaration = {
    automation: name,
    closed: false,
    inputs: new Map(),
    reads: [],
    jobs: new Map(),
    ids: new Map(),
    ...(condition === undefined ? {} : { condition }),
  };
  const reader = new OptionReader({ place, owner: declaration });
  const shared = condition === undefined ? undefined : reader.condition(condition, "condition");
  declareJobs(options, inputs, triggers, declaration);
  checkGraph(name, declaration.jobs);
  const jobs = [...declaration.jobs.values()];
  // For the errors: names that clash are the declaration's mistake.
  artifactNames(name, jobs);
  checkCallOutputs(triggers, reader);
  const { permissions, concurrency, env, runName } = options;
  const file = options.file ?? `${name}.yml`;
  checkFile(file, place);
  const ownGroup =
    concurrency === undefined
      ? undefined
      : readConcurrency(concurrency, place, reader, "workflowConcurrency");
  if (ownGroup !== undefined) checkGroups(jobs, ownGroup, place);
  const allowed =
    permissions === undefined
      ? undefined
      : readPermissions(permissions, { ...place, option: "permissions" });
  const silenced =
    options.warnings === undefined ? undefined : readWarningOption(options.warnings, place);
  const result: Automation = {
    kind: "automation",
    name,
    ...(description === undefined ? {} : { description }),
    file,
    triggers,
    inputs,
    ...(allowed === undefined ? {} : { permissions: allowed }),
    ...(ownGroup === undefined ? {} : { concurrency: ownGroup }),
    ...(env === undefined ? {} : { env: reader.variables(env, "env", "workflowEnv") }),
    ...(runName === undefined ? {} : { runName: reader.text(runName, "runName", "runName") }),
    ...(extra === undefined ? {} : { extra: readExtra(extra, workflowKeys, place, reader) }),
    jobs,
    ...(silenced === undefined ? {} : { silenced }),
    warnings: unsilenced(
      [
        ...skippedBehind(declaration.jobs, shared),
        ...neverHolds(jobs),
        ...notBoolean({ jobs, concurrency: ownGroup, inputs, triggers }),
        ...withoutContents(declaration.jobs, allowed),
        ...requiredWithoutForm(inputs, triggers),
        ...writeForAllJobs(allowed, jobs),
        ...unknownProperties(declaration.reads),
      ],
      [silenced],
      jobs,
    ),
  };
  // Last, when every option was read.
  checkDeclaredNames(declaration, inputs);
  return result;
}

function checkFile(file: unknown, place: Place): void {
  if (typeof file === "string" && /^[\w-][\w.-]*\.ya?ml$/.test(file)) return;
  throw new DeclarationError(
    { ...place, option: "file" },
    `it is the name of a file in .github/workflows, such as "ci.yml", not ${shown(file)}.`,
  );
}
