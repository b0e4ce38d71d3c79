/** Checks the app's settings for all jobs. They may not read what only some jobs have. */
import { newDeclaration } from "../automation/declaration.ts";
import { OptionReader } from "../automation/keys/option-reader.ts";
import { StepOrder } from "../automation/keys/step-order.ts";
import { DeclarationError } from "../automation/place.ts";
import { readSetup, setupList } from "../automation/keys/values/setup.ts";
import type { SetupStep } from "../steps/step.ts";

/** @throws DeclarationError for a value that is not a setup step, or an expression that GitHub cannot read there. */
export function checkSharedSettings(setup: readonly SetupStep[], runsOn: string): void {
  const owner = newDeclaration("app()");
  const entries = setup.map((step) => ({ id: step?.id, step }));
  const reader = new OptionReader({ place: {}, owner, steps: new StepOrder(entries, false) });
  readSetup(setupList(setup, reader), 0, reader);
  reader.text(runsOn, "runsOn", "jobs.<job_id>.runs-on");
  for (const { expression, reads, place: at } of owner.reads) {
    if (!reads.contexts.includes("needs")) continue;
    throw new DeclarationError(
      at,
      `\${{ ${expression} }} reads another job, which not every job needs. Give the job that does an option of its own.`,
    );
  }
}
