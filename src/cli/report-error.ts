import { mapStack } from "../app/map-stack.ts";
import type { Host } from "../host/host.ts";
import { UsageError } from "../problems/usage-error.ts";
import { asError, messageOf, stackOf } from "../problems/wording.ts";
import { printErrors } from "../reporters/lines/line-printer.ts";
import { createStyle } from "../reporters/shown/style.ts";
import { exitCode } from "./exit-code.ts";
import { wantsColor } from "./flags/global-flags.ts";

/** Prints the error on stderr and returns the exit code. A UsageError has no stack, any other error has one. */
export function reportError(
  error: unknown,
  host: Pick<Host, "arguments" | "stderr" | "env">,
): number {
  const option = colorOption(host.arguments);
  const style = createStyle(wantsColor(option, host.env, host.stderr.isTerminal));
  const label = style.bold(style.red("error:"));
  const fault = asError(error);
  if (fault instanceof UsageError) {
    const hints = fault.hints.map((hint) => `  ${style.dim("→")} ${hint}`);
    printErrors(host, [`${label} ${fault.message}`, ...hints]);
    return exitCode.usage;
  }
  // For a thrown value that is not an error, the stack would name this file.
  const text = fault === error ? mapStack(stackOf(fault)) || messageOf(fault) : fault.message;
  printErrors(host, [`${label} ${text}`]);
  return exitCode.failure;
}

/** Does not parse the arguments: the error may be that they cannot be parsed. */
function colorOption(args: readonly string[]): boolean | undefined {
  const end = args.indexOf("--");
  const last = (end === -1 ? args : args.slice(0, end)).findLast((word) =>
    /^--(?:no-)?color(?:=|$)/.test(word),
  );
  return last === undefined ? undefined : last === "--color" || last === "--color=true";
}
