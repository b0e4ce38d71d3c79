/** The steps of a job as nested lists. */
import type { JobRecord, LocalResult, StepRecord } from "../../events/event.ts";
import { isTolerated } from "../shown/heading.ts";
import type { ViewNode } from "../shown/run-view.ts";
import { duration, plainMark } from "../shown/style.ts";
import { stepText } from "../lines/line-text.ts";
import { escapeHtml } from "./html-text.ts";

interface ShownStep {
  readonly name: string;
  readonly result: LocalResult;
  readonly outcome?: LocalResult | undefined;
  readonly durationMs: number;
  readonly reason?: string | undefined;
  readonly below: readonly ViewNode[];
}

/** Where the steps of the page's failures are: a browser goes to the first of them when it opens the page. */
export function failedStepId(anchor: string): string {
  return `${anchor}-failed`;
}

export function hasStepList({ steps }: JobRecord): boolean {
  return steps.length > 1;
}

export function failedStep({ steps }: JobRecord): StepRecord | undefined {
  return steps.find(({ result }) => result === "failure");
}

export interface StepListOptions {
  /** The id of the job's part of the page. */
  readonly anchor: string;
  /** What the run told of the job, with all that is below its steps. */
  readonly node: ViewNode | undefined;
  /** Whether the page opens here. */
  readonly isFirst: boolean;
}

export function stepListHtml(job: JobRecord, options: StepListOptions): string {
  if (!hasStepList(job)) return "";
  const { anchor, node, isFirst } = options;
  const failed = failedStep(job);
  const items = job.steps.map((step, index) => {
    const child = node?.children[index - node.dropCount];
    const below = child?.name === step.name ? child.children : [];
    const focus = isFirst ? ' tabindex="-1" autofocus' : "";
    const attributes = step === failed ? ` id="${failedStepId(anchor)}"${focus}` : "";
    return itemHtml({ ...step, below }, attributes);
  });
  return `<ol class="steps" aria-label="Steps">${items.join("")}</ol>`;
}

function itemHtml(step: ShownStep, attributes = ""): string {
  const { name, result, outcome, durationMs, reason = "", below } = step;
  const tolerated = isTolerated({ state: result, outcome });
  const time = result === "skipped" || result === "elsewhere" ? "" : ` · ${duration(durationMs)}`;
  const word = tolerated ? "failure tolerated" : result;
  const mark = plainMark(tolerated ? "tolerated" : result);
  const why = reason === "" ? "" : `<p>${escapeHtml(reason)}</p>`;
  const inner = below.map((node) => itemHtml(stepOf(node))).join("");
  const list = inner === "" ? "" : `<ol class="steps">${inner}</ol>`;
  const kind = tolerated ? "cancelled" : result;
  return `<li class="${kind}"${attributes}><span class="mark">${mark}</span> ${escapeHtml(stepText(name))} <span class="soft">${word}${time}</span>${why}${list}</li>`;
}

/** What has not ended when its job has was ended with it. */
function stepOf({ name, state, outcome, durationMs = 0, reason, children }: ViewNode): ShownStep {
  const result = state === "waiting" || state === "running" ? "cancelled" : state;
  return { name, result, outcome, durationMs, reason, below: children };
}
