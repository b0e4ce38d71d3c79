/** Jobs for other machines, and jobs that depend on them. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { UnknownError } from "../../expression/values/unknown.ts";
import type { Host } from "../../host/host.ts";
import type { WorkflowJob, YamlValue } from "../../model/workflow.ts";
import { typedValue } from "../values/evaluated-values.ts";
import { isForeign } from "./runner-labels.ts";
import type { Refusal } from "./scheduler.ts";

/** The label of `runs-on` that names another machine than this one; undefined where none does. */
export function foreignLabel(
  job: WorkflowJob,
  contexts: Contexts,
  host: Pick<Host, "platform" | "architecture">,
): string | undefined {
  return runnerLabels(job["runs-on"] ?? [], contexts).find((label) => isForeign(label, host));
}

/**
 * The labels with their expressions evaluated. One expression may stand for several labels, or for a group with labels.
 *
 * @throws Error for an empty label: GitHub fails such a job (`runs-on-labels` in workflow-v1.0.json of
 * https://github.com/actions/runner/tree/main/src/Sdk/WorkflowParser).
 */
export function runnerLabels(runsOn: YamlValue, contexts: Contexts): readonly string[] {
  const value = typeof runsOn === "string" ? typedValue(runsOn, contexts) : runsOn;
  if (typeof runsOn === "string" && (value === null || value === "")) {
    throw new Error(`runs-on is empty: ${runsOn}`);
  }
  if (Array.isArray(value)) {
    return (value as readonly YamlValue[]).flatMap((label) => runnerLabels(label, contexts));
  }
  if (typeof value === "object" && value !== null) {
    const { labels } = value as Readonly<Record<string, YamlValue>>;
    return labels === undefined ? [] : runnerLabels(labels, contexts);
  }
  return [String(value)];
}

/** `reason` is what the job needs: `outputs of mac`, `the result of build`. */
export function elsewhereFor({ reason }: Pick<UnknownError, "reason">): Refusal {
  return { result: "elsewhere", reason: `elsewhere: needs ${reason}` };
}
