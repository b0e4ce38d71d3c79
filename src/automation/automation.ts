import { inputReference } from "../expression/input-reference.ts";
import type { Condition, ReferenceTo } from "../expression/reference.ts";
import type { InputKind, Inputs, ValueOf } from "../inputs/input.ts";
import { checkMapping, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import { idRule, isValidId } from "../task/definition.ts";
import {
  type ConcurrencyValues,
  declare,
  type Declaration,
  type EnvironmentValues,
  type JobDefinition,
} from "./declaration.ts";
import { artifactNames } from "./artifact-names.ts";
import { readConcurrency } from "./concurrency.ts";
import { checkDispatchInputs } from "./dispatch-inputs.ts";
import { checkDeclaredNames, unknownProperties } from "./declared-names.ts";
import { type ExtraOptions, readExtra, workflowKeys } from "./extra.ts";
import { checkGraph } from "./graph.ts";
import type { ConcurrencyOptions, EnvironmentOptions, Text } from "./job-options.ts";
import { withKnownKeys } from "./known-keys.ts";
import { OptionReader } from "./option-reader.ts";
import { type PermissionOptions, type Permissions, readPermissions } from "./permissions.ts";
import { at, DeclarationError, type Place } from "./place.ts";
import { checkTrigger } from "./trigger-check.ts";
import {
  flattenTriggers,
  onWorkflowDispatch,
  type Trigger,
  type Triggers,
  type WorkflowCallConfig,
} from "./trigger.ts";
import { requiredWithoutForm, skippedWithAncestor, withoutCheckoutPermission } from "./warnings.ts";
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
  readonly on?: Trigger | Triggers | readonly (Trigger | Triggers)[];
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
  /** What is allowed, but hardly meant; one sentence each. */
  readonly warnings: readonly string[];
  /** The task that it was made of by `makeDispatchable()`. */
  readonly dispatches?: string;
}

const optionNames: readonly string[] =
  "name description on inputs permissions concurrency env runName file condition extra jobs".split(
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
  const triggers = triggersOf(options.on, inputs, { ...place, option: "on" });
  const { condition } = options;
  const declaration: Declaration = {
    automation: name,
    closed: false,
    reads: [],
    jobs: new Map(),
    ...(condition === undefined ? {} : { condition }),
  };
  const reader = new OptionReader({ place, owner: declaration });
  const shared = condition === undefined ? undefined : reader.condition(condition, "condition");
  declareJobs(options as AutomationOptions<never>, inputs, triggers, declaration);
  checkGraph(name, declaration.jobs);
  const jobs = [...declaration.jobs.values()];
  // For the errors: names that clash are the declaration's mistake.
  artifactNames(name, jobs);
  checkCallOutputs(triggers, reader);
  const { permissions, concurrency, env, runName } = options;
  const file = options.file ?? `${name}.yml`;
  checkFile(file, place);
  const result: Automation = {
    kind: "automation",
    name,
    ...(description === undefined ? {} : { description }),
    file,
    triggers,
    inputs,
    ...(permissions === undefined
      ? {}
      : { permissions: readPermissions(permissions, { ...place, option: "permissions" }) }),
    ...(concurrency === undefined
      ? {}
      : { concurrency: readConcurrency(concurrency, place, reader, "workflowConcurrency") }),
    ...(env === undefined ? {} : { env: reader.variables(env, "env", "workflowEnv") }),
    ...(runName === undefined ? {} : { runName: reader.text(runName, "runName", "runName") }),
    ...(extra === undefined ? {} : { extra: readExtra(extra, workflowKeys, place, reader) }),
    jobs,
    warnings: [
      ...skippedWithAncestor(declaration.jobs, shared),
      ...withoutCheckoutPermission(declaration.jobs),
      ...requiredWithoutForm(inputs, triggers),
      ...unknownProperties(declaration.reads),
    ],
  };
  // Last, when every option was read.
  checkDeclaredNames(declaration, inputs);
  return result;
}

