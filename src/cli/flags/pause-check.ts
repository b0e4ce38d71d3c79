import type { Host } from "../../host/host.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { isInteractive } from "../interactive.ts";

/** What makes no sense with `--pause` and `--break`, and why. */
const exclusions: Readonly<Record<string, string>> = {
  "dry-run": "a plan runs nothing",
  json: "a program reads the events, and a stop asks a person",
  remote: "the run is on GitHub, and stops at nothing",
  status: "it runs nothing",
  watch: "the next change would end the run that waits",
};

/** @throws UsageError where a run is to stop and nobody could say how it goes on. */
export function checkPause(
  flags: Readonly<Record<string, unknown>> & {
    readonly pause: boolean;
    readonly break: readonly string[];
  },
  host: Pick<Host, "stdin" | "stdout" | "env">,
  seeMore: string,
): void {
  if (!flags.pause && flags.break.length === 0) return;
  const flag = flags.pause ? "--pause" : "--break";
  for (const [name, why] of Object.entries(exclusions)) {
    if (flags[name] === true) {
      throw new UsageError(`${flag} goes without --${name}: ${why}.`, [seeMore]);
    }
  }
  if (isInteractive(host)) return;
  throw new UsageError(`${flag} asks a person, and ${whyNobody(host)}.`, [seeMore]);
}

function whyNobody({ stdin, stdout, env }: Pick<Host, "stdin" | "stdout" | "env">): string {
  if (!stdin.isTerminal) return "the standard input is no terminal";
  if (!stdout.isTerminal) return "the standard output is no terminal";
  return env["CI"]
    ? "where CI is set there is nobody to ask"
    : "this terminal can show no question";
}
