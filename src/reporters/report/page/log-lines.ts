/** The lines of a log, and what is looked for in them. It does not know the page. */
import { type Pen, plainLine, type Segment, segmentsOf } from "../pen.ts";

/** How many lines are shown or taken away at once. */
export const chunkSize = 100;

/** A part of a line that looks alike, and whether it is what was looked for. */
export interface LogPart extends Segment {
  readonly isMatch: boolean;
}

export interface LogLine {
  readonly kind: "" | "error" | "warning" | "notice" | "group" | "endgroup" | "debug";
  readonly parts: readonly LogPart[];
}

/** As GitHub's log has them in place of commands: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const mark = /^##\[(error|warning|notice|group|endgroup|debug)\]/;

export class LogLines {
  readonly #lines: readonly string[];
  /** The pen before each chunk; none where no line has a colour. */
  readonly #pens: readonly Pen[];
  /** Lines without colours, in lower case. */
  #plainLines: readonly string[] | undefined;

  constructor(text: string) {
    this.#lines = text.replace(/\n$/, "").split("\n");
    this.#pens = text.includes("\u001B") ? pensOf(this.#lines) : [];
  }

  get count(): number {
    return this.#lines.length;
  }

  /** @param index of a chunk */
  chunk(index: number, query: string): readonly LogLine[] {
    let pen = this.#pens[index] ?? {};
    const start = index * chunkSize;
    return this.#lines.slice(start, start + chunkSize).map((line) => {
      const drawn = segmentsOf(line, pen);
      pen = drawn.pen;
      return logLine(drawn.segments, query.toLowerCase());
    });
  }

  /** Indexes of the lines that have the text in them, in any case. */
  find(query: string): readonly number[] {
    if (query === "") return [];
    this.#plainLines ??= this.#lines.map((line) => plainLine(line).replace(mark, "").toLowerCase());
    const text = query.toLowerCase();
    return this.#plainLines.flatMap((line, index) => (line.includes(text) ? [index] : []));
  }
}

function pensOf(lines: readonly string[]): readonly Pen[] {
  const pens: Pen[] = [];
  let pen: Pen = {};
  for (const [index, line] of lines.entries()) {
    if (index % chunkSize === 0) pens.push(pen);
    if (line.includes("\u001B")) pen = segmentsOf(line, pen).pen;
  }
  return pens;
}

function logLine(segments: readonly Segment[], query: string): LogLine {
  const [first, ...rest] = segments;
  const [found, kind] = mark.exec(first?.text ?? "") ?? [];
  const shown =
    first === undefined || found === undefined
      ? segments
      : [{ ...first, text: first.text.slice(found.length) }, ...rest];
  return { kind: (kind ?? "") as LogLine["kind"], parts: withMatches(shown, query) };
}

/** A match may begin in one segment and end in another. */
function withMatches(segments: readonly Segment[], query: string): readonly LogPart[] {
  const text = segments
    .map((segment) => segment.text)
    .join("")
    .toLowerCase();
  if (query === "" || !text.includes(query)) {
    return segments.map((segment) => ({ ...segment, isMatch: false }));
  }
  const starts: number[] = [];
  for (let at = text.indexOf(query); at !== -1; at = text.indexOf(query, at + query.length)) {
    starts.push(at);
  }
  const borders = starts.flatMap((start) => [start, start + query.length]);
  const parts: LogPart[] = [];
  let offset = 0;
  for (const segment of segments) {
    const end = offset + segment.text.length;
    const cuts = [offset, ...borders.filter((border) => border > offset && border < end), end];
    for (const [index, from] of cuts.slice(0, -1).entries()) {
      const isMatch = starts.some((start) => from >= start && from < start + query.length);
      const piece = segment.text.slice(from - offset, (cuts[index + 1] ?? end) - offset);
      if (piece !== "") parts.push({ ...segment, text: piece, isMatch });
    }
    offset = end;
  }
  return parts;
}
