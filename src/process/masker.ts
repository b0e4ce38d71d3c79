import { visibleText } from "../problems/control-text.ts";
import { bufferOf, isPlain } from "./line-bytes.ts";

/** What stands in place of a hidden value. */
export const stars = "***";

/** Hides values in text, in every spelling in which a program is likely to print them. */
export class Masker {
  readonly #values = new Set<string>();
  #pattern: RegExp | undefined;
  /** For a single line. */
  #linePattern: RegExp | undefined;
  /** Searches bytes, read as Latin-1, for something to hide. */
  #bytePattern: RegExp | undefined;
  #longest = 0;
  #lastText = "";
  #lastMaskedText = "";
  /** Chunks that are masked already, since a chunk is masked more than once on its way. */
  #maskedChunks = new WeakSet<Uint8Array>();

  constructor(values: Iterable<string> = []) {
    for (const value of values) this.add(value);
  }

  /** Also hides each line of a value with several, because output is shown line by line. */
  add(value: string): void {
    const lines = value.split(/\r?\n/).map((line) => line.trim());
    for (const text of new Set([value.trim(), ...lines])) {
      if (text === "") continue;
      for (const spelling of spellings(text)) if (spelling !== "") this.#values.add(spelling);
    }
    // The longest comes first, since one value may begin with another.
    const byLength = [...this.#values].sort((a, b) => b.length - a.length);
    this.#longest = byLength[0]?.length ?? 0;
    if (byLength.length === 0) return;
    this.#pattern = patternOf(byLength);
    // A spelling with a line feed cannot be in a single line.
    const inLines = byLength.filter((spelling) => !spelling.includes("\n"));
    this.#linePattern = patternOf(inLines);
    const inBytes = inLines.map((spelling) => Buffer.from(spelling).toString("latin1"));
    this.#bytePattern = new RegExp(inBytes.map(escapeRegExp).join("|"));
    this.#lastText = "";
    this.#lastMaskedText = "";
    this.#maskedChunks = new WeakSet();
  }

  mask(text: string): string {
    if (this.#pattern === undefined) return text;
    // The same line goes to the log and to the reporters.
    if (text !== this.#lastText) {
      this.#lastMaskedText = this.#hide(text, this.#pattern);
      this.#lastText = text;
    }
    return this.#lastMaskedText;
  }

  /** Masks each line of a chunk by itself, with one search where there is nothing to hide. */
  maskLines(chunk: Uint8Array): Uint8Array {
    const lines = bufferOf(chunk);
    if (this.#linePattern === undefined || this.#maskedChunks.has(lines)) return lines;
    const maskedLines = this.#maskedLines(lines, this.#linePattern);
    this.#maskedChunks.add(maskedLines);
    return maskedLines;
  }

  #maskedLines(lines: Buffer, pattern: RegExp): Buffer {
    if (!isPlain(lines)) {
      const texts = lines.toString().split("\n");
      return Buffer.from(texts.map((text) => this.mask(text)).join("\n"));
    }
    if (this.#bytePattern?.test(lines.toString("latin1")) !== true) return lines;
    return Buffer.from(lines.toString().replaceAll(pattern, stars));
  }

  /**
   * Colours and control characters within a value hide it from a search, but not from a reader. Where a value is found
   * only without them, they are removed.
   */
  #hide(text: string, pattern: RegExp): string {
    const maskedText = text.replaceAll(pattern, stars);
    const visible = visibleText(maskedText);
    if (visible === maskedText) return maskedText;
    const maskedVisible = visible.replaceAll(pattern, stars);
    return maskedVisible === visible ? maskedText : maskedVisible;
  }

  /**
   * Masks the beginning of a line that is still being printed. An end that could become something to hide is left out, so
   * the result stays the beginning of the masked line, whatever follows.
   */
  maskBeginning(text: string): string {
    const visible = visibleText(text);
    const settledPart = this.#settledPart(visible);
    return settledPart === visible ? this.#settledPart(text) : settledPart;
  }

  #settledPart(text: string): string {
    return this.mask(text.slice(0, this.settledLength(text)));
  }

  /** How many UTF-16 units of a text are masked the same, whatever follows it. */
  settledLength(text: string): number {
    let end = text.length;
    for (let start = Math.max(0, end - this.#longest + 1); start < end; start += 1) {
      if (this.#isBeginning(text.slice(start))) end = start;
    }
    for (const match of text.matchAll(this.#pattern ?? /(?!)/g)) {
      if (match.index < end && match.index + match[0].length > end) end = match.index;
    }
    return end;
  }

  #isBeginning(text: string): boolean {
    for (const value of this.#values) {
      if (value.length > text.length && value.startsWith(text)) return true;
    }
    return false;
  }
}

/**
 * The encodings that GitHub's runner masks as well.
 * https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs
 */
function spellings(text: string): Iterable<string> {
  const all = new Set([
    text,
    visibleText(text),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text.toWellFormed()),
    // As in the body of a form, and as Node prints a text inside of an object.
    new URLSearchParams({ "": text }).toString().slice(1),
    text.replaceAll("\\", "\\\\"),
    text.replaceAll("\\", "\\\\").replaceAll("'", "\\'"),
    text.replaceAll("'", "''"),
    text.replaceAll("'", "'\\''"),
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  ]);
  for (const shift of [0, 1, 2] as const) {
    for (const encoding of base64At(text, shift)) {
      // A shorter text would be found in too much that has nothing to do with it.
      if (encoding.length >= 8) all.add(encoding);
    }
  }
  return all;
}

/**
 * The text in base64 when it stands behind `shift` other bytes: once as the end, and once with more behind it.
 * Characters that depend on the neighbours are left out.
 */
function base64At(text: string, shift: 0 | 1 | 2): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const whole = bytes.subarray(shift === 0 ? 0 : 3 - shift);
  const complete = whole.subarray(0, whole.length - (whole.length % 3));
  return [whole, complete].map((part) => Buffer.from(part).toString("base64"));
}

function patternOf(spellings: readonly string[]): RegExp {
  // Stars stay as they are, since a text may be masked more than once.
  const all = [...new Set([...spellings, stars])].sort((a, b) => b.length - a.length);
  return new RegExp(all.map(escapeRegExp).join("|"), "g");
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
