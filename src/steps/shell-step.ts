/** Steps that run a command. */
import type { Reference } from "../expression/build/algebra.ts";
import { hasExpression } from "../expression/language/template.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import { readsOnlyMatrix } from "./command-values.ts";
import { shellHint, shellProblem } from "./shell-names.ts";
import { checkStepOptions, referencesIn, type StepOptions, stepSettings } from "./step-options.ts";
import { builtStep, isExpression, type ShellStep } from "./step.ts";

/**
 * Options of `shell()`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsrun
 */
export interface ShellOptions extends StepOptions {
  /**
   * `bash`, `sh`, `pwsh`, `powershell`, `cmd`, `python`, or a command with `{0}` for the script's file. Default: that of
   * the job's `defaults`, or the runner's; `"default"` leaves it to them.
   */
  readonly shell?: string;
  /** The folder of the command, relative to the repository's root. Default: the app's working directory. */
  readonly workingDirectory?: string | Reference<string>;
  /**
   * `"skip"` for a command that is not for this machine: it installs something, or publishes. The step then succeeds here
   * without it, and has no outputs. Default: it runs.
   */
  readonly local?: "skip";
}

/**
 * A step that runs a command. Pass values of the workflow in `env`: in the command the shell would read them as code. Only
 * those of the job's matrix may stand in it, where they are written in the matrix, and so are code of yours.
 *
 * @throws UsageError for a command with other expressions in it.
 * @example shell("npm ci", { name: "Install" })
 * @example shell(`cargo build --target ${m.target}`)
 */
export function shell(command: string, options: ShellOptions = {}): ShellStep {
  checkStepOptions(options, ["shell", "workingDirectory", "local"], "shell()");
  if (typeof command !== "string" || command.trim() === "") {
    throw new UsageError(`shell() takes a command, not ${shown(command)}.`, ['shell("npm ci")']);
  }
  if (hasExpression(command) && !readsOnlyMatrix(command)) {
    throw new UsageError(
      `shell(): the command ${JSON.stringify(command)} contains an expression, whose value the shell would read as code.`,
      ['shell(\'echo "$TITLE"\', { env: { TITLE: github.event("pull_request.title") } })'],
    );
  }
  const { shell: program, workingDirectory, local } = options;
  if (local !== undefined && local !== "skip") {
    throw new UsageError(`shell(): \`local\` is "skip", not ${shown(local)}.`);
  }
  for (const [name, value] of Object.entries({ shell: program, workingDirectory })) {
    const isText = typeof value === "string" && value.trim() !== "";
    if (value === undefined || isText || (name !== "shell" && isExpression(value))) continue;
    throw new UsageError(`shell(): \`${name}\` is a text, not ${shown(value)}.`);
  }
  if (program !== undefined && hasExpression(program)) {
    throw new UsageError(
      `shell(): \`shell\` is ${shown(program)}, and GitHub takes no expression there.`,
    );
  }
  const problem =
    program === undefined || program === "default" ? undefined : shellProblem(program);
  if (program !== undefined && problem !== undefined) {
    throw new UsageError(`shell(): \`shell\` ${problem}`, [shellHint(program)]);
  }
  return builtStep<ShellStep>(
    {
      kind: "shell",
      command,
      shell: program,
      workingDirectory: workingDirectory === undefined ? undefined : String(workingDirectory),
      local,
      ...stepSettings(options, "shell()"),
    },
    referencesIn(options),
  );
}