function declareJobs(
  options: AutomationOptions<never>,
  inputs: Inputs,
  triggers: readonly Trigger[],
  declaration: Declaration,
): void {
  const place: Place = { automation: declaration.automation, option: "jobs" };
  if (typeof options.jobs !== "function") {
    throw new DeclarationError(place, "it is a function that calls job().");
  }
  // Where nobody filled in the form, `inputs` is empty: the default has to be part of the expression.
  const mayBeAbsent = triggers.some(
    ({ event }) => event !== "workflow_dispatch" && event !== "workflow_call",
  );
  const references = Object.fromEntries(
    Object.entries(inputs).map(([name, { kind, default: value }]) => [
      name,
      inputReference(
        name,
        {
          // checkDispatchInputs() has refused the others.
          kind: kind as Exclude<InputKind, "artifact" | "rest">,
          ...(value === undefined ? {} : { default: value }),
          mayBeAbsent,
        },
        declaration,
      ),
    ]),
  );
  const known = withKnownKeys(references, (input) => {
    const names = Object.keys(inputs);
    return new DeclarationError(
      { automation: declaration.automation },
      `there is no input ${JSON.stringify(input)}. The automation's inputs are ${quotedList(names)}.${didYouMean(input, names)}`,
    );
  });
  declare(declaration, () => {
    const returned: unknown = at({ automation: declaration.automation }, () =>
      options.jobs(known as never),
    );
    if (returned instanceof Promise) {
      // Its rejection would otherwise be reported a second time, as nobody's.
      returned.catch(() => undefined);
      throw new DeclarationError(
        place,
        "it is asynchronous; a job declared after an await would be lost.",
      );
    }
  });
  if (declaration.jobs.size === 0) {
    throw new DeclarationError(place, "there are no jobs. Call job() in this function.");
  }
}

function triggersOf(on: AutomationOptions["on"], inputs: Inputs, place: Place): readonly Trigger[] {
  const parts: readonly unknown[] = on === undefined ? [] : Array.isArray(on) ? on : [on];
  for (const part of parts) {
    if (typeof (part as Partial<Trigger> | null)?.or === "function") continue;
    throw new DeclarationError(place, `it takes triggers, not ${shown(part)}.`, [
      'on: onPush({ branches: ["main"] })',
    ]);
  }
  const given = flattenTriggers(parts as readonly (Trigger | Triggers)[]);
  const triggers: Trigger[] = [];
  for (const trigger of given) {
    checkTrigger(trigger, place);
    const index = triggers.findIndex(({ event }) => event === trigger.event);
    const other = triggers[index];
    if (other === undefined) triggers.push(trigger);
    else if (trigger.event === "schedule") {
      triggers[index] = { ...other, config: [...list(other.config), ...list(trigger.config)] };
    } else {
      throw new DeclarationError(
        place,
        `there are two triggers for ${trigger.event}. Put their filters into one.`,
      );
    }
  }
  const hasForm = triggers.some(({ event }) => event === "workflow_dispatch");
  const needsForm = triggers.length === 0 || Object.keys(inputs).length > 0;
  return needsForm && !hasForm ? [...triggers, onWorkflowDispatch()] : triggers;
}

/** A workflow that is called hands on what its jobs put out. */
function checkCallOutputs(triggers: readonly Trigger[], reader: OptionReader): void {
  for (const { event, config } of triggers) {
    if (event !== "workflow_call") continue;
    const { outputs } = (config ?? {}) as WorkflowCallConfig;
    for (const [name, { value }] of Object.entries(outputs ?? {})) {
      reader.text(value, `on.workflow_call.outputs.${name}`, "callOutput");
    }
  }
}

function list(config: YamlValue): readonly YamlValue[] {
  return Array.isArray(config) ? (config as readonly YamlValue[]) : [];
}

function checkFile(file: unknown, place: Place): void {
  if (typeof file === "string" && /^[\w-][\w.-]*\.ya?ml$/.test(file)) return;
  throw new DeclarationError(
    { ...place, option: "file" },
    `it is the name of a file in .github/workflows, such as "ci.yml", not ${shown(file)}.`,
  );
}
