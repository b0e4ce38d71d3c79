/** The steps of a job, and the tasks and steps in each, as nested lists. */
import type { JobRecord, LocalResult } from "../../../events/event.ts";
import { isTolerated } from "../../shown/heading.ts";
import type { ViewNode } from "../../shown/run-view.ts";
import { duration } from "../../shown/style.ts";
import { stepText } from "../../lines/line-text.ts";
import { escapeHtml } from "../html-text.ts";
import { markHtml } from "../drawn/icons.ts";
import { linePart } from "./line-link.ts";
import { resultWords, type ShownJob } from "../shown-job.ts";

interface ShownStep {
  readonly name: string;
  readonly result: LocalResult;
  readonly outcome?: LocalResult | undefined;
  readonly durationMs: number;
  readonly reason?: string | undefined;
  readonly logOffset?: number | undefined;
  /** Whether others ran at the same time. */
  readonly parallel: boolean;
  readonly below: readonly ViewNode[];
  /** How many nodes are below it that nobody kept. */
  readonly dropCount: number;
}

/** The id of the step that made a job fail. */
export function failedStepId(anchor: string): string {
  return `${anchor}-failed`;
}

/** The names of the failed step, and of what failed in it, down to where it began. */
export function failedPath(shown: ShownJob): readonly string[] {
  const names: string[] = [];
  let steps = stepsOf(shown);
  for (;;) {
    const failed = steps.find(({ result }) => result === "failure");
    if (failed === undefined) return names;
    names.push(failed.name);
    steps = failed.below.map(stepOf);
  }
}

/** Empty for a job of which no step is known. */
export function stepListHtml(shown: ShownJob): string {
  const steps = stepsOf(shown);
  if (steps.length === 0) return "";
  const failed = steps.find(({ result }) => result === "failure");
  const items = withEnds(steps, undefined).map(([step, end]) => {
    const id = step === failed ? ` id="${failedStepId(shown.anchor)}"` : "";
    return itemHtml(step, end, shown, id);
  });
  const dropCount = hasSteps(shown.job) ? 0 : (shown.node?.dropCount ?? 0);
  return `<ol class="steps" aria-label="Steps">${droppedHtml(dropCount)}${items.join("")}</ol>`;
}

function hasSteps({ steps }: JobRecord): boolean {
  return steps.length > 1;
}

/** A job of one step is that step: what is in it stands for it. */
function stepsOf({ job, node }: ShownJob): readonly ShownStep[] {
  if (!hasSteps(job)) return (node?.children ?? []).map(stepOf);
  return job.steps.map((step, index) => {
    const child = node?.children[index - node.dropCount];
    const own = child?.name === step.name ? child : undefined;
    return {
      ...step,
      logOffset: own?.logOffset,
      parallel: own?.parallel ?? false,
      below: own?.children ?? [],
      dropCount: own?.dropCount ?? 0,
    };
  });
}

/** What has not ended when its job has was ended with it. */
function stepOf(node: ViewNode): ShownStep {
  const { name, state, outcome, durationMs = 0, reason, children: below, ...rest } = node;
  const result = state === "waiting" || state === "running" ? "cancelled" : state;
  const { logOffset, parallel, dropCount } = rest;
  return { name, result, outcome, durationMs, reason, logOffset, parallel, dropCount, below };
}

/** Each step with the place in the log where the next one begins; `end` is where what follows all of them does. */
function withEnds(
  steps: readonly ShownStep[],
  end: number | undefined,
): readonly (readonly [ShownStep, number | undefined])[] {
  let next = end;
  return steps
    .toReversed()
    .map((step) => {
      const entry = [step, next] as const;
      next = step.logOffset ?? next;
      return entry;
    })
    .toReversed();
}

function itemHtml(
  step: ShownStep,
  end: number | undefined,
  shown: ShownJob,
  attributes = "",
): string {
  const { name, result, outcome, durationMs, reason = "", below } = step;
  const tolerated = isTolerated({ state: result, outcome });
  const isLeftOut = result === "skipped" || result === "elsewhere";
  const time = isLeftOut ? "" : duration(durationMs);
  const word = tolerated ? "failed, tolerated" : resultWords[result];
  const shownWord = result === "success" && !tolerated ? "hidden" : "soft";
  const why = reason === "" ? "" : `<p>${escapeHtml(reason)}</p>`;
  const inner = withEnds(below.map(stepOf), end)
    .map(([each, eachEnd]) => itemHtml(each, eachEnd, shown))
    .join("");
  // One that printed nothing has no lines.
  const hasLines = !isLeftOut && (step.parallel || step.logOffset !== end);
  const list = inner === "" ? "" : `<ol>${droppedHtml(step.dropCount)}${inner}</ol>`;
  return `<li class="${result}"${attributes}><div class="step">${markHtml(tolerated ? "tolerated" : result)}<span class="name">${escapeHtml(stepText(name))}</span> <span class="${shownWord}">${word}</span>${hasLines ? linePart(shown, step.logOffset) : ""}<span class="time">${time}</span></div>${why}${list}</li>`;
}

function droppedHtml(count: number): string {
  return count === 0 ? "" : `<li class="soft">${count} before</li>`;
}
