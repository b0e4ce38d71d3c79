import type { DescribedFlag } from "./global-flags.ts";
import { jsonFlag } from "./json-flag.ts";

/** The options of `./run AUTOMATION`, beside its inputs. Their names are reserved in app/automation-options.ts. */
export const automationFlags: readonly DescribedFlag[] = [
  {
    name: "dry-run",
    soughtAs: ["n", "plan"],
    kind: "option",
    summary: "Say what would run, and run nothing",
  },
  {
    name: "jobs",
    soughtAs: ["j", "parallel", "concurrency"],
    kind: "value",
    summary: "Jobs at once; default: this machine's cores",
  },
  { name: "only", kind: "list", summary: "Only this job, with what it needs; may be repeated" },
  {
    name: "event",
    kind: "value",
    summary: "The event that starts it; default: workflow_dispatch, else the first trigger",
  },
  { name: "event-file", kind: "value", summary: "The event's payload, a JSON file" },
  { name: "ref", kind: "value", summary: "The branch or tag it is for; default: that of git" },
  { name: "var", kind: "list", summary: "NAME=VALUE of the vars context; may be repeated" },
  { name: "isolate", kind: "option", summary: "Give every job a clean checkout of its own" },
  {
    name: "resume",
    kind: "option",
    summary: "Run again only what did not succeed in the latest run",
  },
  { name: "all-runners", kind: "option", summary: "Run jobs for other machines here, too" },
  {
    name: "strict-tools",
    kind: "option",
    summary: "Leave jobs out whose tools have another version here than they ask for",
  },
  { name: "report", kind: "value", summary: "Write a page about the run to FILE.html" },
  { name: "remote", kind: "option", summary: "Run it on GitHub instead, and watch it, with gh" },
  { name: "status", kind: "option", summary: "List its latest runs on GitHub, with gh" },
  {
    name: "quiet",
    soughtAs: ["q", "silent"],
    kind: "option",
    summary: "Show results and the output of failed jobs only",
  },
  {
    name: "verbose",
    soughtAs: ["v"],
    kind: "option",
    summary: "Show every line as it comes, on a terminal too",
  },
  jsonFlag,
];
