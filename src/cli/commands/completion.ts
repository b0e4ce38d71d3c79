/** `./run completion SHELL`: prints the script that makes a shell complete recompose's commands. */
import { completionScript, requireShell } from "../help/completion-script.ts";
import { exitCode } from "../exit-code.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import type { ProgramContext } from "../program-context.ts";

/** Loads no app: whatever that printed would end up in the script that the shell is about to read. */
export async function completion(
  parsedFlags: ParsedFlags,
  { host }: ProgramContext,
): Promise<number> {
  const [shell, programName] = parsedFlags.positionals;
  host.stdout.write(completionScript(requireShell(shell), programName));
  return exitCode.success;
}
