/** Colours and styles of a terminal as CSS. It runs in Node and in the page. */

/** Declarations of CSS. */
export interface Pen {
  readonly color?: string;
  readonly background?: string;
  readonly styles?: readonly string[];
}

/** A part of a line that looks alike. */
export interface Segment {
  readonly text: string;
  /** CSS; empty for plain text. */
  readonly style: string;
}

/** What changes colours and styles. No other control character is expected. */
// oxlint-disable-next-line no-control-regex -- it begins with an escape character
const rendition = /\u001B\[([\d;:]*)m/;

/** The line in parts, and the pen behind it: colours stay on until another changes them, as on a terminal. */
export function segmentsOf(
  line: string,
  pen: Pen,
): { readonly segments: readonly Segment[]; readonly pen: Pen } {
  const segments: Segment[] = [];
  let current = pen;
  for (const [index, part] of line.split(rendition).entries()) {
    if (index % 2 === 1) current = penAfter(current, part);
    else if (part !== "") segments.push({ text: part, style: styleOf(current) });
  }
  return { segments, pen: current };
}

/** The line as it is read, without colours. */
export function plainLine(line: string): string {
  return line.includes("\u001B") ? line.replaceAll(new RegExp(rendition, "g"), "") : line;
}

function styleOf({ color, background, styles = [] }: Pen): string {
  return [color, background, ...styles].filter((part) => part !== undefined).join(";");
}

const styleCodes: Readonly<Record<number, string>> = {
  1: "font-weight:bold",
  3: "font-style:italic",
  4: "text-decoration:underline",
  9: "text-decoration:line-through",
};

/** The pen after a "select graphic rendition": https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
function penAfter(pen: Pen, parameters: string): Pen {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = pen;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    const style = styleCodes[code];
    if (code === 0) next = {};
    else if (style !== undefined)
      next = { ...next, styles: [...(next.styles ?? []), style].slice(-8) };
    else if (code === 2) next = { ...next, color: "color:var(--soft)" };
    else if (code >= 22 && code <= 29) next = { ...next, styles: [], ...undimmed(next, code) };
    else if (code === 39) next = { ...next, color: "color:inherit" };
    else if (code === 49) next = { ...next, background: "background:none" };
    else if (code === 38 || code === 48) {
      const { color, length } = extendedColor(codes.slice(index + 1));
      index += length;
      if (color !== undefined) next = { ...next, ...colored(code === 48, color) };
    } else {
      const base = code % 10;
      const tens = Math.floor(code / 10);
      const bright = tens === 9 || tens === 10 ? 8 : 0;
      if (base > 7 || ![3, 4, 9, 10].includes(tens)) continue;
      next = { ...next, ...colored(tens === 4 || tens === 10, `var(--c${base + bright})`) };
    }
  }
  return next;
}

/** Faint text has a colour here, so that it can be read on any background; code 22 ends it. */
function undimmed({ color }: Pen, code: number): Pen {
  return code === 22 && color === "color:var(--soft)" ? { color: "color:inherit" } : {};
}

function colored(isBackground: boolean, color: string): Pen {
  if (!isBackground) return { color: `color:${inked(color)}` };
  const on = color.startsWith("var") ? "var(--on-color)" : onColor(color);
  return { background: `background:${color};color:${on}` };
}

/**
 * A colour that a program chose for a dark terminal, or for a light one, as light as the page needs it. A browser that
 * does not know relative colours (https://www.w3.org/TR/css-color-5/#relative-colors) leaves the text in its own.
 */
function inked(color: string): string {
  if (color.startsWith("var")) return color;
  return `oklch(from ${color} clamp(var(--ink-from),l,var(--ink-to)) c h)`;
}

/** Black or white, whichever is readable on the colour: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function onColor(color: string): string {
  const [red = 0, green = 0, blue = 0] = [...color.matchAll(/\d+/g)].map(([value]) => {
    const part = Number(value) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

/** `5;n` of 256 colours, or `2;r;g;b`. */
function extendedColor(codes: readonly number[]): { color: string | undefined; length: number } {
  const [kind, first = 0, second = 0, third = 0] = codes;
  if (kind === 2) return { color: rgb(first, second, third), length: 4 };
  if (kind !== 5) return { color: undefined, length: 1 };
  if (first < 16) return { color: `var(--c${first})`, length: 2 };
  if (first >= 232) {
    const gray = (first - 232) * 10 + 8;
    return { color: rgb(gray, gray, gray), length: 2 };
  }
  const level = (step: number): number => (step === 0 ? 0 : step * 40 + 55);
  const cube = first - 16;
  return {
    color: rgb(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)),
    length: 2,
  };
}

function rgb(...parts: readonly number[]): string {
  return `rgb(${parts.map((part) => Math.min(255, part)).join(",")})`;
}
