/** The runs that are compared, and in what act is known to differ from GitHub. */

import { hostile } from "./tasks.ts";

export interface Case {
  readonly automation: string;
  /** Default: `workflow_dispatch`. */
  readonly event?: "push";
  /** As text, which is how GitHub's payload has them. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What both have to come to, named as in an exception's `differs`: both could be wrong in the same way. */
  readonly expected?: Readonly<Record<string, string>>;
  readonly exceptions?: readonly Exception[];
}

/** A difference that has to be there: one that is gone fails the check, too. */
export interface Exception {
  /** What differs, as the check names it: `JOB result`, `JOB output NAME`, `JOB printed NAME`. */
  readonly differs: readonly string[];
  readonly reason: string;
  /** Where it is known from. */
  readonly source: string;
}

const act = "https://github.com/nektos/act/blob/v0.2.89/pkg";

export const cases: readonly Case[] = [
  { automation: "chain" },
  { automation: "failing" },
  { automation: "skipping", inputs: { wanted: "false" } },
  { automation: "skipping", inputs: { wanted: "true" } },
  { automation: "results" },
  { automation: "inputs" },
  {
    automation: "inputs",
    inputs: { deploy: "false", target: "dev", version: "1.2.0", count: "2" },
  },
  { automation: "inputs", event: "push" },
  { automation: "output-conditions" },
  { automation: "outputs", expected: printed("show_hostile") },
  { automation: "relayed" },
  { automation: "relayed", inputs: { text: "$(touch broken) `id` ' \" ; # *" } },
  { automation: "literals", expected: printed("show_hostile") },
  { automation: "variables", expected: printed("show_variables") },
  { automation: "combinations" },
  { automation: "half-failed" },
  { automation: "artifacts" },
  { automation: "gathered" },
  { automation: "step-conditions" },
  { automation: "step-values" },
  { automation: "composite" },
  {
    automation: "may-fail",
    exceptions: [
      {
        differs: ["behind result", "behind printed ran"],
        reason: "act skips what needs a job that failed, also where that is allowed",
        source: `${act}/exprparser/functions.go#L259`,
      },
    ],
  },
  {
    automation: "fail-fast",
    exceptions: [
      {
        differs: [
          "each fails=false result",
          "each fails=false output list",
          "each fails=false output text",
        ],
        reason: "act goes on with combinations that wait when one has failed",
        source: `${act}/runner/runner.go#L210`,
      },
    ],
  },
  {
    automation: "skipped-output",
    exceptions: [
      {
        differs: ["show printed text"],
        reason: "act takes the expression itself for the output of a job that was skipped",
        source: "https://github.com/nektos/act/issues/2467",
      },
    ],
  },
];

/** That a job got all hostile values as they are. */
function printed(job: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(hostile).map(([name, value]) => [
      `${job} printed ${name}`,
      JSON.stringify(value),
    ]),
  );
}
