/** The outputs of a job: those of its tasks, and the ones that it maps. */
import { contextReference } from "../../expression/build/reference.ts";
import { checkMapping } from "../../problems/options.ts";
import { ownValue } from "../../problems/own-value.ts";
import { quotedList } from "../../problems/wording.ts";
import { idRule, isValidId, sameKeys } from "../../github/name-rules.ts";
import { type DeclaredStep, type DeclaredTask, isTaskStep } from "../declaration.ts";
import type { OptionReader } from "../keys/option-reader.ts";
import { at } from "../place.ts";

/** Texts with `${{ }}` by the names of the outputs. */
export function readOutputs(
  mapping: unknown,
  steps: readonly DeclaredStep[],
  reader: OptionReader,
): Readonly<Record<string, string>> {
  const mapped = readMapping(mapping ?? {}, reader);
  const tasks = steps.filter(isTaskStep);
  const outputs: Record<string, string> = {};
  for (const step of tasks) {
    for (const output of step.task.outputs ?? []) {
      const own = tasks.filter(({ task }) => task.outputs?.includes(output));
      outputs[output] = oneOf(output, own, ownValue(mapped, output), reader);
    }
  }
  const all = { ...outputs, ...mapped };
  checkCase(Object.keys(all), reader);
  return all;
}

function checkCase(names: readonly string[], reader: OptionReader): void {
  const same = sameKeys(names);
  if (same === undefined) return;
  throw reader.error(
    "outputs",
    `the outputs ${quotedList(same)} are the same to GitHub, which ignores case. Map yours under another name.`,
    [`outputs: { ${same[1]}_2: … }`],
  );
}

/** An output that a job may have only once: that of its one task, or the one that the job maps. */
function oneOf(
  output: string,
  tasks: readonly DeclaredTask[],
  mapped: string | undefined,
  reader: OptionReader,
): string {
  const texts = tasks.map(({ id }) => outputText(id, output));
  const [first = "", ...others] = texts;
  if (mapped !== undefined ? texts.includes(mapped) : others.length === 0) return mapped ?? first;
  const [task, second] = tasks;
  throw reader.error(
    "outputs",
    mapped === undefined
      ? `the tasks ${JSON.stringify(task?.task.name)} and ${JSON.stringify(second?.task.name)} both have the output ${JSON.stringify(output)}, and the job can have it once. Map the one that it has, and the other under another name.`
      : `the task ${JSON.stringify(task?.task.name)} has the output ${JSON.stringify(output)}, too, and the job can have it once. Map yours under another name.`,
    mapped === undefined
      ? [
          `outputs: { ${output}: ${task?.id}.get("${output}"), ${output}_2: ${second?.id}.get("${output}") }`,
        ]
      : [`outputs: { ${output}_2: … }`],
  );
}

function readMapping(mapping: unknown, reader: OptionReader): Readonly<Record<string, string>> {
  at(reader.place("outputs"), () => checkMapping(mapping, "it"));
  return Object.fromEntries(
    Object.entries(mapping as object).map(([name, value]) => {
      if (!isValidId(name)) {
        throw reader.error("outputs", `the name ${JSON.stringify(name)} is not valid. ${idRule}`);
      }
      return [name, reader.text(value, `outputs.${name}`, "jobs.<job_id>.outputs.<output_id>")];
    }),
  );
}

/** What a job's output reads of the step with this id. */
function outputText(step: string, output: string): string {
  return contextReference("steps", [step, "outputs", output]).toString();
}
