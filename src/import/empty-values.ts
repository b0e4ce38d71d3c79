/**
 * Expressions that read what is not there, such as a key that the matrix of their job does not have. GitHub takes them for
 * nothing, in each run; recompose refuses them, as mistakes. An import puts the nothing in their place, and says so.
 */
import { anyName } from "../expression/analysis/usage.ts";
import { ExpressionError } from "../expression/language/expression-error.ts";
import { parse } from "../expression/language/parser.ts";
import { print } from "../expression/language/print.ts";
import { literal, type Tree } from "../expression/language/syntax-tree.ts";
import { hasExpression, segmentsOf, wholeExpression } from "../expression/language/template.ts";
import type { YamlValue } from "../model/workflow.ts";
import { withoutNull } from "./folded-nothing.ts";
import { missingReason, type Present } from "./missing-names.ts";
import { listOf, mappingOf, type YamlMapping } from "./read-workflow.ts";
import { withPaths } from "./replaced-paths.ts";

export interface EmptyValue {
  /** Where it stood: `["jobs", "build", "steps", 2, "name"]`. */
  readonly path: readonly (string | number)[];
  /** `matrix.rust`. */
  readonly expression: string;
  readonly reason: string;
}

export interface WithoutEmptyValues {
  readonly workflow: YamlMapping;
  readonly replaced: readonly EmptyValue[];
}

/** GitHub reads `on` before there are values, and takes no empty text for the others. */
const untouched = ["on", "jobs", "strategy", "runs-on", "container", "services", "uses"];
const noTexts = ["continue-on-error", "timeout-minutes"];

export function withoutEmptyValues(workflow: YamlMapping): WithoutEmptyValues {
  const replaced: EmptyValue[] = [];
  const jobs = Object.entries(mappingOf(workflow["jobs"]) ?? {}).map(([id, value]) => {
    const job = mappingOf(value);
    return [id, job === undefined ? value : ofJob(job, id, workflow, replaced)] as const;
  });
  const others = ofValue(workflow, [], { workflow }, replaced) as YamlMapping;
  return {
    workflow: { ...others, ...(jobs.length === 0 ? {} : { jobs: Object.fromEntries(jobs) }) },
    replaced,
  };
}

function ofJob(
  job: YamlMapping,
  id: string,
  workflow: YamlMapping,
  replaced: EmptyValue[],
): YamlMapping {
  const path = ["jobs", id];
  const { steps, ...rest } = job;
  const all = listOf(steps);
  const others = ofValue(rest, path, { workflow, job, steps: all }, replaced) as YamlMapping;
  if (!Array.isArray(steps)) return steps === undefined ? others : { ...others, steps };
  const changed = all.map((step, index) => {
    const before = all.slice(0, index);
    return ofValue(step, [...path, "steps", index], { workflow, job, steps: before }, replaced);
  });
  return { ...others, steps: changed };
}

function ofValue(
  value: YamlValue,
  path: EmptyValue["path"],
  present: Present,
  replaced: EmptyValue[],
): YamlValue {
  if (typeof value === "string") return ofText(value, path, present, replaced);
  if (Array.isArray(value)) {
    return listOf(value).map((part, index) => ofValue(part, [...path, index], present, replaced));
  }
  const mapping = mappingOf(value);
  if (mapping === undefined) return value;
  const isOutside = path.length < 3 || path[2] === "steps";
  const kept = [...(path.length < 3 ? untouched : []), ...(isOutside ? noTexts : [])];
  const entries = Object.entries(mapping).map(
    ([key, part]) =>
      [key, kept.includes(key) ? part : ofValue(part, [...path, key], present, replaced)] as const,
  );
  return Object.fromEntries(entries);
}

function ofText(
  text: string,
  path: EmptyValue["path"],
  present: Present,
  replaced: EmptyValue[],
): string {
  const isCondition = path.at(-1) === "if" && path[0] === "jobs" && [3, 5].includes(path.length);
  if (!isCondition && !hasExpression(text)) return text;
  const found: EmptyValue[] = [];
  const change = (expression: string): Tree => {
    const before = found.length;
    const tree = withNothing(
      parse(expression),
      (of, reason) => {
        found.push({ path, expression: print(of), reason });
      },
      present,
    );
    return found.length === before ? tree : withoutNull(tree, isCondition);
  };
  try {
    const bare = isCondition
      ? (wholeExpression(text) ?? (hasExpression(text) ? undefined : text))
      : undefined;
    const changed = bare === undefined ? textOf(text, change) : conditionOf(change(bare));
    if (found.length === 0) return text;
    replaced.push(...found);
    return changed;
  } catch (error) {
    // What GitHub cannot read, the translation tells.
    if (error instanceof ExpressionError) return text;
    throw error;
  }
}

/** Nothing is false. */
function conditionOf(tree: Tree): string {
  return isNothing(tree) ? "false" : print(tree);
}

function textOf(text: string, change: (expression: string) => Tree): string {
  return segmentsOf(text)
    .map((segment) => {
      if ("text" in segment) return segment.text;
      const tree = change(segment.expression);
      return isNothing(tree) ? "" : `\${{ ${print(tree)} }}`;
    })
    .join("");
}

function isNothing(tree: Tree): boolean {
  return tree.kind === "literal" && tree.value === null;
}

/** With `null` for each path that comes to nothing. */
function withNothing(tree: Tree, tell: (of: Tree, reason: string) => void, present: Present): Tree {
  return withPaths(tree, (path, of) => {
    const reason = path.includes(anyName) ? undefined : missingReason(path, present);
    if (reason === undefined) return undefined;
    tell(of, reason);
    return literal(null);
  });
}
