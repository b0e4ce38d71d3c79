import { UsageError } from "../../problems/usage-error.ts";

/** What makes no sense with `--watch`, and why. */
const exclusions: Readonly<Record<string, string>> = {
  "dry-run": "a plan runs nothing",
  json: "a program that reads events starts each run itself",
  remote: "GitHub runs what was pushed",
  resume: "a changed file may concern every job",
  status: "it runs nothing",
};

/** @throws UsageError if `--watch` is on the command line with an option that makes no sense beside it. */
export function checkWatch(flags: Readonly<Record<string, unknown>>, seeMore: string): void {
  if (flags["watch"] !== true) return;
  for (const [name, why] of Object.entries(exclusions)) {
    if (flags[name] === true) {
      throw new UsageError(`--watch goes without --${name}: ${why}.`, [seeMore]);
    }
  }
}
