/** Paths such as `github.ref`, as references of the API. */
import { call, member, method, name, type Plan } from "../../../typescript/plan.ts";
import { nameAmong } from "../../same-name.ts";
import { matrixKeys, matrixValues } from "./matrix-scope.ts";
import type { Scope } from "./scope.ts";
import { generic, reference, type TypedPlan, type ValueType } from "./typed-plan.ts";

/** Undefined for a path that has no reference. `*` stands for all items of a list. */
export function referencePlan(path: readonly string[], scope: Scope): TypedPlan | undefined {
  const [context = "", first = "", ...others] = path;
  if (context === "github") return githubPlan(path.slice(1));
  if (path.includes("*")) return undefined;
  switch (context) {
    case "matrix":
      return matrixPlan(path.slice(1), scope);
    case "needs":
      return jobPlan(first, others, scope);
    case "steps":
      return stepPlan(first, others, scope);
    default:
      return others.length === 0 && first !== "" ? valuePlan(context, first, scope) : undefined;
  }
}

function valuePlan(context: string, key: string, scope: Scope): TypedPlan | undefined {
  switch (context) {
    case "secrets":
      return { ...reference(call("secret", key), "string"), isSecret: true };
    case "vars":
    case "env":
      return reference(call(context, key), "string");
    case "runner": {
      const property = Object.hasOwn(runnerMembers, key) ? runnerMembers[key] : undefined;
      return property && reference(member(name("runner"), property[0]), property[1]);
    }
    case "inputs": {
      const declared = nameAmong(scope.inputs.keys(), key) ?? key;
      const input = scope.inputs.get(declared);
      const plan = member(name("inputs"), declared);
      return input && { ...reference(plan, input.values), ...input };
    }
    default:
      return undefined;
  }
}

function matrixPlan(path: readonly string[], { matrix }: Scope): TypedPlan | undefined {
  const [key = "", ...parts] = path;
  const axis = matrix && nameAmong(matrixKeys(matrix) ?? [], key);
  if (matrix === undefined || axis === undefined) return undefined;
  const plan = [axis, ...parts].reduce<Plan>(member, name(matrix.constant));
  return reference(plan, matrixValues(matrix, [axis, ...parts]));
}

function jobPlan(id: string, path: readonly string[], scope: Scope): TypedPlan | undefined {
  const job = scope.jobs.get(nameAmong(scope.jobs.keys(), id) ?? id);
  if (job === undefined) return undefined;
  const { constant, outputs } = job;
  const [property, given, ...others] = path;
  const output = given === undefined ? undefined : (nameAmong(outputs ?? [], given) ?? given);
  if (property === "result" && output === undefined) {
    return reference(member(name(constant), "result"), results);
  }
  const isOutput = property === "outputs" && output !== undefined && others.length === 0;
  return isOutput && outputs?.includes(output) !== false
    ? reference(method(name(constant), "get", output), "string")
    : undefined;
}

function stepPlan(id: string, path: readonly string[], scope: Scope): TypedPlan | undefined {
  const step = scope.steps.get(nameAmong(scope.steps.keys(), id) ?? id);
  if (step === undefined) return undefined;
  const { constant, outputs } = step;
  const [property = "", given, ...others] = path;
  const output = given === undefined ? undefined : (nameAmong(outputs ?? [], given) ?? given);
  if (["outcome", "conclusion"].includes(property) && output === undefined) {
    return reference(member(name(constant), property), results);
  }
  const isOutput = property === "outputs" && output !== undefined && others.length === 0;
  return isOutput && output.trim() !== "" && outputs?.includes(output) !== false
    ? reference(method(name(constant), "get", output), "string")
    : undefined;
}

const results = ["success", "failure", "cancelled", "skipped"];

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
  job: "job",
  workspace: "workspace",
  token: "token",
  head_ref: "headRef",
  base_ref: "baseRef",
};

const runnerMembers: Readonly<Record<string, readonly [string, ValueType]>> = {
  os: ["os", ["Linux", "Windows", "macOS"]],
  arch: ["arch", ["X86", "X64", "ARM", "ARM64"]],
  name: ["name", "string"],
  temp: ["temp", "string"],
  tool_cache: ["toolCache", "string"],
};

function githubPlan(path: readonly string[]): TypedPlan | undefined {
  const [first = "", ...others] = path;
  const property = Object.hasOwn(githubMembers, first) ? githubMembers[first] : undefined;
  if (property !== undefined && others.length === 0) {
    const values = first === "ref_type" ? ["branch", "tag"] : "string";
    return reference(member(name("github"), property), values);
  }
  const isPayload = first === "event" && others.length > 0;
  return isPayload && others.every((part) => part !== "" && !part.includes("."))
    ? generic(method(name("github"), "event", others.join(".")))
    : undefined;
}
