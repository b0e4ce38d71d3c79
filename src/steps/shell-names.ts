/** What `shell` may be. https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/ScriptHandlerHelpers.cs */
import { quotedList, shown } from "../problems/wording.ts";

const names: readonly string[] = ["bash", "sh", "pwsh", "powershell", "cmd", "python"];

/**
 * Why GitHub does not take it: the rest of a sentence. It is a name that the runner knows, in any case of letters, or a
 * program with arguments that have `{0}` for the file (ScriptHandler.cs in actions/runner).
 */
export function shellProblem(shell: string): string | undefined {
  const [program = "", ...words] = shell.split(" ");
  const format = words.join(" ").trim();
  const isKnown = format === "" ? names.includes(program.toLowerCase()) : format.includes("{0}");
  if (isKnown) return undefined;
  return `is ${quotedList(names, "or")}, or a command with {0} for the file of the script, not ${shown(shell)}.`;
}

/** A command with the same program that GitHub takes. */
export function shellHint(shell: string): string {
  return `shell: ${JSON.stringify(`${shell} {0}`)}`;
}
