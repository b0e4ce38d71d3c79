/** What jobs say of places in files. */
import type { Annotation } from "../../../events/event.ts";
import { counted } from "../../../problems/wording.ts";
import { escapeHtml } from "../html-text.ts";
import { linePart } from "./line-link.ts";
import type { ShownJob } from "../shown-job.ts";

/** @param most how many of them are shown; those that matter most come first */
export function annotationsHtml(shown: ShownJob, most = Number.POSITIVE_INFINITY): string {
  const { annotations } = shown;
  if (annotations.length === 0) return "";
  const sorted = levels.flatMap((level) => annotations.filter((each) => each.level === level));
  const items = sorted.slice(0, most).map((annotation) => itemHtml(annotation, shown));
  const hiddenCount = annotations.length - items.length;
  const rest =
    hiddenCount === 0
      ? ""
      : `<li class="soft"><a href="#${shown.anchor}">${counted(hiddenCount, "annotation")} more</a></li>`;
  return `<ul class="notes" aria-label="Annotations">${items.join("")}${rest}</ul>`;
}

const levels: readonly Annotation["level"][] = ["error", "warning", "notice"];

function itemHtml(annotation: Annotation, shown: ShownJob): string {
  const { level, title, file, line, column, message } = annotation;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const named = title === undefined || title === "" ? "" : `<b>${escapeHtml(title)}</b> `;
  const where = place === "" ? "" : `<code>${escapeHtml(place)}</code> `;
  return `<li class="${level}"><span class="level">${level}</span> ${where}${named}<span class="message">${escapeHtml(message)}</span>${linePart(shown, annotation.logOffset)}</li>`;
}
