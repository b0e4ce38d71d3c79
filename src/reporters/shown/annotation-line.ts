import type { Annotation } from "../../events/event.ts";
import { annotationText } from "../../events/workflow-command.ts";
import { streamText } from "../lines/line-text.ts";
import type { Style } from "./style.ts";

/** What GitHub's log shows of an annotation, with its place: `error: a.ts:3 expected 1`. One line. */
export function annotationLine(annotation: Annotation, style: Style): string {
  const { level } = annotation;
  const color = { error: style.red, warning: style.yellow, notice: style.cyan }[level];
  const [first = ""] = annotationText(annotation).split("\n", 1);
  return `${color(`${level}:`)} ${streamText(first, false)}`;
}
