/**
 * Comments by where the plan can have them. A first translation gets a mark in place of each comment that it asks for. What it
 * has in the end are the places that there are, and a second translation gets every comment at the nearest of them.
 */
import type { Path } from "../translate/lost.ts";
import {
  type AutomationPlan,
  commented,
  isBlock,
  isList,
  isNode,
  type Plan,
  type PlanStatement,
} from "../../typescript/plan.ts";
import type { Comment } from "./read-comments.ts";

export interface PlacedComments {
  /** The plan with the comments that belong to `path`. */
  readonly on: (path: Path, plan: Plan) => Plan;
  /** Those comments, for what is no value of a plan: a statement. */
  readonly textOf: (path: Path) => string | undefined;
  /** Those that stand behind it. */
  readonly afterOf: (path: Path) => string | undefined;
}

/** Where nobody asks for comments. */
export const noComments: PlacedComments = {
  on: (_, plan) => plan,
  textOf: () => undefined,
  afterOf: () => undefined,
};

/** The name of each place as its comment. */
export const placeMarks: PlacedComments = {
  on: (path, plan) => commented(keyOf(path), plan),
  textOf: keyOf,
  afterOf: () => undefined,
};

/**
 * Each comment at the place nearest to what it is about.
 *
 * @param marked A plan with `placeMarks`.
 */
export function placeComments(
  comments: readonly Comment[],
  { options, statements, comment }: AutomationPlan,
): PlacedComments {
  const places = new Set([comment, ...marksIn(options), ...statements.flatMap(marksOf)]);
  const [texts, after] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { path, isAfter, text } of comments) {
    const nearest = nearestPlace(path, places);
    const key = keyOf(nearest);
    const list = isAfter && isBehind(nearest, path) ? after : texts;
    list.set(key, [...(list.get(key) ?? []), text]);
  }
  return {
    on: (path, plan) =>
      commented(texts.get(keyOf(path))?.join("\n"), plan, after.get(keyOf(path))?.join("\n")),
    textOf: (path) => texts.get(keyOf(path))?.join("\n"),
    afterOf: (path) => after.get(keyOf(path))?.join("\n"),
  };
}

/** Whether what ends at `path` is the end of its place, too: jobs are the last of a file, and steps of a job. */
function isBehind(place: Path, path: Path): boolean {
  if (place.length === 0) return path.length === 0 || path[0] === "jobs";
  const [jobs, , steps] = path;
  return (
    place.length === path.length || (jobs === "jobs" && place.length === 2 && steps === "steps")
  );
}

/** The whole file is a place in any case. */
function nearestPlace(path: Path, places: ReadonlySet<string | undefined>): Path {
  return path.length === 0 || places.has(keyOf(path))
    ? path
    : nearestPlace(path.slice(0, -1), places);
}

function marksOf({ value, comment }: PlanStatement): readonly string[] {
  return [...(comment === undefined ? [] : [comment]), ...marksIn(value)];
}

function marksIn(plan: Plan): readonly string[] {
  if (isList(plan)) return plan.flatMap(marksIn);
  if (!isNode(plan)) return [];
  switch (plan.kind) {
    case "commented":
      return [...(plan.comment === undefined ? [] : [plan.comment]), ...marksIn(plan.value)];
    case "object":
      return Object.values(plan.entries).flatMap(marksIn);
    case "call":
      return plan.args.flatMap(marksIn);
    case "method":
      return [plan.of, ...plan.args].flatMap(marksIn);
    case "function":
      return isBlock(plan.body) ? plan.body.statements.flatMap(marksOf) : marksIn(plan.body);
    case "member":
    case "spread":
      return marksIn(plan.of);
    case "template":
      return plan.parts.flatMap(marksIn);
    case "name":
    case "expression":
      return [];
    default:
      return plan satisfies never;
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
