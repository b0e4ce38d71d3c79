/** Which uploads of a run happen, as far as their conditions tell before it. */
import { foretell, forecastTruth } from "../../expression/analysis/foretell.ts";
import { parse } from "../../expression/language/parser.ts";
import type { Tree } from "../../expression/language/syntax-tree.ts";
import { readsOf } from "../../expression/analysis/usage.ts";
import { combinationsOf } from "../../matrix/workflow-matrix.ts";
import type { DeclaredJob } from "../declaration.ts";
import { combinations, ofMatrix } from "./foreseen.ts";
import type { NamedUpload } from "./named-uploads.ts";

/** Contexts that are the same for all jobs of a run. */
const ofRun: ReadonlySet<string> = new Set(["github", "inputs", "vars"]);
/** They are the same for all combinations of a job. */
const ofJob: ReadonlySet<string> = new Set([...ofRun, "needs"]);

/** How many combinations of its job upload, in words, where at least two do and the run gets there at all. */
export function uploadingCombinations({
  job,
  conditions,
}: Pick<NamedUpload, "job" | "conditions">): "each" | "several" | undefined {
  const parts = conditions.flatMap((text) => conjunctsOf(parse(text)));
  // What is the same for all combinations may leave out all of them, and no single one.
  const own = parts.filter((part) => !readsOnly(part, ofJob));
  if (own.length === 0) return mayHaveSeveral(job) ? "each" : undefined;
  const all = combinations(job);
  const certain = all.filter((each) => own.every((part) => holds(part, each) === true));
  if (certain.length < 2) return undefined;
  return certain.length === all.length ? "each" : "several";
}

/** Whether the job may have several combinations. */
export function mayHaveSeveral({ keys: { strategy } }: DeclaredJob): boolean {
  return strategy !== undefined && combinationsOf(strategy.matrix)?.length !== 1;
}

/** The uploads that happen in one run, of those that have a name in common. Where nobody can tell, they are not among them. */
export function together<Upload extends Pick<NamedUpload, "job" | "conditions">>(
  uploads: readonly Upload[],
): readonly Upload[] {
  const open: Upload[] = [];
  const certain = uploads.filter((upload) => {
    const parts = upload.conditions.flatMap((text) => conjunctsOf(parse(text)));
    const all = combinations(upload.job);
    if (all.some((each) => parts.every((part) => holds(part, each) === true))) return true;
    const mayHappen = all.some((each) => parts.every((part) => holds(part, each) !== false));
    if (mayHappen && parts.every((part) => readsOnly(part, ofRun) && !callsFunction(part))) {
      open.push(upload);
    }
    return false;
  });
  // Of two conditions, one may hold where the other does not.
  const isOne = new Set(open.map(({ conditions }) => conditions.join("\n"))).size === 1;
  return isOne ? uploads.filter((each) => certain.includes(each) || open.includes(each)) : certain;
}

function conjunctsOf(tree: Tree): readonly Tree[] {
  return tree.kind === "logical" && tree.operator === "&&"
    ? tree.operands.flatMap(conjunctsOf)
    : [tree];
}

/** Undefined where only the run knows. It counts as one in which nothing fails. */
function holds(part: Tree, combination: Parameters<typeof ofMatrix>[1]): boolean | undefined {
  if (part.kind === "call" && /^success$/i.test(part.name)) return true;
  const inner = part.kind === "not" ? part.of : undefined;
  if (inner?.kind === "call" && /^(?:failure|cancelled)$/i.test(inner.name)) return true;
  return forecastTruth(foretell(part, (path) => ofMatrix(path, combination)));
}

function readsOnly(part: Tree, contexts: ReadonlySet<string>): boolean {
  const reads = readsOf(part);
  return (
    reads.contexts.every((context) => contexts.has(context)) &&
    !reads.functions.includes("hashfiles")
  );
}

/** Whether it asks how the job goes, which may rule out another upload. */
function callsFunction(part: Tree): boolean {
  return readsOf(part).functions.some((name) => /^(?:failure|cancelled)$/i.test(name));
}
