/**
 * Lays out code in lines of limited width. What belongs together stands on one line where that has room, else each of its
 * parts on lines of their own: the algorithm of P. Wadler, "A prettier printer", as Prettier uses it.
 */

export type Layout =
  | string
  | readonly Layout[]
  /** Its lines begin further to the right. */
  | { readonly kind: "indented"; readonly of: Layout }
  /** All on one line, or broken at all of its own lines. */
  | { readonly kind: "group"; readonly of: Layout }
  /** A line break where its group is broken, else a space (`space`) or nothing (`none`). `always` breaks its groups. */
  | { readonly kind: "line"; readonly flat: "space" | "none" | "always" }
  /** Only where its group is broken. */
  | { readonly kind: "broken"; readonly text: string }
  /** The first one whose first line has room, else the last one. */
  | { readonly kind: "choice"; readonly choices: readonly Layout[] };

export const spaceOrLine: Layout = { kind: "line", flat: "space" };
export const nothingOrLine: Layout = { kind: "line", flat: "none" };
export const lineBreak: Layout = { kind: "line", flat: "always" };
export const commaIfBroken: Layout = { kind: "broken", text: "," };

export function group(...of: readonly Layout[]): Layout {
  return { kind: "group", of };
}

export function indented(...of: readonly Layout[]): Layout {
  return { kind: "indented", of };
}

/** The parts with a separator between each two. */
export function joined(parts: readonly Layout[], separator: Layout): Layout {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

/** Whether it has more than one line in any case. */
export function isBroken(layout: Layout): boolean {
  if (typeof layout === "string") return false;
  if (isList(layout)) return layout.some(isBroken);
  switch (layout.kind) {
    case "line":
      return layout.flat === "always";
    case "broken":
      return false;
    case "choice":
      return layout.choices.every(isBroken);
    default:
      return isBroken(layout.of);
  }
}

interface Piece {
  readonly indent: number;
  readonly isFlat: boolean;
  readonly layout: Layout;
}

const step = 2;

/** @returns The lines, without a line break at the end. Spaces at the end of a text stay. */
export function layOut(layout: Layout, width: number): string {
  const stack: Piece[] = [{ indent: 0, isFlat: false, layout }];
  const chunks: string[] = [];
  let column = 0;
  // A line without text has no spaces either.
  let missing = 0;
  const write = (text: string): void => {
    if (text === "") return;
    chunks.push(" ".repeat(missing), text);
    missing = 0;
    column += text.length;
  };
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    const { indent, isFlat, layout: part } = piece;
    const room = width - column;
    if (typeof part === "string") write(part);
    else if (isList(part)) {
      for (const item of part.toReversed()) stack.push({ indent, isFlat, layout: item });
    } else if (part.kind === "indented") {
      stack.push({ indent: indent + step, isFlat, layout: part.of });
    } else if (part.kind === "group") {
      const inner = { indent, isFlat: true, layout: part.of };
      const isWhole = isFlat || (!isBroken(part.of) && fits(inner, stack, room));
      stack.push({ ...inner, isFlat: isWhole });
    } else if (part.kind === "choice") {
      const pieces = part.choices.map((choice) => ({ indent, isFlat, layout: choice }));
      const choice = pieces.find((each) => fits(each, stack, room)) ?? pieces.at(-1);
      if (choice !== undefined) stack.push(choice);
    } else if (part.kind === "broken") {
      if (!isFlat) write(part.text);
    } else if (isFlat && part.flat !== "always") {
      if (part.flat === "space") write(" ");
    } else {
      chunks.push("\n");
      missing = column = indent;
    }
  }
  return chunks.join("");
}

/** Whether everything up to the next line break has room. */
function fits(first: Piece, rest: readonly Piece[], room: number): boolean {
  const stack = [first];
  let next = rest.length;
  let left = room;
  while (left >= 0) {
    const piece = stack.pop() ?? rest[--next];
    if (piece === undefined) return true;
    const { indent, isFlat, layout: part } = piece;
    if (typeof part === "string") {
      left -= part.length;
    } else if (isList(part)) {
      for (const item of part.toReversed()) stack.push({ indent, isFlat, layout: item });
    } else {
      switch (part.kind) {
        case "indented":
          stack.push({ indent, isFlat, layout: part.of });
          break;
        case "group":
          stack.push({ indent, isFlat: isFlat || !isBroken(part.of), layout: part.of });
          break;
        case "choice": {
          const [flat = ""] = part.choices;
          stack.push({ indent, isFlat, layout: flat });
          break;
        }
        case "broken":
          if (!isFlat) left -= part.text.length;
          break;
        case "line":
          if (!isFlat || part.flat === "always") return true;
          left -= part.flat === "space" ? 1 : 0;
      }
    }
  }
  return false;
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}
