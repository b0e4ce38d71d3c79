/** The options of `./run AUTOMATION`, beside its inputs. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import type { FlagTable, FlagValues } from "./flag-table.ts";
import { jsonFlag, repeatingFlags } from "./run-flags.ts";

export const automationFlags = {
  "dry-run": {
    guesses: ["n", "plan"],
    kind: "option",
    summary: "Say what would run, and run nothing",
  },
  jobs: {
    guesses: ["j", "parallel", "concurrency"],
    kind: "value",
    read: readLimit,
    summary: "Jobs at once; default: this machine's cores",
  },
  only: {
    kind: "list",
    completedBy: "jobs",
    summary: "Only this job, with what it needs; may be repeated",
  },
  event: {
    kind: "value",
    completedBy: "events",
    summary: "The event that starts it; default: workflow_dispatch, else the first trigger",
  },
  "event-file": {
    kind: "value",
    completedBy: "files",
    read: readPayload,
    summary: "The event's payload, a JSON file",
  },
  ref: { kind: "value", summary: "The branch or tag it is for; default: that of git" },
  var: {
    kind: "list",
    read: readVariable,
    summary: "NAME=VALUE of the vars context; may be repeated",
  },
  isolate: { kind: "option", summary: "Give every job a clean checkout of its own" },
  resume: { kind: "option", summary: "Run again only what did not succeed in the latest run" },
  pause: {
    guesses: ["debug-on-failure", "pause-on-failure"],
    kind: "option",
    summary: "Stop at a step that fails, and ask what to do",
  },
  break: {
    guesses: ["breakpoint"],
    kind: "list",
    completedBy: "jobs",
    summary: "Stop before this job, or its step: JOB.STEP; may be repeated",
  },
  "all-runners": { kind: "option", summary: "Run jobs for other machines here, too" },
  "strict-tools": {
    kind: "option",
    summary: "Leave jobs out whose tools have another version here than they ask for",
  },
  report: {
    kind: "value",
    completedBy: "files",
    summary: "Write a page about the run to FILE.html",
  },
  remote: { kind: "option", summary: "Run it on GitHub instead, and watch it, with gh" },
  status: { kind: "option", summary: "List its latest runs on GitHub, with gh" },
  quiet: {
    guesses: ["q", "silent"],
    kind: "option",
    summary: "Show results and the output of failed jobs only",
  },
  verbose: {
    guesses: ["v"],
    kind: "option",
    summary: "Show every line as it comes, and a table of all jobs at the end",
  },
  json: jsonFlag,
  ...repeatingFlags,
} satisfies FlagTable;

export type RunFlags = FlagValues<typeof automationFlags>;

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--jobs is a whole number from 1, not ${JSON.stringify(text)}.`, [
    "--jobs=2",
  ]);
}

function readPayload(file: string, cwd: string): Readonly<Record<string, unknown>> {
  const path = resolve(cwd, file);
  let payload: unknown;
  try {
    payload = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`--event-file: ${path} cannot be read: ${messageOf(error)}`);
  }
  if (isMapping(payload)) return payload;
  throw new UsageError(
    `--event-file: ${path} is not a JSON object, as the payload of an event is.`,
  );
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables#naming-conventions-for-configuration-variables */
const variableName = /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i;

function readVariable(pair: string): readonly [name: string, value: string] {
  const equals = pair.indexOf("=");
  const name = pair.slice(0, Math.max(0, equals));
  if (equals > 0 && variableName.test(name)) return [name, pair.slice(equals + 1)];
  throw new UsageError(`--var is NAME=VALUE, not ${JSON.stringify(pair)}.`, ["--var=REGION=eu"]);
}
