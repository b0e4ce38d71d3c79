/** `defaults`, of a workflow or a job. */
import type { ContextKey } from "../../../github/context-availability.ts";
import type { RunDefaults } from "../../../model/workflow.ts";
import { defined } from "../../../problems/defined.ts";
import type { DefaultsOptions } from "../job-options.ts";
import { hasExpression } from "../../../expression/language/template.ts";
import { shellProblem } from "../../../steps/shell-names.ts";
import type { ReadAt } from "../key-table.ts";

export function readDefaults(
  defaults: DefaultsOptions,
  { option, reader }: ReadAt,
): { readonly run: RunDefaults } {
  reader.shape(defaults, ["run"], option);
  reader.shape(defaults.run, ["shell", "workingDirectory"], `${option}.run`);
  const { shell, workingDirectory } = defaults.run;
  // A workflow's takes no expressions.
  const contexts: ContextKey =
    reader.place(option).job === undefined ? "none" : "jobs.<job_id>.defaults.run";
  const text = (value: unknown, part: string): string | undefined =>
    value === undefined ? undefined : reader.filledText(value, `${option}.run.${part}`, contexts);
  const name = text(shell, "shell");
  const problem = name === undefined || hasExpression(name) ? undefined : shellProblem(name);
  if (problem !== undefined) throw reader.error(`${option}.run.shell`, `it ${problem}`);
  const run = defined({
    shell: name,
    "working-directory": text(workingDirectory, "workingDirectory"),
  });
  if (Object.keys(run).length > 0) return { run };
  throw reader.error(`${option}.run`, "it is empty.", ['{ run: { shell: "bash" } }']);
}
