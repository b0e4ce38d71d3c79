/**
 * `action.yml` of an action in the repository. Its keys:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment, WorkflowStep } from "../../model/workflow.ts";
import { defined } from "../../problems/defined.ts";
import { isMapping } from "../../problems/options.ts";
import { messageOf, shown } from "../../problems/wording.ts";

export interface CompositeAction {
  /** Defaults by the names of inputs; they may have expressions. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Texts with `${{ }}` by the names of outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

/** Actions of the repository, as `uses` names them. */
export function isOwnAction({ uses }: { readonly uses: string }): boolean {
  return /^(?:\.|\$)\//.test(uses);
}

/** The folder of the action, relative to the checkout. */
export function ownActionFolder({ uses }: { readonly uses: string }): string {
  return uses.replace(/^(?:\.|\$)\//, "");
}

/**
 * Undefined for an action of another kind, in JavaScript or a container.
 *
 * @throws Error where there is no such file, or where it cannot be read.
 */
export async function readCompositeAction(folder: string): Promise<CompositeAction | undefined> {
  const file = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) {
    // The order of the names is GitHub's: ActionManager.cs in actions/runner.
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
  return {
    inputs: entriesOf(content["inputs"], (input) => textOf(input["default"])),
    outputs: entriesOf(content["outputs"], (output) => textOf(output["value"])),
    steps: steps.map((step: unknown, index) =>
      readStep(step, (message) => fail(`step ${index + 1}: ${message}`)),
    ),
  };
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
  read: (entry: Readonly<Record<string, unknown>>) => string,
): Readonly<Record<string, string>> {
  if (!isMapping(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, isMapping(entry) ? read(entry) : ""]),
  );
}

function readStep(step: unknown, fail: (message: string) => never): WorkflowStep {
  if (!isMapping(step)) return fail(`it is ${shown(step)}`);
  const { uses, run, shell, env, with: settings } = step;
  const common = {
    purpose: "other" as const,
    name: optionalText(step["name"]),
    id: optionalText(step["id"]),
    if: optionalText(step["if"]),
    env: isMapping(env) ? (env as Environment) : undefined,
    "continue-on-error": flagOf(step["continue-on-error"]),
  };
  if (typeof uses === "string") {
    const inputs = isMapping(settings) ? (settings as Environment) : undefined;
    return defined({ ...common, uses, with: inputs });
  }
  if (typeof run !== "string") return fail("it has neither `uses` nor `run`");
  if (typeof shell !== "string") return fail("it has `run` without `shell`, which an action needs");
  const folder = optionalText(step["working-directory"]);
  return defined({ ...common, run, shell, "working-directory": folder });
}

function flagOf(value: unknown): boolean | string | undefined {
  return typeof value === "boolean" ? value : optionalText(value);
}

function optionalText(value: unknown): string | undefined {
  return value === undefined ? undefined : textOf(value);
}

function textOf(value: unknown): string {
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  return isScalar ? String(value as string | number | boolean) : "";
}
