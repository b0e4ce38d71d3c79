/** Chooses the reporter, by where the output goes and by the flags. */
import { appendFileSync } from "node:fs";
import { statsOf } from "../host/files/file-stats.ts";
import type { Host } from "../host/host.ts";
import { messageOf } from "../problems/wording.ts";
import { createReporter, type ReporterChoice, reporterMode } from "../reporters/create-reporter.ts";
import { isOnGitHub, printErrors } from "../reporters/lines/line-printer.ts";
import type { Reporter } from "../reporters/reporter.ts";

interface OutputOptions extends Pick<ReporterChoice, "target" | "color" | "debug" | "token"> {
  readonly json: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export function chooseReporter(host: Host, options: OutputOptions): Reporter {
  const { json, quiet = false, verbose = false, token } = options;
  const summary = host.env["GITHUB_STEP_SUMMARY"];
  return createReporter(host, {
    ...options,
    // The events of a job's task go to the run that started the job.
    mode: token ? "json" : reporterMode(host, { json, quiet, verbose }),
    isOnGitHub: isOnGitHub(host),
    writeSummary: summary ? (markdown) => writeSummary(host, summary, markdown) : undefined,
  });
}

/** Writes to a file only. The task may have put a pipe in its place, where writing would wait for ever. */
function writeSummary(host: Host, file: string, markdown: string): void {
  try {
    if (statsOf(file)?.isFile() === false) throw new Error("it is not a file any more");
    appendFileSync(file, `${markdown}\n`);
  } catch (error) {
    printErrors(host, [`warning: $GITHUB_STEP_SUMMARY cannot be written: ${messageOf(error)}`]);
  }
}
