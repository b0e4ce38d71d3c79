/**
 * The variables that a step has on a runner of GitHub's, here from git and this machine.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
import { dirname } from "node:path";
import { stringOf } from "../../expression/values/coercion.ts";
import { known, type Unknown } from "../../expression/values/unknown.ts";
import { Dictionary, toValue } from "../../expression/values/value.ts";
import { hookVariables } from "../../host/git.ts";
import type { Host } from "../../host/host.ts";

type Machine = Pick<Host, "platform" | "architecture">;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The part of this process's environment that steps get: without the variables of a surrounding run or a git hook, and
 * without secrets, which reach only the steps that ask for them. The token is the developer's own.
 */
export function machineEnvironment(env: Variables, secretNames: readonly string[] = []): Variables {
  const hiddenNames = new Set([...hookVariables, ...secretNames]);
  const own = Object.entries(env).filter(
    ([name]) =>
      !hiddenNames.has(name) && (name === "GITHUB_TOKEN" || !/^(?:GITHUB|RUNNER)_/.test(name)),
  );
  return Object.fromEntries(own);
}

/**
 * The `env` context. The case of names matters, except on Windows (ExecutionContext.cs in actions/runner).
 *
 * @param unknownValue of any other variable, where a step that is left out may set it.
 */
export function envContext(
  variables: Iterable<readonly [name: string, value: string | Unknown]>,
  { platform }: Machine,
  unknownValue?: Unknown,
): Dictionary {
  return new Dictionary(variables, { caseSensitive: platform !== "win32", missing: unknownValue });
}

/** The variables that no `env` of a workflow can change. */
export function runnerEnvironment(
  github: Readonly<Record<string, unknown>>,
  machine: Machine,
  { workspace, temp }: { readonly workspace: string; readonly temp: string },
): Variables {
  const variables: Record<string, string> = {
    RUNNER_WORKSPACE: dirname(workspace),
    RECOMPOSE_LOCAL: "1",
  };
  for (const name of contextVariables) {
    variables[`GITHUB_${name.toUpperCase()}`] = stringOf(known(toValue(github[name])));
  }
  for (const [name, value] of Object.entries(runnerContext(machine, temp))) {
    variables[`RUNNER_${name.toUpperCase()}`] = value;
  }
  return variables;
}

/** The parts of the `github` context that are variables, too (GitHubContext.cs in actions/runner). */
const contextVariables = [
  "action",
  "actor",
  "api_url",
  "base_ref",
  "event_name",
  "event_path",
  "graphql_url",
  "head_ref",
  "job",
  "ref",
  "ref_name",
  "ref_protected",
  "ref_type",
  "repository",
  "repository_owner",
  "run_attempt",
  "run_id",
  "run_number",
  "server_url",
  "sha",
  "triggering_actor",
  "workflow",
  "workflow_ref",
  "workflow_sha",
  "workspace",
] as const;

/** The `runner` context. */
export function runnerContext(machine: Machine, temp: string): Record<string, string> {
  return {
    arch: runnerArchitecture(machine),
    environment: "self-hosted",
    name: "local",
    os: runnerSystem(machine),
    temp,
    tool_cache: `${temp}/_tool`,
  };
}

/** `runner.os` */
export function runnerSystem({ platform }: Pick<Machine, "platform">): string {
  return { linux: "Linux", darwin: "macOS", win32: "Windows" }[platform] ?? platform;
}

/** `runner.arch` */
export function runnerArchitecture({ architecture }: Pick<Machine, "architecture">): string {
  return { x64: "X64", arm64: "ARM64", ia32: "X86", arm: "ARM" }[architecture] ?? architecture;
}
