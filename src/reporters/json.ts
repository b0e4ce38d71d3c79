import type { TimedEvent } from "../events/event.ts";
import { encodeEvent } from "../events/wire.ts";
import type { TextOutput } from "../host/host.ts";
import type { Reporter } from "./reporter.ts";

/** One event a line, for programs. `token` marks the lines for the run that this process belongs to. */
export class JsonReporter implements Reporter {
  readonly #output: TextOutput;
  readonly #token: string;

  constructor(output: TextOutput, token = "") {
    this.#output = output;
    this.#token = token;
  }

  report(event: TimedEvent): void {
    this.#output.write(encodeEvent(this.#token, event));
  }

  end(): void {}
}
