import type { DescribedFlag } from "./global-flags.ts";

/** The options of `./run AUTOMATION`, beside its inputs. */
export const automationFlags: readonly DescribedFlag[] = [
  {
    name: "jobs",
    kind: "value",
    summary: "How many jobs may run at once; default: this machine's cores",
  },
  { name: "quiet", kind: "option", summary: "Show results and the output of failed jobs only" },
  { name: "verbose", kind: "option", summary: "Show every line as it comes, on a terminal too" },
  { name: "json", kind: "option", summary: "Print events, one JSON object a line" },
];
