/**
 * Hides secrets in what a program writes to a terminal, as it comes: a shell echoes each key, and its prompt has no line
 * ending.
 */
import { StringDecoder } from "node:string_decoder";
import type { Masker } from "./masker.ts";

/** Of a text that could become a secret, so much is shown when nothing follows for a moment. */
const shownLength = 3;
/** In milliseconds. */
const moment = 30;

export class StreamMasker {
  readonly #masker: Masker;
  readonly #show: (text: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  /** Could become something to hide. */
  #pending = "";
  /** How much of its beginning has been shown already. */
  #shown = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(masker: Masker, show: (text: string) => void) {
    this.#masker = masker;
    this.#show = show;
  }

  push(chunk: Uint8Array): void {
    clearTimeout(this.#timer);
    this.#pending += this.#decoder.write(chunk);
    this.#settle(this.#masker.settledLength(this.#pending));
    // Else the key that somebody has just pressed would be missing where a secret begins with it.
    if (this.#pending.length > this.#shown) {
      this.#timer = setTimeout(() => this.#showBeginning(), moment).unref();
    }
  }

  /** Nothing more will come. */
  end(): void {
    clearTimeout(this.#timer);
    this.#pending += this.#decoder.end();
    this.#settle(this.#pending.length);
  }

  /** Shows the first `length` units of what is pending, but for those that are shown. */
  #settle(length: number): void {
    if (length === 0) return;
    const text = this.#pending.slice(0, length);
    const known = text.slice(0, this.#shown);
    const masked = this.#masker.mask(text);
    // Where a secret begins with what is shown, the rest of it is hidden.
    this.#output(masked.startsWith(known) ? masked.slice(known.length) : masked);
    this.#pending = this.#pending.slice(length);
    this.#shown = Math.max(0, this.#shown - length);
  }

  #showBeginning(): void {
    const length = Math.min(shownLength, this.#pending.length);
    this.#output(this.#pending.slice(this.#shown, length));
    this.#shown = Math.max(this.#shown, length);
  }

  #output(text: string): void {
    if (text !== "") this.#show(text);
  }
}
