import { withoutControls, withVisibleDirections } from "../lines/line-text.ts";

/** Text as HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return withVisibleDirections(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A program's output as HTML. Colours become spans, and stay on until another changes them, as on a terminal. */
export function outputHtml(output: string): string {
  let pen: Pen = {};
  const lines = output.split(/\r?\n/).map((line) => {
    const html: string[] = [];
    // oxlint-disable-next-line no-control-regex -- colours begin with an escape character
    const parts = withoutControls(line, true).split(/\u001B\[([\d;:]*)m/);
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 0) html.push(withPen(part, pen));
      else pen = penAfter(pen, part);
    }
    return html.join("");
  });
  return lines.join("\n");
}

/** Declarations of CSS. */
interface Pen {
  readonly color?: string;
  readonly background?: string;
  readonly styles?: readonly string[];
}

function withPen(text: string, { color, background, styles = [] }: Pen): string {
  if (text === "") return "";
  const style = [color, background, ...styles].filter((part) => part !== undefined).join(";");
  const escapedText = escapeHtml(text);
  return style === "" ? escapedText : `<span style="${style}">${escapedText}</span>`;
}

const styleCodes: Readonly<Record<number, string>> = {
  1: "font-weight:bold",
  2: "opacity:.7",
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
    else if (code >= 22 && code <= 29) next = { ...next, styles: [] };
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

function colored(isBackground: boolean, color: string): Pen {
  return isBackground ? { background: `background:${color}` } : { color: `color:${color}` };
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
