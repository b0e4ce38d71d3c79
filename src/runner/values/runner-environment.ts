/**
 * The variables that a step finds, as on a runner of GitHub's, from git and this machine.
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

export interface JobFolders {
  /** The checkout. */
  readonly workspace: string;
  /** A folder of the job's own, removed when it ends. */
  readonly temp: string;
}

/**
 * What a step finds of the environment that the run was started in. The variables of a surrounding run, or of a git
 * hook, would show through; a secret reaches only the steps that ask for it. The token is a developer's own.
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
 * The `env` context. Names are told apart by their case but on Windows (ExecutionContext.cs in actions/runner).
 *
 * @param unknownValue what any other variable is, where something may have set it.
 */
export function envContext(
  variables: Iterable<readonly [name: string, value: string | Unknown]>,
  { platform }: Machine,
  unknownValue?: Unknown,
): Dictionary {
  return new Dictionary(variables, { caseSensitive: platform !== "win32", missing: unknownValue });
}

/** What no `env` of a workflow can change. */
export function runnerEnvironment(
  github: Readonly<Record<string, unknown>>,
  machine: Machine,
  folders: JobFolders,
): Variables {
  const fromContext = contextVariables.map((name) => [
    `GITHUB_${name.toUpperCase()}`,
    stringOf(known(toValue(github[name]))),
  ]);
  return {
    ...(Object.fromEntries(fromContext) as Record<string, string>),
    ...Object.fromEntries(
      Object.entries(runnerContext(machine, folders)).map(([name, value]) => [
        `RUNNER_${name.toUpperCase()}`,
        value,
      ]),
    ),
    RUNNER_WORKSPACE: dirname(folders.workspace),
    RECOMPOSE_LOCAL: "1",
  };
}

/** What of the `github` context is a variable, too (GitHubContext.cs in actions/runner). */
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
export function runnerContext(machine: Machine, { temp }: JobFolders): Record<string, string> {
  return {
    arch: runnerArchitecture(machine),
    environment: "self-hosted",
    name: "local",
    os: runnerSystem(machine),
    temp,
    tool_cache: `${temp}/_tool`,
  };
}

/** As `runner.os` has it. */
export function runnerSystem({ platform }: Pick<Machine, "platform">): string {
  return { linux: "Linux", darwin: "macOS", win32: "Windows" }[platform] ?? platform;
}

/** As `runner.arch` has it. */
export function runnerArchitecture({ architecture }: Pick<Machine, "architecture">): string {
  return { x64: "X64", arm64: "ARM64", ia32: "X86", arm: "ARM" }[architecture] ?? architecture;
}
