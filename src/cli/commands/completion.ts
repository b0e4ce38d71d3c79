/** `./run completion SHELL`: prints the script that makes a shell complete recompose's commands. */
import { completionScript, requireShell } from "../completion-script.ts";
import { exitCode } from "../exit-code.ts";
import type { ParsedFlags } from "../flags.ts";
import { openApp } from "../open-app.ts";
import type { ProgramContext } from "../program-context.ts";

export async function completion(parsed: ParsedFlags, { host }: ProgramContext): Promise<number> {
  const shell = requireShell(parsed.positionals[0]);
  // The script serves every project, so a missing or a broken app is no reason not to print it.
  const entryPoint = await openApp(host).then(
    ({ app }) => app.defaults.entryPoint,
    () => "./run",
  );
  host.stdout.write(completionScript(shell, entryPoint));
  return exitCode.success;
}
