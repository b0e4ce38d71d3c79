/** What a person sees and presses between the runs of `--watch`. */
import type { Host } from "../../host/host.ts";
import { interruptKey, readKeys } from "../../host/terminal-keys.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { nameText } from "../../reporters/lines/line-text.ts";
import { clearScreen } from "../../reporters/lines/terminal-signs.ts";
import type { Style } from "../../reporters/shown/style.ts";
import { isInteractive } from "../interactive.ts";
import type { AppContext } from "../program-context.ts";

interface Answers {
  readonly again: () => void;
  readonly end: () => void;
  readonly interrupt: () => void;
}

export class WatchPrompt {
  readonly #host: Host;
  readonly #style: Style;
  readonly #hasKeys: boolean;

  constructor({ host, style }: AppContext) {
    this.#host = host;
    this.#style = style;
    this.#hasKeys = isInteractive(host);
  }

  /** @param names The files that changed; none if a person asked for the run. */
  begin(names: readonly string[]): void {
    if (this.#host.stdout.isTerminal) clearScreen(this.#host.stdout);
    this.#say(names.length === 0 ? "again" : `changed: ${filesText(names)}`);
  }

  /** Calls one of `answers` for a key until the returned function is called. */
  wait(answers: Answers): () => void {
    const keys = this.#hasKeys ? " Enter runs it again, q ends." : "";
    this.#say(`Waiting for files to change.${keys}`);
    if (!this.#hasKeys) return () => {};
    return readKeys((key) => {
      if (key === "\r" || key === "\n" || key === "r") answers.again();
      else if (key === "q" || key === endOfInput) answers.end();
      else if (key === interruptKey) answers.interrupt();
    });
  }

  /** @param names Files that changed during each of the latest runs. */
  sayOwn(names: readonly string[]): void {
    this.#say(`Each run changes ${filesText(names)}, and that starts none.`);
  }

  #say(text: string): void {
    printLines(this.#host, [this.#style.dim(text)]);
  }
}

const endOfInput = "\u0004";

function filesText([first = "", ...others]: readonly string[]): string {
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return nameText(first) + more;
}
