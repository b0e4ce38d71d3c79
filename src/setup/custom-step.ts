/** Steps for which there is no function of their own. */
import { UsageError } from "../problems/usage-error.ts";
import {
  actionSetup,
  type ActionSetup,
  type Expression,
  setupValues,
  type SetupValue,
  type ShellSetup,
  type StepSettings,
} from "./setup-step.ts";

export interface StepOptions {
  readonly name?: string;
  /** By which later steps read its outputs, as in ``expr`steps.login.outputs.token` ``. */
  readonly id?: string;
  /** A condition; text is an expression without `${{ }}`. */
  readonly if?: string | Expression;
  readonly env?: Readonly<Record<string, SetupValue>>;
}

export interface UsesOptions extends StepOptions {
  readonly with?: Readonly<Record<string, SetupValue>>;
}

const actionPattern =
  /^([\w.-]+\/[\w.-]+(?:\/[\w./-]+)?)(?:@([\w./+-]+))?(?:\s+#\s*(v?\d[\w.+-]*))?$/;
const localPattern = /^(?:\.\/|docker:\/\/)\S+$/;

/**
 * A step that uses an action, of a release (`@v3`, `@v3.1.0`) or a commit (`@8f4b… # v3.1.0`).
 * A release stays as it is written until `pins --update` has looked up its commit.
 *
 * @example uses("docker/login-action@v4", { with: { registry: "ghcr.io" } })
 */
export function uses(action: string, options: UsesOptions = {}): ActionSetup {
  const [, name, ref, version] = localPattern.test(action)
    ? ["", action]
    : (actionPattern.exec(action) ?? []);
  if (name === undefined) {
    throw new UsageError(
      `uses(): ${JSON.stringify(action)} is no action: it is "owner/name@ref", "./folder" or "docker://image".`,
    );
  }
  return {
    ...actionSetup(name, options.with ?? {}),
    ...(ref === undefined ? {} : { ref }),
    ...(version === undefined ? {} : { version }),
    ...stepSettings(options, "uses()"),
  };
}

/**
 * A step that runs a command in the app's working directory. Values of the workflow belong into `env`: in the command
 * itself a shell would read them as code.
 *
 * @throws UsageError for a command with `${{ }}` in it.
 * @example shell("npm ci", { name: "Install" })
 */
export function shell(command: string, options: StepOptions = {}): ShellSetup {
  if (command.trim() === "") throw new UsageError("shell(): the command is empty.");
  if (command.includes("${{")) {
    throw new UsageError(
      `shell(): the command ${JSON.stringify(command)} contains an expression, whose value the shell would read as code.`,
      ['shell(\'echo "$TITLE"\', { env: { TITLE: github.event("pull_request.title") } })'],
    );
  }
  return { kind: "shell", command, ...stepSettings(options, "shell()") };
}

function stepSettings({ name, id, if: condition, env }: StepOptions, caller: string): StepSettings {
  if (id !== undefined && (id === "run" || !/^(?!__)[A-Za-z_][A-Za-z0-9_-]{0,98}$/.test(id))) {
    throw new UsageError(
      `${caller}: the id ${JSON.stringify(id)} is ${id === "run" ? "that of the step that runs the task" : 'not valid: it starts with a letter, then letters, digits, "_" and "-"'}.`,
    );
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(id === undefined ? {} : { id }),
    ...(condition === undefined
      ? {}
      : { if: typeof condition === "object" ? condition.expression : condition }),
    ...(env === undefined ? {} : { env: setupValues(env) }),
  };
}
