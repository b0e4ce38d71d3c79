/** Chooses what shows a run, by where the output goes and by the flags. */
import { appendFileSync } from "node:fs";
import { statsOf } from "../host/files/file-stats.ts";
import type { Host } from "../host/host.ts";
import { messageOf } from "../problems/wording.ts";
import { createReporter, type ReporterChoice, reporterMode } from "../reporters/create-reporter.ts";
import { isOnGitHub, printErrors } from "../reporters/lines/line-printer.ts";
import type { Reporter } from "../reporters/reporter.ts";

interface AskedOutput extends Pick<ReporterChoice, "target" | "color" | "debug" | "token"> {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export function chooseReporter(host: Host, output: AskedOutput): Reporter {
  const { target, color, debug, token } = output;
  // Inside of a job, a task's events go to the run that started it.
  const mode = token ? "json" : reporterMode(host, output);
  const summary = host.env["GITHUB_STEP_SUMMARY"];
  return createReporter(host, {
    target,
    mode,
    color,
    debug,
    token,
    isOnGitHub: isOnGitHub(host),
    writeSummary: summary ? (markdown) => writeSummary(host, summary, markdown) : undefined,
  });
}

/** The task may have put anything in place of the file: writing to a pipe would wait for ever. */
function writeSummary(host: Host, file: string, markdown: string): void {
  try {
    if (statsOf(file)?.isFile() === false) throw new Error("it is not a file any more");
    appendFileSync(file, `${markdown}\n`);
  } catch (error) {
    printErrors(host, [`warning: $GITHUB_STEP_SUMMARY cannot be written: ${messageOf(error)}`]);
  }
}
