/** Jobs whose Node is too old for recompose: in these no step can call a task. */
import { isList, isNode, type Plan, type PlanStatement } from "../../typescript/plan.ts";
import { usedNames } from "../../typescript/used-names.ts";

/** The oldest Node that runs recompose, as `engines` of its package.json says. */
const oldest = { major: 20, minor: 19 };

export interface OldJob {
  readonly job: string;
  /** The version that is too old: `16`. */
  readonly node: string;
  /** The job, and what it has of the constants before it. */
  readonly statements: readonly PlanStatement[];
}

/** Those that set up such a Node, be it one of several in their matrix. */
export function oldJobs(statements: readonly PlanStatement[]): readonly OldJob[] {
  return statements.filter(isJob).flatMap((statement) => {
    const parts = partsOf(statement, statements);
    const values = parts.map(({ value }) => value);
    const versions = values.flatMap(nodeVersions).flatMap((version) => texts(version, values));
    const node = versions.find(isTooOld);
    if (node === undefined) return [];
    return { job: statement.job ?? statement.constant ?? "", node, statements: parts };
  });
}

function isJob({ value }: PlanStatement): boolean {
  return isNode(value) && value.kind === "call" && value.call === "job";
}

function partsOf(
  statement: PlanStatement,
  all: readonly PlanStatement[],
): readonly PlanStatement[] {
  const parts = new Set([statement]);
  // What is added on the way is looked at, too.
  for (const part of parts) {
    const used = usedNames([part]);
    for (const other of all) {
      if (!isJob(other) && other.constant !== undefined && used.has(other.constant)) {
        parts.add(other);
      }
    }
  }
  return [...parts];
}

/** What stands in `setupNode(…)`, and in `node-version` of `uses("actions/setup-node@…")`. */
function nodeVersions(plan: Plan): readonly Plan[] {
  if (isNode(plan) && plan.kind === "call") {
    const [first] = plan.args;
    if (plan.call === "setupNode") return plan.args.slice(0, 1);
    if (typeof first === "string" && /^actions\/setup-node@/i.test(first)) {
      return entriesNamed(plan, "node-version");
    }
  }
  return partsIn(plan).flatMap(nodeVersions);
}

function entriesNamed(plan: Plan, key: string): readonly Plan[] {
  const own = isNode(plan) && plan.kind === "object" ? (plan.entries[key] ?? []) : [];
  return [own].flat().concat(partsIn(plan).flatMap((part) => entriesNamed(part, key)));
}

function partsIn(plan: Plan): readonly Plan[] {
  if (isList(plan)) return plan;
  if (!isNode(plan)) return [];
  switch (plan.kind) {
    case "object":
      return Object.values(plan.entries);
    case "call":
      return plan.args;
    case "template":
      return plan.parts;
    case "commented":
      return [plan.value];
    case "spread":
      return [plan.of];
    default:
      return [];
  }
}

/** The texts in a value. Behind `m.node` are those that the matrix has under this name. */
function texts(plan: Plan, values: readonly Plan[]): readonly string[] {
  if (typeof plan === "string" || typeof plan === "number") return [String(plan)];
  if (isNode(plan) && plan.kind === "member") {
    const matrices = values.filter((value) => isNode(value) && value.kind === "call");
    return matrices
      .filter((value) => isNode(value) && value.kind === "call" && value.call === "matrix")
      .flatMap((value) => entriesNamed(value, plan.member))
      .flatMap((value) => texts(value, []));
  }
  return partsIn(plan).flatMap((part) => texts(part, values));
}

const oldNames = /^lts\/(?:argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen)$/i;

/** `18`, `18.x`, `^16.20.2`, `20.9`, `lts/gallium`. */
function isTooOld(version: string): boolean {
  const [, major, minor] = /^[v^~]?(\d+)(?:\.(\d+))?(?:\.[\dx*]+){0,2}$/.exec(version) ?? [];
  if (major === undefined) return oldNames.test(version);
  const isOldLine = Number(major) === oldest.major && minor !== undefined;
  return Number(major) < oldest.major || (isOldLine && Number(minor) < oldest.minor);
}
