import type { Host } from "../host/host.ts";
import type { GitHubOptions } from "./github.ts";
import { JsonReporter } from "./json.ts";
import { PlainReporter } from "./plain.ts";
import type { Reporter, ReporterHost } from "./reporter.ts";
import { gitHubReporter, liveTreeReporter } from "./run-reporters.ts";
import { TaskStreamReporter } from "./task-stream.ts";

/** `tree` draws again and again and needs a terminal; the others print line after line. */
export type ReporterMode = "tree" | "plain" | "quiet" | "github" | "json";

export interface ReporterChoice extends GitHubOptions {
  /** What the command runs. */
  readonly target: "task" | "automation";
  readonly mode: ReporterMode;
  /** For `json`: the token of the run that this process belongs to. */
  readonly token?: string | undefined;
}

export function createReporter(host: ReporterHost, choice: ReporterChoice): Reporter {
  switch (choice.mode) {
    case "tree":
      return choice.target === "task"
        ? new TaskStreamReporter(host, choice)
        : liveTreeReporter(host, choice);
    case "plain":
    case "quiet":
      return new PlainReporter(host, { ...choice, quiet: choice.mode === "quiet" });
    case "github":
      return gitHubReporter(host, choice);
    case "json":
      return new JsonReporter(host.stdout, choice);
  }
}

/** The mode for the flags and for the place where output goes. */
export function reporterMode(
  host: Pick<Host, "env" | "stdout">,
  flags: { readonly json: boolean; readonly quiet: boolean; readonly verbose: boolean },
): ReporterMode {
  if (flags.json) return "json";
  if (flags.quiet) return "quiet";
  if (host.env["GITHUB_ACTIONS"] === "true") return "github";
  const canDraw = host.stdout.isTerminal && host.env["TERM"] !== "dumb";
  return canDraw && !flags.verbose ? "tree" : "plain";
}
