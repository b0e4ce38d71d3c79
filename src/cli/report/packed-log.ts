/** A log as the page has it: base64 of what gzip makes of its lines, in pieces. */
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { isPlain, lineFeed, textsOf } from "../../process/line-bytes.ts";
import {
  colouredLines,
  mayTurnText,
  withoutControls,
  withVisibleDirections,
} from "../../reporters/lines/line-text.ts";
import { type LogFile, piecesOf, sizeOf } from "./log-reader.ts";

/** Of zlib. More takes twice the time for a few percent of the bytes. */
const level = 4;

export async function* packedLog({ path, start }: LogFile): AsyncGenerator<string> {
  const gzip = createGzip({ level });
  // An error of the first ends the second, whose reader gets it.
  pipeline(Readable.from(shownPieces(path, start)), gzip, () => {});
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of gzip) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    // Three bytes are four characters: what is over waits for more.
    const whole = bytes.length - (bytes.length % 3);
    yield bytes.toString("base64", 0, whole);
    rest = bytes.subarray(whole);
  }
  yield rest.toString("base64");
}

/** Whole lines as the page may show them: only colours are left of what controls a terminal. */
function* shownPieces(path: string, start: number): Generator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for (const piece of piecesOf(path, start, sizeOf(path))) {
    const end = piece.lastIndexOf(lineFeed) + 1;
    const lines = Buffer.concat([rest, piece.subarray(0, end)]);
    if (lines.length > 0 && end > 0) {
      yield shownLines(lines);
      rest = piece.subarray(end);
    } else rest = Buffer.concat([rest, piece]);
  }
  if (rest.length > 0) yield shownLines(Buffer.concat([rest, Buffer.from("\n")]));
}

function shownLines(lines: Buffer): Uint8Array {
  const isHarmless = isPlain(lines) || colouredLines(lines, true) !== undefined;
  if (isHarmless && !mayTurnText(lines)) return lines;
  const texts = textsOf(lines).map((line) => withVisibleDirections(withoutControls(line, true)));
  return Buffer.from(`${texts.join("\n")}\n`);
}
