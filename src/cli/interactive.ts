import type { Host } from "../host/host.ts";

/** Whether there is a person to ask. On CI a terminal may be emulated, but nobody sits at it. */
export function isInteractive({
  stdin,
  stdout,
  env,
}: Pick<Host, "stdin" | "stdout" | "env">): boolean {
  return stdin.isTerminal && stdout.isTerminal && !env["CI"] && env["TERM"] !== "dumb";
}
