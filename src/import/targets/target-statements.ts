/** Targets as tasks, in the words of a `recompose.ts`. */
import {
  arrow,
  call,
  callWith,
  name,
  object,
  type Plan,
  type PlanStatement,
  spread,
} from "../../typescript/plan.ts";
import type { Target, TargetInput } from "./target.ts";
import { isFunctionWord, languageWords } from "../../typescript/reserved-names.ts";

export interface StatementOptions {
  /** The folder of the targets' file, from that of the module, with `/`. Undefined where they are in one. */
  readonly folder?: string | undefined;
  /** Constants that the module has for something else. */
  readonly taken?: readonly string[] | undefined;
}

/**
 * One statement for each target, in their order:
 * `export const testUnit = task({ name: "test_unit", run: () => run("npm", "run", "test:unit") });`
 */
export function targetStatements(
  targets: readonly Target[],
  { folder, taken = [] }: StatementOptions = {},
): readonly PlanStatement[] {
  const used = new Set(taken);
  return targets.map((target) => {
    const constant = freeConstant(target.task, used);
    used.add(constant);
    return { constant, exported: true, value: taskPlan(target, folder) };
  });
}

function taskPlan({ task, description, inputs = [], command }: Target, folder?: string): Plan {
  const values = inputs.map((input) =>
    input.kind === "rest" ? spread(name(input.name)) : name(input.name),
  );
  const options = object({ cwd: folder });
  const parameters = inputs.length === 0 ? "" : `{ ${inputs.map((each) => each.name).join(", ")} }`;
  return call(
    "task",
    object({
      name: task,
      description,
      inputs: inputs.length === 0 ? undefined : object(inputEntries(inputs)),
      run: arrow(callWith("run", [...command, ...values], options), parameters),
    }),
  );
}

function inputEntries(inputs: readonly TargetInput[]): Readonly<Record<string, Plan>> {
  return Object.fromEntries(
    inputs.map(({ kind, name: input, default: value, description }) => [
      input,
      callWith(`${kind}Input`, [], object({ default: value, description })),
    ]),
  );
}

/** `testUnit` for `test_unit`, `cacheTask` for `cache`, which is a function of recompose. */
function freeConstant(task: string, used: ReadonlySet<string>): string {
  const word = task.replaceAll(/(?<=[A-Za-z0-9])[_-]+(.)/g, (_, next: string) =>
    next.toUpperCase(),
  );
  const plain = word.replaceAll("-", "_");
  const wanted = languageWords.has(plain) || isFunctionWord(plain) ? `${plain}Task` : plain;
  let constant = wanted;
  for (let count = 2; used.has(constant); count += 1) constant = `${wanted}${count}`;
  return constant;
}
