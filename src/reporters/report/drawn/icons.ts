/** The marks of results as drawings, which look alike in every browser. A word beside each says the same. */
import type { LocalResult } from "../../../events/event.ts";

export type Mark = LocalResult | "tolerated";

/** Within 16 by 16; `on` is what is drawn on a filled disc. */
const drawings: Readonly<Record<Mark, string>> = {
  success: `<circle cx="8" cy="8" r="7.5"/><path class="on" d="M4.6 8.3l2.3 2.3 4.5-4.9"/>`,
  failure: `<circle cx="8" cy="8" r="7.5"/><path class="on" d="M5.3 5.3l5.4 5.4m0-5.4l-5.4 5.4"/>`,
  cancelled: `<circle cx="8" cy="8" r="7.5"/><path class="on" d="M5.2 8h5.6"/>`,
  tolerated: `<circle cx="8" cy="8" r="7.5"/><path class="on" d="M8 4.2v4.6m0 2.5v.4"/>`,
  skipped: `<circle class="ring" cx="8" cy="8" r="6.6"/><path class="own" d="M5 11L11 5"/>`,
  elsewhere: `<circle class="ring" cx="8" cy="8" r="6.6"/><path class="own" d="M5.7 10.3l4.4-4.4m-3.5-.2h3.7v3.7"/>`,
};

/** Once in a page, before the first mark. */
export const markSymbols: string = `<svg class="symbols" aria-hidden="true">${Object.entries(
  drawings,
)
  .map(([name, drawing]) => `<symbol id="mark-${name}" viewBox="0 0 16 16">${drawing}</symbol>`)
  .join("")}</svg>`;

export function markHtml(mark: Mark): string {
  return `<svg class="mark ${mark}" aria-hidden="true"><use href="#mark-${mark}"/></svg>`;
}
