/** The `setup` of a job or a task. Its expressions may read every context of a step. */
import { shown } from "../../../problems/wording.ts";
import type { SetupStep } from "../../../setup/setup-step.ts";
import type { OptionReader } from "../option-reader.ts";

export function readSetup(setup: readonly SetupStep[], reader: OptionReader): readonly SetupStep[] {
  const ids = new Set<string>();
  for (const step of reader.list(setup, "setup") as typeof setup) {
    if (step?.kind !== "action" && step?.kind !== "shell") {
      throw reader.error(
        "setup",
        `it lists setup steps, such as checkout() or setupNode("22"), not ${shown(step)}.`,
      );
    }
    if (step.id !== undefined && ids.has(step.id.toLowerCase())) {
      throw reader.error(
        "setup",
        `two steps have the id ${JSON.stringify(step.id)}; GitHub ignores case.`,
      );
    }
    if (step.id !== undefined) ids.add(step.id.toLowerCase());
    if (step.name !== undefined) reader.text(step.name, "setup", "jobs.<job_id>.steps[].name");
    if (step.kind === "action")
      reader.values(step.with ?? {}, "setup", "jobs.<job_id>.steps[].with");
    reader.values(step.env ?? {}, "setup", "jobs.<job_id>.steps[].env");
    if (step.if !== undefined) reader.expression(step.if, "setup", "jobs.<job_id>.steps[].if");
  }
  return setup;
}
