/** Names for the variables that stand for expressions in a command. */
import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { commandText, mayChange } from "./changed-variables.ts";
import type { ShellKind } from "./effective-shell.ts";
import { valueName } from "./value-name.ts";

/** Whether a character behind a variable would belong to its name. */
export function continuesName(character: string): boolean {
  return /^[A-Za-z0-9_]$/.test(character);
}

interface Names {
  readonly run: string;
  readonly shell: ShellKind;
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

  /** The variable of `env.NAME` itself, where the workflow sets it and the command does not change it. */
  #declared(expression: string): string | undefined {
    const [context, name = "", ...others] = pathOf(parse(expression)) ?? [];
    const { run, shell, stepEnv, outerEnv } = this.#owner;
    if (context !== "env" || others.length > 0 || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
    const isThere = stepEnv.includes(name) || outerEnv.includes(name);
    return isThere && !mayChange(run, name, shell) ? name : undefined;
  }

  /** With a number behind it where a variable of the workflow or a word of the command is called so. */
  #free(expression: string): string {
    const { run, shell, stepEnv, outerEnv } = this.#owner;
    const taken = new Set(
      [...stepEnv, ...outerEnv, ...this.#names.values()].map((name) => name.toUpperCase()),
    );
    const text = commandText(run);
    const wanted = valueName(expression);
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      const word = new RegExp(`\\b${name}\\b`, shell === "posix" ? "" : "i");
      if (taken.has(name) || word.test(text)) continue;
      this.env[name] = expression;
      return name;
    }
  }
}
