/** Who shows a run: by where the output goes. */
import { wireVariable } from "../events/wire.ts";
import type { Host } from "../host/host.ts";
import { JsonReporter } from "../reporters/json.ts";
import { LiveTreeReporter } from "../reporters/live-tree.ts";
import { PlainReporter } from "../reporters/plain.ts";
import type { Reporter, ReporterOptions } from "../reporters/reporter.ts";
import { StreamReporter } from "../reporters/stream.ts";

interface Choice extends ReporterOptions {
  readonly json: boolean;
}

export function taskReporter(host: Host, choice: Choice): Reporter {
  // Inside of a job, events go to the run that started it.
  const token = host.env[wireVariable];
  if (token) return new JsonReporter(host.stdout, token);
  return choice.json ? new JsonReporter(host.stdout) : new StreamReporter(host.stdout, choice);
}

export function automationReporter(host: Host, choice: Choice): Reporter {
  if (choice.json) return new JsonReporter(host.stdout);
  return host.stdout.isTerminal
    ? new LiveTreeReporter(host, choice)
    : new PlainReporter(host, choice);
}
