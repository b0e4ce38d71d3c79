/** Makes the reporters that few starts need. `calledLater` in scripts/program-parts.mjs loads this file only then. */
import { type GitHubOptions, GitHubReporter } from "./github.ts";
import { LiveTreeReporter } from "./live-tree.ts";
import type { Reporter, ReporterHost, ReporterOptions } from "./reporter.ts";

export function gitHubReporter(host: ReporterHost, options: GitHubOptions): Reporter {
  return new GitHubReporter(host, options);
}

export function liveTreeReporter(host: ReporterHost, options: ReporterOptions): Reporter {
  return new LiveTreeReporter(host, options);
}
