import type { Inputs, RequiredNames } from "../../inputs/input.ts";
import { numberText } from "../../expression/analysis/number-expression.ts";
import { isReference } from "../../expression/build/reference.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { isValidId } from "../../github/name-rules.ts";
import { checkMapping, checkOptions } from "../../problems/options.ts";
import { ownValue } from "../../problems/own-value.ts";
import { quotedList, shown } from "../../problems/wording.ts";
import type { Automation } from "../automation.ts";
import { type JobKeys, requireDeclaration } from "../declaration.ts";
import { callKeys, otherCallKeys } from "../keys/call-keys.ts";
import type { CallFileOptions, CallOptions, CallSettings } from "../keys/call-options.ts";
import { readExtra } from "../keys/extra.ts";
import { type InputReading, readJobInputs } from "../keys/job-inputs.ts";
import type { Job } from "../keys/job-options.ts";
import { readKeys } from "../keys/key-table.ts";
import { readStrategy } from "../keys/matrix-reader.ts";
import { OptionReader } from "../keys/option-reader.ts";
import { at, DeclarationError } from "../place.ts";
import { readWarningOption } from "../warning.ts";
import { callInputs } from "../triggers/trigger.ts";
import { addJob, checkId, matrixOf, readNeeds, withShared } from "./add-job.ts";

type Called = Pick<Automation, "kind" | "name" | "file" | "triggers" | "inputs" | "jobs">;

/**
 * Adds a job that calls a workflow: an automation of this app that has `onWorkflowCall()`, or a file of this or another
 * repository. Here the jobs of an automation run below the job's name; a file is for GitHub.
 *
 * @throws UsageError outside of an automation, and for every name or value that does not fit.
 * @example
 * call(checks, { inputs: { level: "high" } });
 * call("./.github/workflows/codeql.yml", { secrets: "inherit" });
 */
export function call<
  Target extends string | Automation<I, Output>,
  I extends Inputs,
  Output extends string,
>(
  // One signature for both: with two, a mistake in the options would be reported at the name of the function.
  automationOrFile: Target | Automation<I, Output>,
  ...options: Target extends string
    ? [CallFileOptions?]
    : [RequiredNames<I>] extends [never]
      ? [CallOptions<I>?]
      : [CallOptions<I>]
): Job<Target extends string ? string : Output, never>;
export function call(target: unknown, options: unknown = {}): Job {
  const declaration = requireDeclaration("call()");
  const { automation } = declaration;
  at({ automation }, () => checkOptions(options, Object.keys(callKeys), "call()"));
  const settings = options as CallSettings & { readonly inputs?: unknown };
  const called = typeof target === "string" ? undefined : calledAutomation(target, automation);
  const uses =
    called === undefined
      ? calledFile(target as string, automation)
      : `./.github/workflows/${called.file}`;
  const name = called?.name ?? uses.replace(/@.*/, "").replace(/^.*\/|\.ya?ml$/g, "");
  if (settings.id === undefined && !isValidId(name)) {
    throw new DeclarationError(
      { automation },
      `call(${shown(target)}) needs an id: the name of the file is not a valid one.`,
      [`call(${shown(target)}, { id: "…" })`],
    );
  }
  const id = settings.id ?? name;
  const place = { automation, job: id };
  checkId(id, declaration, `call(…, { id: "${id}_2" })`);
  const matrix = matrixOf(settings.matrix, place);
  const reader = new OptionReader({ place, owner: declaration, matrix: matrix?.scope });
  const strategy = matrix && readStrategy(matrix.definition, reader);
  const reading = { declaration, reader, matrix: strategy?.matrix, isCall: true };
  const inputs = readCallInputs(called, settings.inputs ?? {}, reading);
  const needs = readNeeds(settings.needs, reader, declaration);
  const keys = readKeys<CallSettings, JobKeys>(
    callKeys,
    withShared(settings, declaration),
    reader,
    "jobs.<job_id>.",
  );
  const { warnings, extra } = settings;
  return addJob(
    {
      id,
      setups: [],
      steps: [],
      outputs: Object.fromEntries(outputsOf(called).map((output) => [output, ""])),
      called,
      warningOption: readWarningOption(warnings, place),
      extra: readExtra(extra, callKeys, otherCallKeys, reader),
      keys: {
        ...keys,
        ...(strategy && { strategy }),
        uses,
        ...(Object.keys(inputs).length > 0 && { with: inputs }),
        needs: [...new Set([...needs, ...reader.needs])],
      },
    },
    declaration,
  );
}

