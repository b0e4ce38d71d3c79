/**
 * What a variable for an expression is called. In front stands the word of the context, so that no program reads the
 * variable: a `KUBECONFIG`, `GIT_DIR` or `PATH` would control the programs of the step, a `SECRETS_KUBECONFIG` does not.
 */
import { anyName, pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { childrenOf, type Tree } from "../../expression/language/syntax-tree.ts";

/** Such as `STEPS_META_TAGS` for `steps.meta.outputs.tags`, and `VALUE` where it reads nothing. */
export function valueName(expression: string): string {
  const words =
    nameOf(parse(expression))
      ?.toUpperCase()
      .split(/[^A-Z0-9]+/) ?? [];
  // `needs.version.outputs.version` and `github.run_id` would say a word twice.
  const name = words.filter((word, index) => word !== "" && word !== words[index - 1]).join("_");
  return /^[A-Z]/.test(name) ? name : "VALUE";
}

/** Whether a variable has a name of this kind. */
export function isValueName(name: string): boolean {
  return /^(?:(?:BY_)?(?:ENV|EVENT|INPUTS|JOB|MATRIX|NEEDS|RUN|SECRETS|STEPS|STRATEGY|THIS_RUNNER|VARS)_\w|(?:VALUE|HASH_OF_FILES)(?:_\d+)?$)/.test(
    name,
  );
}

/** Undefined for what reads nothing. */
function nameOf(tree: Tree): string | undefined {
  const path = pathOf(tree);
  if (path !== undefined) return nameOfPath(path);
  switch (tree.kind) {
    case "index": {
      const key = tree.key.kind === "literal" ? `_${String(tree.key.value)}` : "";
      const name = nameOf(tree.of);
      return name === undefined ? undefined : name + key;
    }
    case "call":
      return nameOfCall(tree.name.toLowerCase(), tree.arguments);
    case "logical": {
      // `a && b || c` is b or c: a only chooses.
      if (tree.operator === "||") return firstName(tree.operands);
      const last = tree.operands.at(-1);
      return (last && nameOf(last)) ?? choiceBy(tree.operands);
    }
    case "not":
    case "comparison":
      return choiceBy(childrenOf(tree));
    default:
      return firstName(childrenOf(tree));
  }
}

function nameOfCall(name: string, values: readonly Tree[]): string | undefined {
  if (name === "hashfiles") return "hash_of_files";
  if (/^(?:contains|startswith|endswith)$/.test(name)) return choiceBy(values);
  const first = firstName(values);
  return name === "tojson" && first !== undefined ? `${first}_json` : first;
}

/** For what is chosen by values, or is true or false by them. */
function choiceBy(values: readonly Tree[]): string | undefined {
  const name = firstName(values);
  return name === undefined || name.startsWith("by_") ? name : `by_${name}`;
}

function firstName(trees: readonly Tree[]): string | undefined {
  return trees.map(nameOf).find((name) => name !== undefined);
}

function nameOfPath([context = "", ...path]: readonly string[]): string {
  const parts = path.filter((part) => part !== anyName);
  return [...frontOf(context, parts), ...partsIn(context, parts)].join("_");
}

/** The context's own word, but where GitHub lets nobody set a variable with it. */
function frontOf(context: string, [first, ...others]: readonly string[]): readonly string[] {
  if (context === "runner") return ["this", "runner"];
  if (context !== "github") return [context];
  return first === "event" && others.length > 0 ? [] : ["run"];
}

function partsIn(context: string, parts: readonly string[]): readonly string[] {
  return context === "needs" || context === "steps"
    ? parts.filter((part, index) => index !== 1 || part !== "outputs")
    : parts;
}
