/** A job, task or step in one line: its mark, its name, its time, and why. */
import type { StepFinished } from "../../events/event.ts";
import { counted } from "../../problems/wording.ts";
import { nameText, stepText } from "../lines/line-text.ts";
import type { ViewNode } from "./run-view.ts";
import { duration, mark, type Style } from "./style.ts";

type ShownNode = Pick<
  ViewNode,
  "kind" | "name" | "state" | "outcome" | "startedAt" | "durationMs" | "reason" | "notes"
> &
  Pick<ViewNode, "annotations">;

interface HeadingOptions {
  readonly style: Style;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `✓ build 1.2s`. */
export function heading(node: ShownNode, options: HeadingOptions): string {
  const name = node.kind === "job" || node.kind === "automation" ? nameText : stepText;
  return namedHeading(node, name(node.name), options);
}

/** The same for a step that has ended, by another name, such as one that has its job in it. */
export function stepHeading(event: StepFinished, name: string, style: Style): string {
  const { result: state, ...others } = event;
  const none = { notes: [], annotations: { error: 0, warning: 0, notice: 0 } };
  return namedHeading({ kind: "step", name, state, ...others, ...none }, name, { style, now: 0 });
}

/** Whether a step has failed, and its job goes on as if it had not: `continue-on-error`. */
export function isTolerated({
  state,
  outcome,
}: Pick<ViewNode, "state"> & { readonly outcome?: string | undefined }): boolean {
  return state === "success" && outcome === "failure";
}

function namedHeading(node: ShownNode, name: string, { style, now }: HeadingOptions): string {
  const parts = [
    mark(isTolerated(node) ? "tolerated" : node.state, style),
    node.state === "failure" ? style.bold(style.red(name)) : style.bold(name),
    ...endParts(node, style),
  ];
  if (node.state === "running") parts.push(style.dim(duration(now - (node.startedAt ?? now))));
  if (node.notes.length > 0) {
    const notes = node.notes.map(nameText).join("; ");
    // Behind a reason it would read as a part of that.
    parts.push(style.yellow(node.reason === undefined ? notes : `(${notes})`));
  }
  const { error, warning } = node.annotations;
  const counts: string[] = [];
  if (error > 0) counts.push(style.red(counted(error, "error")));
  if (warning > 0) counts.push(style.yellow(counted(warning, "warning")));
  if (counts.length > 0) parts.push(`(${counts.join(", ")})`);
  return parts.join(" ");
}

function endParts(node: ShownNode, style: Style): readonly string[] {
  const { state } = node;
  const reason = reasonText(node);
  const time = style.dim(duration(node.durationMs ?? 0));
  switch (state) {
    case "waiting":
    case "running":
      return [];
    case "elsewhere":
      // Its reason begins with the word, or is that of a step.
      return [style.dim(reason ?? state)];
    case "skipped":
      return [style.dim(reason === undefined ? state : `${state}: ${reason}`)];
    case "success": {
      if (!isTolerated(node)) return [time];
      const why = reason === undefined ? "" : `: ${reason}`;
      return [time, style.yellow(`failure tolerated${why}`)];
    }
    case "cancelled":
      return [time, style.yellow(reason === undefined ? state : `${state}: ${reason}`)];
    case "failure":
      return reason === undefined ? [time] : [time, style.red(reason)];
  }
}

/** All of it for a job; the first line for what is below one. */
function reasonText({ kind, reason }: ShownNode): string | undefined {
  if (reason === undefined) return undefined;
  return nameText(kind === "step" ? reason.trimEnd().split("\n", 1).join("") : reason);
}
