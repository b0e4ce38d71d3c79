/** Reads the output of a recompose process: its events, and the lines of all else that it prints, in their order. */
import { randomUUID } from "node:crypto";
import { decodeEvent, type LinesHead, longestWireLine, type WireEvent } from "../../events/wire.ts";
import { lineFeed } from "../../process/line-bytes.ts";
import { LineSplitter } from "../../process/line-splitter.ts";
import type { Masker } from "../../process/masker.ts";

export interface EventReader {
  /** Empty where no events are read. */
  readonly token: string;
  readonly masker: Masker;
  /** Gets other output in whole lines, which are not masked: commands in them are read first. */
  readonly onLines: (lines: Buffer) => void;
  /** Gets the beginning of a line that has not ended after a moment, masked. */
  readonly onUnfinished: (text: string) => void;
  /** The bytes of `lines` are not masked. */
  readonly onEvent: (event: WireEvent) => void;
}

/** Around the token, so that a part of one can be told from other output. */
const tokenMark = "\u001e";
const markByte = 0x1e;

/** In bytes of UTF-8, of which a UTF-16 unit has three at most. */
const longestEvent = longestWireLine * 3;

export function newToken(): string {
  return `${tokenMark}${randomUUID()}${tokenMark}`;
}

/** Of lines that follow an event. */
interface Announcement {
  readonly head: Omit<LinesHead, "length">;
  /** Bytes that are still to come. */
  remainingLength: number;
}

export class EventSplitter {
  readonly #onEvent: EventReader["onEvent"];
  readonly #token: Buffer;
  /** For output that is neither an event nor announced by one. */
  readonly #others: LineSplitter;
  readonly #announcedLines: LineSplitter;
  #announcement: Announcement | undefined;
  /** What follows a token, until its line ends. */
  #event: Buffer[] | undefined;
  #eventLength = 0;
  /** The end of the output so far, where it could be the beginning of a token. */
  #tokenStart: Buffer = Buffer.alloc(0);

  constructor(reader: EventReader) {
    const { token, masker, onLines, onUnfinished, onEvent } = reader;
    this.#onEvent = onEvent;
    this.#token = Buffer.from(token);
    this.#others = new LineSplitter(onLines, { masker, isRaw: true, onUnfinished });
    this.#announcedLines = new LineSplitter(
      (bytes) => {
        if (this.#announcement !== undefined) onEvent({ ...this.#announcement.head, bytes });
      },
      { masker, isRaw: true },
    );
  }

  push(chunk: Buffer): void {
    let rest = this.#tokenStart.length === 0 ? chunk : Buffer.concat([this.#tokenStart, chunk]);
    this.#tokenStart = Buffer.alloc(0);
    while (rest.length > 0) {
      const readLength = this.#event === undefined ? this.#readLines(rest) : this.#readEvent(rest);
      if (readLength === 0) {
        this.#tokenStart = rest;
        return;
      }
      rest = rest.subarray(readLength);
    }
  }

  end(): void {
    const tokenStart = this.#tokenStart;
    this.#tokenStart = Buffer.alloc(0);
    if (this.#announcement === undefined) this.#others.push(tokenStart);
    else this.#announcedLines.push(tokenStart);
    this.#endAnnouncement();
    this.#event = undefined;
    this.#others.end();
  }

  /** Takes lines up to a token. Returns how many bytes it has read, with the token. */
  #readLines(bytes: Buffer): number {
    const announcement = this.#announcement;
    const token = this.#token;
    const end = Math.min(bytes.length, announcement?.remainingLength ?? bytes.length);
    // A process that was killed has not written all that it announced. A token among it is that of another process.
    const searchArea =
      announcement === undefined ? bytes : bytes.subarray(0, end + token.length - 1);
    const tokenIndex = token.length === 0 ? -1 : searchArea.indexOf(token);
    const isWhole = tokenIndex === -1 || tokenIndex >= end;
    const length = isWhole ? Math.min(end, this.#begunToken(bytes)) : tokenIndex;
    const lines = bytes.subarray(0, length);
    if (announcement === undefined) {
      if (length > 0) this.#others.push(lines);
    } else {
      announcement.remainingLength -= length;
      // They were written at once, so the rest follows soon.
      if (announcement.remainingLength > 0) this.#announcedLines.hold(lines);
      else this.#announcedLines.push(lines);
      if (announcement.remainingLength === 0 || !isWhole) this.#endAnnouncement();
    }
    if (isWhole) return length;
    // An event begins a line of its own.
    this.#others.end();
    this.#event = [];
    this.#eventLength = 0;
    return length + token.length;
  }

  #readEvent(bytes: Buffer): number {
    const ending = bytes.indexOf(lineFeed);
    const length = ending === -1 ? bytes.length : ending;
    this.#eventLength += length;
    // Memory must not grow with what a program prints.
    if (this.#eventLength <= longestEvent) this.#event?.push(bytes.subarray(0, length));
    if (ending === -1) return length;
    const text = Buffer.concat(this.#event ?? []).toString();
    this.#event = undefined;
    this.#receive(text);
    return length + 1;
  }

  #receive(text: string): void {
    const event = decodeEvent(text);
    if (event === undefined) return;
    if (event.type !== "lines") return this.#onEvent(event);
    const { length, ...head } = event;
    if (length > 0) this.#announcement = { head, remainingLength: length };
  }

  #endAnnouncement(): void {
    this.#announcedLines.end();
    this.#announcement = undefined;
  }

  /** The index from which the end of the bytes could be the beginning of a token. */
  #begunToken(bytes: Buffer): number {
    const token = this.#token;
    if (token.length === 0) return bytes.length;
    const first = Math.max(0, bytes.length - token.length + 1);
    for (let at = bytes.indexOf(markByte, first); at !== -1; at = bytes.indexOf(markByte, at + 1)) {
      if (token.subarray(0, bytes.length - at).equals(bytes.subarray(at))) return at;
    }
    return bytes.length;
  }
}