function calledAutomation(target: unknown, automation: string): Called {
  const called = target as Partial<Called> | null | undefined;
  if (called?.kind !== "automation") {
    throw new DeclarationError(
      { automation },
      `call() takes an automation, or the path of a workflow, not ${shown(target)}.`,
      ["call(checks)", 'call("./.github/workflows/codeql.yml")'],
    );
  }
  const { name, triggers = [] } = called;
  if (triggers.some(({ event }) => event === "workflow_call")) return called as Called;
  throw new DeclarationError(
    { automation },
    `the automation ${shown(name)} cannot be called: nothing in its \`on\` says so.`,
    ["on: [onWorkflowCall(), …]"],
  );
}

/** `$/` also works in workflows that other repositories call. */
const localFile = /^[.$]\/\.github\/workflows\/[^/\s]+\.ya?ml$/;
/** A commit may have its release behind it, as in uses(). */
const otherFile =
  /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^/\s@]+\.ya?ml@\S+(?:\s+#\s*v?\d[\w.+-]*)?$/;

function calledFile(path: string, automation: string): string {
  if (!hasExpression(path) && (localFile.test(path) || otherFile.test(path))) return path;
  throw new DeclarationError(
    { automation },
    `call(): ${shown(path)} is not the path of a workflow. GitHub takes a file of .github/workflows, of this repository or of another one at a release, and no expression.`,
    [
      'call("./.github/workflows/codeql.yml")',
      'call("owner/repo/.github/workflows/codeql.yml@v1")',
    ],
  );
}

function outputsOf(called: Called | undefined): readonly string[] {
  const config = called?.triggers.find(({ event }) => event === "workflow_call")?.config;
  const { outputs = {} } = (config ?? {}) as { readonly outputs?: object };
  return Object.keys(outputs);
}

/**
 * The inputs of a file are not known, so they are not checked. The value of a number input is a text to GitHub, which a
 * called workflow refuses for a number.
 */
function readCallInputs(
  called: Called | undefined,
  values: unknown,
  reading: InputReading,
): NonNullable<JobKeys["with"]> {
  const { declaration, reader } = reading;
  if (called === undefined) {
    at(reader.place("inputs"), () => checkMapping(values, "it"));
    const all = values as Readonly<Record<string, unknown>>;
    const texts = reader.values(all, "inputs", "jobs.<job_id>.with.<name>");
    return Object.fromEntries(
      Object.entries(texts).map(([name, text]) => {
        const value = all[name];
        const isNumber = declaration.inputs.get(value)?.kind === "number";
        return [name, isNumber && isReference(value) ? numberText(value) : text];
      }),
    );
  }
  const inputs = callInputs(called.inputs, called.triggers);
  const missing = Object.keys(inputs).filter(
    (name) => inputs[name]?.requiredOnGitHub === true && !isGiven(values, name),
  );
  if (missing.length > 0) {
    throw reader.error(
      "inputs",
      `the automation ${shown(called.name)} requires ${quotedList(missing)} of its callers, although there are defaults.`,
    );
  }
  // The inputs of an automation are neither lists nor artifacts, which nobody can give in a form.
  return readJobInputs(inputs, values as Readonly<Record<string, unknown>>, reading) as NonNullable<
    JobKeys["with"]
  >;
}

function isGiven(values: unknown, name: string): boolean {
  return ownValue(values as Readonly<Record<string, unknown>>, name) !== undefined;
}
