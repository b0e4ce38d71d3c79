/** Whether the value of an expression, which only the run knows, is one word by its kind: never empty, and without spaces. */
import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import type { Tree } from "../../expression/language/syntax-tree.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
const words = new Set(
  [
    "github: actor actor_id api_url event_name event_path graphql_url job ref ref_name ref_type repository",
    "github: repository_id repository_owner repository_owner_id retention_days run_attempt run_id run_number",
    "github: server_url sha token triggering_actor workflow_ref workflow_sha workspace",
    "runner: arch environment os temp tool_cache",
    "strategy: fail-fast job-index job-total max-parallel",
    "job: status",
  ].flatMap((line) => {
    const [context = "", keys = ""] = line.split(": ");
    return keys.split(" ").map((key) => `${context}.${key}`);
  }),
);

export function isOneWord(expression: string): boolean {
  return isWord(parse(expression));
}

function isWord(tree: Tree): boolean {
  switch (tree.kind) {
    case "literal":
      return isWordText(String(tree.value ?? ""));
    case "not":
    case "comparison":
      return true;
    case "logical":
      return tree.operands.every(isWord);
    case "call":
      return isWordCall(tree.name.toLowerCase(), tree.arguments);
    default:
      return isWordPath((pathOf(tree) ?? []).map((part) => part.toLowerCase()));
  }
}

function isWordCall(name: string, values: readonly Tree[]): boolean {
  if (name !== "format") {
    return /^(?:always|cancelled|contains|endswith|failure|startswith|success)$/.test(name);
  }
  const [text, ...parts] = values;
  return text?.kind === "literal" && isWordFormat(String(text.value)) && parts.every(isWord);
}

function isWordFormat(text: string): boolean {
  return isWordText(text.replaceAll(/\{\d+\}/g, "1"));
}

function isWordText(text: string): boolean {
  return /^[\w./:+-]+$/.test(text);
}

function isWordPath(path: readonly string[]): boolean {
  const [context, , property, ...others] = path;
  if (context === "steps" && others.length === 0) {
    return property === "outcome" || property === "conclusion";
  }
  if (context === "needs" && others.length === 0) return property === "result";
  return words.has(path.join("."));
}
