/**
 * The variables and contexts that a job finds, as on a runner of GitHub's, from git and this machine.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
import type { Host } from "../host/host.ts";
import type { Checkout } from "./git.ts";

export interface JobPlace {
  readonly jobId: string;
  readonly workflow: string;
  readonly runId: string;
  readonly eventName: string;
  /** The folder of the checkout. */
  readonly workspace: string;
  /** A folder of the job's own, removed when it ends. */
  readonly temp: string;
  /** The file that a step's outputs are read from. */
  readonly outputFile: string;
}

type Machine = Pick<Host, "platform" | "architecture">;

export function jobEnvironment(
  base: Readonly<Record<string, string | undefined>>,
  machine: Machine,
  checkout: Checkout,
  place: JobPlace,
): Record<string, string | undefined> {
  return {
    ...base,
    CI: base["CI"] ?? "true",
    // Tools upload and annotate where they see this one; a local run is not GitHub.
    GITHUB_ACTIONS: undefined,
    RECOMPOSE_LOCAL: "1",
    GITHUB_ACTOR: checkout.actor,
    GITHUB_EVENT_NAME: place.eventName,
    GITHUB_JOB: place.jobId,
    GITHUB_OUTPUT: place.outputFile,
    GITHUB_REF: checkout.ref,
    GITHUB_REF_NAME: refName(checkout.ref),
    GITHUB_REPOSITORY: checkout.repository,
    GITHUB_RUN_ID: place.runId,
    GITHUB_SHA: checkout.sha,
    GITHUB_WORKFLOW: place.workflow,
    GITHUB_WORKSPACE: place.workspace,
    RUNNER_ARCH: runnerArchitecture(machine),
    RUNNER_OS: runnerSystem(machine),
    RUNNER_TEMP: place.temp,
    // Files of an outer run that this one must not write into.
    GITHUB_ENV: undefined,
    GITHUB_PATH: undefined,
    GITHUB_STATE: undefined,
    GITHUB_STEP_SUMMARY: undefined,
  };
}

/** The `runner` context. */
export function runnerContext(machine: Machine, place: JobPlace): Record<string, string> {
  return { arch: runnerArchitecture(machine), os: runnerSystem(machine), temp: place.temp };
}

function refName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, "");
}

function runnerSystem({ platform }: Machine): string {
  return { linux: "Linux", darwin: "macOS", win32: "Windows" }[platform] ?? platform;
}

function runnerArchitecture({ architecture }: Machine): string {
  return { x64: "X64", arm64: "ARM64", ia32: "X86", arm: "ARM" }[architecture] ?? architecture;
}
