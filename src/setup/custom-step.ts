/** Steps for which there is no function of their own. */
import { UsageError } from "../problems/usage-error.ts";
import {
  actionSetup,
  type ActionSetup,
  type Expression,
  setupValues,
  type SetupValue,
  type ShellSetup,
} from "./setup-step.ts";

export interface UsesOptions {
  readonly with?: Readonly<Record<string, SetupValue>>;
  readonly env?: Readonly<Record<string, SetupValue>>;
  readonly name?: string;
  /** A condition; text is an expression without `${{ }}`. */
  readonly if?: string | Expression;
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
  const condition = typeof options.if === "object" ? options.if.expression : options.if;
  return {
    ...actionSetup(name, options.with ?? {}),
    ...(ref === undefined ? {} : { ref }),
    ...(version === undefined ? {} : { version }),
    ...(options.env === undefined ? {} : { env: setupValues(options.env) }),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(condition === undefined ? {} : { if: condition }),
  };
}

export interface ShellOptions {
  readonly name?: string;
  readonly env?: Readonly<Record<string, SetupValue>>;
}

/**
 * A step that runs a command in the app's working directory. Values of the workflow belong into `env`: in the command
 * itself a shell would read them as code.
 *
 * @throws UsageError for a command with `${{ }}` in it.
 * @example shell("npm ci", { name: "Install" })
 */
export function shell(command: string, options: ShellOptions = {}): ShellSetup {
  if (command.trim() === "") throw new UsageError("shell(): the command is empty.");
  if (command.includes("${{")) {
    throw new UsageError(
      `shell(): the command ${JSON.stringify(command)} contains an expression, whose value the shell would read as code.`,
      ['shell(\'echo "$TITLE"\', { env: { TITLE: github.event("pull_request.title") } })'],
    );
  }
  return {
    kind: "shell",
    command,
    ...(options.env === undefined ? {} : { env: setupValues(options.env) }),
    ...(options.name === undefined ? {} : { name: options.name }),
  };
}
