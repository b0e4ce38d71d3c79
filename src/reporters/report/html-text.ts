import { withoutControls, withVisibleDirections } from "../lines/line-text.ts";
import { type Pen, segmentsOf } from "./pen.ts";

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
    const drawn = segmentsOf(withoutControls(line, true), pen);
    pen = drawn.pen;
    return drawn.segments
      .map(({ text, style }) =>
        style === "" ? escapeHtml(text) : `<span style="${style}">${escapeHtml(text)}</span>`,
      )
      .join("");
  });
  return lines.join("\n");
}
