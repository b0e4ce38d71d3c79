import type { ViewNode } from "./run-view.ts";

type Paint = (text: string) => string;
type Color = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";

/** Functions that colour a text, or return it as it is. */
export interface Style extends Readonly<Record<Color, Paint>> {
  readonly isColorSupported: boolean;
}

export function createStyle(color: boolean): Style {
  const paint = (start: number, end: number): Paint => (color ? painter(start, end) : String);
  return {
    isColorSupported: color,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    magenta: paint(35, 39),
    cyan: paint(36, 39),
  };
}

/** Codes of "select graphic rendition": https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
function painter(start: number, end: number): Paint {
  const open = `\u001B[${start}m`;
  const close = `\u001B[${end}m`;
  // A part of the text may end with the same code: bold and dim share theirs.
  const again = end === 22 ? close + open : open;
  return (text) => open + text.replaceAll(close, again) + close;
}

/** `tolerated`: the failure of a step that its job tolerates. */
type MarkedState = ViewNode["state"] | "tolerated";

/** The mark before a name. Its shape tells the state, not only its colour. */
export function mark(state: MarkedState, style: Style): string {
  const [sign, color] = marks[state];
  return style[color](sign);
}

export function plainMark(state: MarkedState): string {
  return marks[state][0];
}

const marks = {
  success: ["✓", "green"],
  failure: ["✗", "red"],
  cancelled: ["■", "yellow"],
  skipped: ["–", "dim"],
  elsewhere: ["↗", "dim"],
  running: ["▶", "cyan"],
  waiting: ["·", "dim"],
  tolerated: ["!", "yellow"],
} as const satisfies Readonly<Record<MarkedState, readonly [string, Color]>>;

/** A colour for a name, always the same, and not that of a success or a failure. */
export function nameColor(name: string, style: Style): Paint {
  const colors = [style.cyan, style.magenta, style.blue, style.yellow];
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return colors[sum % colors.length] ?? style.cyan;
}

/** `0.3s`, `12.0s`, `2m 05s`, `1h 02m`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 60_000) {
    return `${(Math.floor(Math.max(0, milliseconds) / 100) / 10).toFixed(1)}s`;
  }
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${two(Math.floor((seconds % 3600) / 60))}m`;
}
