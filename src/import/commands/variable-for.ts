/** Names for the variables that stand for expressions in a command. */
import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { segmentsOf } from "../../expression/language/template.ts";

/** GitHub sets these, and lets nobody else set them. */
const reserved = /^(?:GITHUB|RUNNER|ACTIONS)_/;

/** Whether a character behind a variable would belong to its name. */
export function continuesName(character: string): boolean {
  return /^[A-Za-z0-9_]$/.test(character);
}

interface Names {
  readonly run: string;
  readonly stepEnv: readonly string[];
  readonly outerEnv: readonly string[];
}

export class VariableNames {
  /** Expressions by their variables, without those whose variable is there already. */
  readonly env: Record<string, string> = {};
  readonly #names = new Map<string, string>();
  readonly #owner: Names;

  constructor(owner: Names) {
    this.#owner = owner;
  }

  of(expression: string): string {
    const known = this.#names.get(expression);
    if (known !== undefined) return known;
    const name = this.#declared(expression) ?? this.#free(expression);
    this.#names.set(expression, name);
    return name;
  }

  /** The variable of `env.NAME` itself, where the workflow sets it and the command does not. */
  #declared(expression: string): string | undefined {
    const [context, name = "", ...others] = pathOf(parse(expression)) ?? [];
    const { run, stepEnv, outerEnv } = this.#owner;
    if (context !== "env" || others.length > 0 || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
    const isSet = new RegExp(
      `(?:\\b(?:read|for|unset|export)\\b[^\\n]*)?\\b${name}\\b\\s*\\+?=`,
    ).test(run);
    return !isSet && (stepEnv.includes(name) || outerEnv.includes(name)) ? name : undefined;
  }

  #free(expression: string): string {
    const { run, stepEnv, outerEnv } = this.#owner;
    const taken = new Set(
      [...stepEnv, ...outerEnv, ...this.#names.values()].map((name) => name.toUpperCase()),
    );
    const wanted = wantedName(expression);
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      if (taken.has(name) || new RegExp(`\\b${name}\\b`, "i").test(withoutExpressions(run)))
        continue;
      this.env[name] = expression;
      return name;
    }
  }
}

function withoutExpressions(run: string): string {
  return segmentsOf(run)
    .map((segment) => ("text" in segment ? segment.text : " "))
    .join("");
}

function wantedName(expression: string): string {
  const name = partsOfName(pathOf(parse(expression)) ?? [])
    .join("_")
    .replaceAll(/\W+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toUpperCase();
  if (name === "" || !/^[A-Z]/.test(name)) return "VALUE";
  return reserved.test(name) ? `THIS_${name}` : name;
}

/** `matrix.os` is MATRIX_OS, and `steps.meta.outputs.tags` is META_TAGS. */
function partsOfName([context = "", ...path]: readonly string[]): readonly string[] {
  const parts = path.filter((part) => part !== "*");
  switch (context) {
    case "needs":
    case "steps":
      return parts.filter((part) => part !== "outputs");
    case "secrets":
    case "vars":
      return parts;
    case "inputs":
      return ["input", ...parts];
    case "github":
      return parts.length > 1 && parts[0] === "event" ? parts.slice(1) : ["run", ...parts];
    default:
      return [context, ...parts];
  }
}
