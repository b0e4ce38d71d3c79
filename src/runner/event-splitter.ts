/** Reads what a recompose process prints for whoever started it: events, and lines of anything else, in their order. */
import { decodeEvent, longestWireLine, type WireEvent } from "../events/wire.ts";
import { linePieces, LineSplitter } from "../process/line-splitter.ts";
import type { Masker } from "../process/masker.ts";
import { randomUUID } from "node:crypto";

export interface EventReader {
  /** Empty where no events are read. */
  readonly token: string;
  readonly masker: Masker;
  /** Gets a line, masked. */
  readonly onLine: (text: string) => void;
  /** Gets the beginning of a line that has not ended after a moment, masked. */
  readonly onUnfinished: (text: string) => void;
  readonly onEvent: (event: WireEvent) => void;
}

/** Around the token, so that half of one is known from other output. */
const tokenMark = "\u001e";

export function newToken(): string {
  return `${tokenMark}${randomUUID()}${tokenMark}`;
}

export function eventSplitter(reader: EventReader): LineSplitter {
  const { token, masker } = reader;
  const receive = (line: string): void => {
    const decoded = decodeEvent(token, line);
    const text = decoded === undefined ? line : masker.mask(decoded.before);
    if (decoded === undefined || text !== "") {
      for (const piece of linePieces(text)) reader.onLine(piece);
    }
    if (decoded?.event !== undefined) reader.onEvent(decoded.event);
  };
  return new LineSplitter(receive, {
    // An event must not be cut.
    longestLine: longestWireLine,
    mark: token,
    onUnfinished: reader.onUnfinished,
    masker: {
      // In an event a mask could hit what makes it readable; the texts in it are masked one by one.
      mask: (text) => (token !== "" && text.includes(token) ? text : masker.mask(text)),
      // An event is nothing to read, and a token says that one has begun.
      maskBeginning: (text) => (text.includes(tokenMark) ? "" : masker.maskBeginning(text)),
      settledLength(text) {
        const marked = text.indexOf(tokenMark);
        const settled = masker.settledLength(text);
        return marked > 0 ? Math.min(marked, settled) : settled;
      },
    },
  });
}
