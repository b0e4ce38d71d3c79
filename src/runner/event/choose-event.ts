/** Which event starts a run. */
import { commandOf } from "../../model/workflow-names.ts";
import type { Workflow } from "../../model/workflow.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";

/** @throws UsageError for an event that the workflow does not have. */
export function chooseEvent(workflow: Workflow, name: string | undefined): string {
  const eventNames = Object.keys(workflow.on);
  if (name === undefined) {
    return eventNames.includes("workflow_dispatch")
      ? "workflow_dispatch"
      : (eventNames[0] ?? "push");
  }
  if (eventNames.includes(name)) return name;
  throw new UsageError(
    `--event: the automation ${JSON.stringify(commandOf(workflow))} does not start on ${JSON.stringify(name)}. Its events are ${quotedList(eventNames)}.${didYouMean(name, eventNames)}`,
    [`--event ${eventNames[0] ?? "workflow_dispatch"}`],
  );
}
