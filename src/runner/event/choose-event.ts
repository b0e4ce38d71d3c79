/** Which event starts a run. */
import type { Workflow } from "../../model/workflow.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";

/** @throws UsageError for an event that the workflow does not have. */
export function chooseEvent(workflow: Workflow, wanted: string | undefined): string {
  const known = Object.keys(workflow.on);
  if (wanted === undefined) {
    return known.includes("workflow_dispatch") ? "workflow_dispatch" : (known[0] ?? "push");
  }
  if (known.includes(wanted)) return wanted;
  throw new UsageError(
    `--event: the automation ${JSON.stringify(workflow.name)} does not start on ${JSON.stringify(wanted)}. Its events are ${quotedList(known)}.${didYouMean(wanted, known)}`,
    [`--event ${known[0] ?? "workflow_dispatch"}`],
  );
}
