/** Steps that use any action or run any command. */
import { hasExpression, wholeExpression } from "../expression/language/template.ts";
import { isValidId } from "../github/name-rules.ts";
import { checkMapping, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import {
  actionSetup,
  type ActionSetup,
  type PrintedExpression,
  isCheckoutAction,
  isExpression,
  setupValues,
  type SetupValue,
  type ShellSetup,
  type StepSettings,
} from "./setup-step.ts";
import { checkVariableNames } from "./variable-names.ts";

export interface StepOptions {
  readonly name?: string;
  /** For later steps that read its outputs: ``expr`steps.login.outputs.token` ``. */
  readonly id?: string;
  /** A condition. A text is an expression, with or without `${{ }}` around it. */
  readonly if?: string | PrintedExpression;
  readonly env?: Readonly<Record<string, SetupValue>>;
}

export interface UsesOptions extends StepOptions {
  readonly with?: Readonly<Record<string, SetupValue>>;
}

const actionPattern =
  /^((?!\.{1,2}\/)[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?)(?:@([\w./+-]+))?(?:\s+#\s*(v?\d[\w.+-]*))?$/;
/** A folder of this repository, or an image. `$/` also works in workflows that other repositories call. */
const localPattern = /^(?:(?:\.|\$)\/(?:\S(?:.*\S)?)?|docker:\/\/\S+)$/;

/**
 * A step that uses a release (`@v3`, `@v3.1.0`) or a commit (`@8f4b… # v3.1.0`) of an action. `pins --update` replaces a
 * release by its commit in the generated file.
 *
 * @example uses("docker/login-action@v4", { with: { registry: "ghcr.io" } })
 */
export function uses(action: string, options: UsesOptions = {}): ActionSetup {
  checkOptions(options, [...stepNames, "with"], "uses()");
  if (typeof action === "string" && hasExpression(action)) {
    throw new UsageError(
      `uses(): ${shown(action)} has an expression, and GitHub reads the name of an action before it knows any value.`,
    );
  }
  const [, name, ref, version] = localPattern.test(action)
    ? ["", action]
    : (actionPattern.exec(action) ?? []);
  if (name === undefined || typeof action !== "string") {
    throw new UsageError(
      `uses(): ${shown(action)} is not an action: it is "owner/name@ref", "./folder", "$/folder" or "docker://image".`,
    );
  }
  const settings = options.with ?? {};
  checkMapping(settings, "uses(): `with`");
  // As in checkout(): all commands of the job could read a token in .git/config.
  const safe = isCheckoutAction(name) ? { "persist-credentials": false } : {};
  return {
    ...actionSetup(name, { ...safe, ...settings }, "uses()"),
    ref,
    version,
    ...stepSettings(options, "uses()"),
  };
}

/**
 * A step that runs a command in the app's working directory. Pass values of the workflow in `env`: in the command the
 * shell would read them as code.
 *
 * @throws UsageError for a command with `${{ }}` in it.
 * @example shell("npm ci", { name: "Install" })
 */
export function shell(command: string, options: StepOptions = {}): ShellSetup {
  checkOptions(options, stepNames, "shell()");
  if (typeof command !== "string" || command.trim() === "") {
    throw new UsageError(`shell() takes a command, not ${shown(command)}.`, ['shell("npm ci")']);
  }
  if (hasExpression(command)) {
    throw new UsageError(
      `shell(): the command ${JSON.stringify(command)} contains an expression, whose value the shell would read as code.`,
      ['shell(\'echo "$TITLE"\', { env: { TITLE: github.event("pull_request.title") } })'],
    );
  }
  return { kind: "shell", command, ...stepSettings(options, "shell()") };
}

/** The expression of an `if`, without `${{ }}` around it. */
function expressionOf(condition: StepOptions["if"], caller: string): string | undefined {
  if (condition === undefined) return undefined;
  if (isExpression(condition)) return condition.expression;
  if (typeof condition !== "string" || condition.trim() === "") {
    throw new UsageError(`${caller}: \`if\` takes a condition, not ${shown(condition)}.`);
  }
  let expression: string | undefined;
  try {
    expression =
      wholeExpression(condition.trim()) ?? (hasExpression(condition) ? undefined : condition);
  } catch {
    // It cannot be read. checkReadable() says so, and knows the place.
    return condition;
  }
  if (expression !== undefined) return expression;
  // https://github.com/rhysd/actionlint/blob/main/docs/checks.md#if-cond-always-true
  throw new UsageError(
    `${caller}: \`if\` is ${shown(condition)}, a text with a value in it, which GitHub takes for true whatever the value is. Put \${{ }} around all of it, or leave it out.`,
  );
}

const stepNames = ["name", "id", "if", "env"];

function stepSettings(
  { name, id, if: condition, env = {} }: StepOptions,
  caller: string,
): StepSettings {
  if (name !== undefined && (typeof name !== "string" || name.trim() === "")) {
    throw new UsageError(`${caller}: the name of a step is a text, not ${shown(name)}.`);
  }
  const expression = expressionOf(condition, caller);
  checkMapping(env, `${caller}: \`env\``);
  checkVariableNames(env, `${caller}: \`env\``);
  const isTaskId = String(id).toLowerCase() === "run";
  if (id !== undefined && (isTaskId || !isValidId(id))) {
    throw new UsageError(
      `${caller}: the id ${shown(id)} is ${isTaskId ? "that of the step that runs the task" : 'not valid: it starts with a letter, then letters, digits, "_" and "-"'}.`,
    );
  }
  const variables = Object.keys(env).length === 0 ? undefined : setupValues(env, caller);
  return { name, id, if: expression, env: variables };
}
