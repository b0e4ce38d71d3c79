import type { Lines, TimedEvent } from "../events/event.ts";
import type { JsonEvent } from "../events/json-event.ts";
import { encodeEvent } from "../events/wire.ts";
import type { TextOutput } from "../host/host.ts";
import { textsOf } from "../process/line-bytes.ts";
import { harmlessJson } from "./lines/line-printer.ts";
import type { Reporter } from "./reporter.ts";

interface JsonOptions {
  readonly debug: boolean;
  /** Marks the lines for the run that this process belongs to. That run decides about debug lines. */
  readonly token?: string | undefined;
}

/** One event a line, for programs. */
export class JsonReporter implements Reporter {
  readonly #output: TextOutput;
  readonly #token: string;
  readonly #debug: boolean;

  constructor(output: TextOutput, { debug, token = "" }: JsonOptions) {
    this.#output = output;
    this.#token = token;
    this.#debug = debug || token !== "";
  }

  report(event: TimedEvent): void {
    if (event.type === "line" && event.stream === "debug" && !this.#debug) return;
    if (event.type === "lines") this.#lines(event);
    else if (this.#token !== "") this.#write(event);
    // Programs get the line when it is whole, and must not see a value to hide.
    else if (event.type !== "unfinished-line" && event.type !== "mask") this.#print(event);
  }

  #print(event: JsonEvent): void {
    this.#write(event);
  }

  #write(event: Exclude<TimedEvent, Lines>): void {
    this.#output.write(harmlessJson(encodeEvent(this.#token, event)));
  }

  /** A run gets the bytes as they are, which is fast; programs get each line. */
  #lines({ bytes, ...whose }: Lines & { readonly time: number }): void {
    if (this.#token === "") {
      const lines = textsOf(bytes).map((text) =>
        harmlessJson(encodeEvent("", { ...whose, type: "line", text })),
      );
      this.#output.write(lines.join(""));
    } else {
      const head = { ...whose, length: bytes.length };
      this.#output.write(harmlessJson(encodeEvent(this.#token, head)));
      this.#output.write(bytes);
    }
  }

  end(): void {}
}
