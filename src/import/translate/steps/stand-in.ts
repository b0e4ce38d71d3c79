/** In the place of a step that cannot be said: it fails where that one would run, so that nobody takes it for the step. */
import { segmentsOf } from "../../../expression/language/template.ts";
import { standInCommand } from "../../../model/stand-in-command.ts";
import { callWith, object, type Plan } from "../../../typescript/plan.ts";
import { textOf, type YamlMapping } from "../../read-workflow.ts";

/** What all kinds of steps have, by the names of the API. */
export type StepOptions = Readonly<Record<string, Plan | undefined>>;

/** With the options of the step: what reads its `id` still finds it, and its condition says when it runs. */
export function standIn(step: YamlMapping, options: StepOptions, command = standInCommand): Plan {
  const name = options["name"] ?? `Not imported: ${description(step)}`;
  return callWith("shell", [command], object({ name, ...withoutUndefined(options) }));
}

/** The first line of its command, without the values in it. */
function description({ run, id }: YamlMapping): string {
  const parts = typeof run === "string" ? segmentsOf(run) : [];
  const text = parts.map((part) => ("text" in part ? part.text : "…")).join("");
  const [line = ""] = text.trim().split(/\r?\n/);
  const fallback = id === undefined || id === null ? "a step" : textOf(id);
  return line === "" ? fallback : line;
}

function withoutUndefined(options: StepOptions): StepOptions {
  return Object.fromEntries(Object.entries(options).filter(([, plan]) => plan !== undefined));
}
