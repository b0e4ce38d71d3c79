/** Checks the expressions in the options of one step. */
import { BuiltStep, type SetupStep, type StepSettings } from "../../steps/step.ts";
import type { OptionReader } from "./option-reader.ts";

/**
 * @param owner The option that errors name. Default: the step's own option.
 * @throws DeclarationError for an expression that cannot stand there.
 */
export function readStepOptions(
  step: SetupStep | (StepSettings & { readonly kind: "task" }),
  reader: OptionReader,
  owner?: string,
): void {
  const at = (option: string): string => owner ?? option;
  for (const reference of BuiltStep.referencesIn(step)) {
    reader.origin(reference, at(optionWith(String(reference), step)));
  }
  const { name, env = {}, if: condition, continueOnError, timeoutMinutes } = step;
  if (name !== undefined) reader.text(name, at("name"), "jobs.<job_id>.steps[].name");
  if (step.kind === "action")
    reader.values(step.with ?? {}, at("with"), "jobs.<job_id>.steps[].with");
  reader.values(env, at("env"), "jobs.<job_id>.steps[].env");
  if (condition !== undefined) reader.expression(condition, at("if"), "jobs.<job_id>.steps[].if");
  if (typeof continueOnError === "string") {
    reader.text(continueOnError, at("continueOnError"), "jobs.<job_id>.steps[].continue-on-error");
  }
  if (typeof timeoutMinutes === "string") {
    reader.text(timeoutMinutes, at("timeoutMinutes"), "jobs.<job_id>.steps[].timeout-minutes");
  }
  if (step.kind === "shell" && step.workingDirectory !== undefined) {
    reader.text(
      step.workingDirectory,
      at("workingDirectory"),
      "jobs.<job_id>.steps[].working-directory",
    );
  }
}

/** The option in which the text of a reference stands. */
function optionWith(text: string, step: Parameters<typeof readStepOptions>[0]): string {
  const settings = step.kind === "action" ? step.with : undefined;
  for (const [option, values] of Object.entries({ env: step.env, with: settings })) {
    const entry = Object.entries(values ?? {}).find(([, value]) => value === text);
    if (entry !== undefined) return `${option}.${entry[0]}`;
  }
  const own = ["name", "continueOnError", "timeoutMinutes"] as const;
  return own.find((option) => step[option] === text) ?? "if";
}
