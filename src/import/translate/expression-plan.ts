/** Expressions and texts with `${{ }}`, as references of the API. */
import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { hasExpression, segmentsOf, wholeExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { call, member, method, name, type Plan } from "../../typescript/plan.ts";

/** What the expressions of a job may refer to by name. */
export interface Scope {
  /** The matrix of the job: its constant, and its keys; undefined where only the run knows them. */
  readonly matrix?:
    | { readonly constant: string; readonly keys: readonly string[] | undefined }
    | undefined;
  /** The constants of the jobs that are declared already, by their ids. */
  readonly jobs: ReadonlyMap<string, string>;
  /** Their outputs are those of any combination, so get() refuses them; an expression reads them. */
  readonly jobsWithMatrix: ReadonlySet<string>;
  /** The releases of actions by what names them: `owner/name@commit`. */
  readonly releases: ReadonlyMap<string, string>;
}

export const noScope: Scope = {
  jobs: new Map(),
  jobsWithMatrix: new Set(),
  releases: new Map(),
};

/** A text: as it is, as one reference, or as a template string. */
export function textPlan(text: string, scope: Scope): Plan {
  if (!hasExpression(text)) return text;
  const whole = wholeExpression(text);
  if (whole !== undefined) return expressionPlan(whole, scope);
  const parts = segmentsOf(text).map((segment) =>
    "text" in segment ? segment.text : expressionPlan(segment.expression, scope),
  );
  return { kind: "template", parts };
}

/** A text, a number, true or false; nothing is an empty text (`NullToken` in actions/runner). */
export function scalarPlan(value: YamlValue, scope: Scope): Plan {
  if (value === null) return "";
  if (typeof value === "string") return textPlan(value, scope);
  return typeof value === "object" ? JSON.stringify(value) : value;
}

/** An expression without `${{ }}`. */
export function expressionPlan(expression: string, scope: Scope): Plan {
  const path = pathOf(parse(expression));
  return (path && referencePlan(path, scope)) ?? { kind: "expression", text: expression.trim() };
}

function referencePlan(path: readonly string[], scope: Scope): Plan | undefined {
  const [context, first = "", second, third, ...others] = path;
  if (path.includes("*")) return undefined;
  const { matrix } = scope;
  if (context === "matrix" && matrix !== undefined && matrix.keys?.includes(first) !== false) {
    return path.slice(1).reduce<Plan>(member, name(matrix.constant));
  }
  if (context === "secrets" && first !== "" && second === undefined) return call("secret", first);
  if ((context === "vars" || context === "env") && first !== "" && second === undefined) {
    return call(context, first);
  }
  if (context === "runner" && second === undefined && Object.hasOwn(runnerMembers, first)) {
    return member(name("runner"), runnerMembers[first] ?? first);
  }
  if (context === "github") return githubPlan(path.slice(1));
  const job = context === "needs" ? scope.jobs.get(first) : undefined;
  if (job !== undefined && second === "result" && third === undefined) {
    return member(name(job), "result");
  }
  const isOutput = second === "outputs" && third !== undefined && others.length === 0;
  return job !== undefined && isOutput && !scope.jobsWithMatrix.has(first)
    ? method(name(job), "get", third)
    : undefined;
}

/** The properties that `github` of the API has. */
const githubMembers: Readonly<Record<string, string>> = {
  event_name: "eventName",
  ref: "ref",
  ref_name: "refName",
  ref_type: "refType",
  sha: "sha",
  actor: "actor",
  repository: "repository",
  repository_owner: "repositoryOwner",
  workflow: "workflow",
  run_id: "runId",
  run_number: "runNumber",
  run_attempt: "runAttempt",
  server_url: "serverUrl",
  token: "token",
  head_ref: "headRef",
  base_ref: "baseRef",
};

const runnerMembers: Readonly<Record<string, string>> = {
  os: "os",
  arch: "arch",
  name: "name",
  temp: "temp",
  tool_cache: "toolCache",
};

function githubPlan(path: readonly string[]): Plan | undefined {
  const [first = "", ...others] = path;
  const property = Object.hasOwn(githubMembers, first) ? githubMembers[first] : undefined;
  if (property !== undefined && others.length === 0) return member(name("github"), property);
  const isPayload = first === "event" && others.length > 0;
  return isPayload && others.every((part) => part !== "" && !part.includes("."))
    ? method(name("github"), "event", others.join("."))
    : undefined;
}
