/**
 * `action.yml` of an action in the repository. Its keys:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ExpressionError } from "../../expression/language/expression-error.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { isMapping } from "../../problems/options.ts";
import { messageOf } from "../../problems/wording.ts";
import { checkExpressions } from "./action-expressions.ts";
import { readStep, textOf } from "./action-step.ts";

export interface CompositeAction {
  /** Defaults by the names of inputs; they may have expressions. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Texts with `${{ }}` by the names of outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

/**
 * Undefined for an action of another kind, in JavaScript or a container.
 *
 * @throws Error where there is no such file, or where it cannot be read.
 */
export async function readCompositeAction(folder: string): Promise<CompositeAction | undefined> {
  // The order of the names is GitHub's: LoadAction in ActionManager.cs of actions/runner.
  const file = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) {
    if (["Dockerfile", "dockerfile"].some((name) => existsSync(join(folder, name)))) return;
    throw new Error(`there is no action.yml, action.yaml or Dockerfile in ${folder}`);
  }
  const content = await parsed(file);
  const fail = (message: string): never => {
    throw new Error(`${file}: ${message}`);
  };
  if (!isMapping(content) || !isMapping(content["runs"])) return fail("it has no `runs`");
  const { using, steps } = content["runs"];
  if (String(using).toLowerCase() !== "composite") return undefined;
  if (!Array.isArray(steps)) return fail("its `runs` has no list of `steps`");
  const attempt = <Value>(part: string, read: () => Value): Value => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return fail(`${part}: ${error.message}`);
    }
  };
  return {
    inputs: entriesOf(content["inputs"], (input, name) =>
      attempt(`the input ${name}`, () => checked(textOf(input["default"]), "default")),
    ),
    outputs: entriesOf(content["outputs"], (output, name) =>
      attempt(`the output ${name}`, () => checked(textOf(output["value"]), "output")),
    ),
    steps: steps.map((step: unknown, index) => {
      const part = `step ${index + 1}`;
      return attempt(part, () => readStep(step, (message) => fail(`${part}: ${message}`)));
    }),
  };
}

function checked(text: string, place: "default" | "output"): string {
  checkExpressions(text, place);
  return text;
}

async function parsed(file: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new Error(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function entriesOf(
  value: unknown,
  read: (entry: Readonly<Record<string, unknown>>, name: string) => string,
): Readonly<Record<string, string>> {
  if (!isMapping(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, isMapping(entry) ? read(entry, name) : ""]),
  );
}
