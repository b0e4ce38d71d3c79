/** Checks the expressions in the options of one step. */
import { numberText } from "../../expression/analysis/number-expression.ts";
import { readsIn } from "../../expression/analysis/usage.ts";
import {
  BuiltStep,
  type PrintedExpression,
  type SetupStep,
  type StepSettings,
} from "../../steps/step.ts";
import { needArtifact } from "./values/needed-artifact.ts";
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
    reader.origin(reference, at(optionWith(reference, step)));
  }
  const { name, env = {}, if: condition, continueOnError, timeoutMinutes } = step;
  const folder = step.kind === "shell" ? step.workingDirectory : undefined;
  const others = { name, continueOnError, timeoutMinutes, workingDirectory: folder };
  for (const [option, text] of Object.entries(others)) refuseSecrets(text, at(option), reader);
  if (name !== undefined) reader.text(name, at("name"), "jobs.<job_id>.steps[].name");
  if (step.kind === "action" && step.artifact !== undefined) {
    needArtifact(step.artifact, at("artifact"), reader);
  }
  if (step.kind === "action")
    reader.values(step.with ?? {}, at("with"), "jobs.<job_id>.steps[].with");
  reader.values(env, at("env"), "jobs.<job_id>.steps[].env");
  if (condition !== undefined) reader.expression(condition, at("if"), "jobs.<job_id>.steps[].if");
  if (typeof continueOnError === "string") {
    reader.flag(continueOnError, at("continueOnError"), "jobs.<job_id>.steps[].continue-on-error");
  }
  if (typeof timeoutMinutes === "string") {
    reader.text(timeoutMinutes, at("timeoutMinutes"), "jobs.<job_id>.steps[].timeout-minutes");
  }
  if (step.kind === "shell") reader.command(step.command, at("command"));
  if (step.kind === "shell" && step.workingDirectory !== undefined) {
    reader.text(
      step.workingDirectory,
      at("workingDirectory"),
      "jobs.<job_id>.steps[].working-directory",
    );
  }
}

/** GitHub would take some of them there; a value that everybody can see is no place for a secret. */
function refuseSecrets(text: unknown, option: string, reader: OptionReader): void {
  if (typeof text !== "string" || !readsIn(text).contexts.includes("secrets")) return;
  throw reader.error(
    option,
    `${text} reads a secret, which belongs to the \`env\` or \`with\` of a step.`,
    ['env: { TOKEN: secret("TOKEN") }'],
  );
}

/** The option in which the text of a reference stands. */
function optionWith(
  reference: PrintedExpression,
  step: Parameters<typeof readStepOptions>[0],
): string {
  const text = String(reference);
  const settings = step.kind === "action" ? step.with : undefined;
  for (const [option, values] of Object.entries({ env: step.env, with: settings })) {
    const entry = Object.entries(values ?? {}).find(([, value]) => value === text);
    if (entry !== undefined) return `${option}.${entry[0]}`;
  }
  if (step.kind === "shell" && step.workingDirectory === text) return "workingDirectory";
  if (step.timeoutMinutes === numberText(reference)) return "timeoutMinutes";
  const own = ["name", "continueOnError"] as const;
  return own.find((option) => step[option] === text) ?? "if";
}
