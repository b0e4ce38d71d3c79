/** `./run completion SHELL`: prints the script that makes a shell complete recompose's commands. */
import { completionScript } from "../help/completion-script.ts";
import { exitCode } from "../exit-code.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import type { ProgramContext } from "../program-context.ts";

/** Loads no app: what an app prints would become part of the script. */
export async function completion(
  parsedFlags: ParsedFlags,
  { host }: ProgramContext,
): Promise<number> {
  const [shell, programName] = parsedFlags.positionals;
  host.stdout.write(completionScript(shell, programName));
  return exitCode.success;
}
