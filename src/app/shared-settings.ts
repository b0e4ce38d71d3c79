/** What the app gives every job that has none of its own: it may read nothing that only some jobs have. */
import { newDeclaration } from "../automation/declaration.ts";
import { OptionReader } from "../automation/keys/option-reader.ts";
import { DeclarationError } from "../automation/place.ts";
import { readSetup } from "../automation/keys/values/setup.ts";
import type { SetupStep } from "../setup/setup-step.ts";

/** @throws DeclarationError for a value that is not a setup step, and for an expression that GitHub could not read there. */
export function checkSharedSettings(setup: readonly SetupStep[], runsOn: string): void {
  const owner = newDeclaration("app()");
  const reader = new OptionReader({ place: {}, owner });
  readSetup(setup, reader);
  reader.text(runsOn, "runsOn", "jobs.<job_id>.runs-on");
  for (const { expression, reads, place: at } of owner.reads) {
    if (!reads.contexts.includes("needs")) continue;
    throw new DeclarationError(
      at,
      `\${{ ${expression} }} reads another job, which not every job needs. Give the job that does an option of its own.`,
    );
  }
}
