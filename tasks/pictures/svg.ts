/** A screen as SVG with text, in the colours that the reader's system prefers. */
import type { Screen, Segment } from "./terminal-run.ts";

const cellWidth = 8.4;
const lineHeight = 19;
const margin = 18;
const titleHeight = 34;

/** Colours of GitHub's pages, light and dark; black and white are of no use here. */
const colors = [
  ["red", "#cf222e", "#ff7b72"],
  ["green", "#1a7f37", "#3fb950"],
  ["yellow", "#9a6700", "#d29922"],
  ["blue", "#0969da", "#58a6ff"],
  ["magenta", "#8250df", "#bc8cff"],
  ["cyan", "#1b7c83", "#39c5cf"],
] as const;

export function svgOf(screen: Screen, columns: number, title: string): string {
  const width = Math.ceil(columns * cellWidth + 2 * margin);
  const height = Math.ceil(screen.length * lineHeight + titleHeight + margin);
  const light = colors.map(([name, color]) => `.${name} { fill: ${color}; }`).join(" ");
  const dark = colors.map(([name, , color]) => `.${name} { fill: ${color}; }`).join(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(title)}</title>
<style>
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #1f2328; }
  .window { fill: #ffffff; stroke: #d1d9e0; } .button { fill: #d1d9e0; }
  .bold { font-weight: 600; } .dim { fill: #6e7781; } ${light}
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .window { fill: #0d1117; stroke: #3d444d; } .button { fill: #3d444d; }
    .dim { fill: #8b949e; } ${dark}
  }
</style>
<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9"/>
${[0, 1, 2].map((index) => `<circle class="button" cx="${margin + 3 + index * 18}" cy="18" r="5"/>`).join("")}
${screen
  .map((row, index) => rowText(row, titleHeight + (index + 0.72) * lineHeight))
  .filter(Boolean)
  .join("\n")}
</svg>
`;
}

/** Each part has its place and length, so that the columns are right in any font. */
function rowText(row: readonly Segment[], y: number): string {
  let column = 0;
  const parts = row.map((segment) => {
    const start = column;
    column += segment.text.length;
    const text = segment.text.trimStart();
    const x = start + segment.text.length - text.length;
    if (text === "") return "";
    const place = `x="${rounded(margin + x * cellWidth)}" textLength="${rounded(text.length * cellWidth)}"`;
    const names = classesOf(segment);
    const look = names === "" ? "" : ` class="${names}"`;
    return `<tspan ${place}${look}>${escaped(text)}</tspan>`;
  });
  return column === 0 ? "" : `<text y="${rounded(y)}">${parts.join("")}</text>`;
}

function classesOf({ color, isBold, isDim }: Segment): string {
  const name = color === undefined ? undefined : colors[color - 1]?.[0];
  return [name, isBold && "bold", isDim && "dim"].filter(Boolean).join(" ");
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
