/** What a workflow is called here: GitHub shows its `name`, a command line and a folder have others. */
import type { Workflow } from "./workflow.ts";

type Names = Pick<Workflow, "name" | "command" | "file">;

/** The name of the automation. */
export function commandOf({ name, command }: Names): string {
  return command ?? name;
}

/** From the top of the repository. */
export function workflowPath(workflow: Names): string {
  return `.github/workflows/${workflow.file ?? `${commandOf(workflow)}.yml`}`;
}
