/** `--remote` and `--status`: runs on GitHub, through the GitHub CLI, which has the user's login. */
import { commandOf } from "../../model/workflow-names.ts";
import { type GhResult, type RunGh, runGh } from "../../host/gh.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { Workflow } from "../../model/workflow.ts";
import type { InputValue } from "../event/situation.ts";

export interface RemoteOptions {
  /** A folder of the repository. */
  readonly root: string;
  /** A branch or tag. Default: the branch that is checked out. */
  readonly ref?: string | undefined;
  readonly inputs?: Readonly<Record<string, InputValue>> | undefined;
  /** The file in `.github/workflows/`, such as `ci.yml`. */
  readonly file: string;
  /** Milliseconds between two looks for the run that was dispatched. Default: 2000. */
  readonly pollMs?: number | undefined;
  readonly signal: AbortSignal;
  readonly gh?: RunGh | undefined;
}

export interface RemoteRun {
  readonly databaseId: number;
  readonly status: string;
  /** Empty while it lasts. */
  readonly conclusion: string;
  readonly displayTitle: string;
  readonly event: string;
  readonly headBranch: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly url: string;
}

const runFields = "databaseId,status,conclusion,displayTitle,event,headBranch,createdAt,url";

/**
 * Dispatches the workflow and watches it until it ends; `gh` draws on the terminal. True if the run succeeded.
 *
 * @throws UsageError where it cannot be dispatched, without `gh`, or where nobody is logged in.
 */
export async function dispatchRemote(workflow: Workflow, options: RemoteOptions): Promise<boolean> {
  if (!Object.hasOwn(workflow.on, "workflow_dispatch")) {
    throw new UsageError(
      `${JSON.stringify(commandOf(workflow))} cannot be started by hand: it has triggers, and none of them is onWorkflowDispatch().`,
      ["on: [onPush(), onWorkflowDispatch()]"],
    );
  }
  const gh = await connect(options);
  const before = new Set((await listRuns(gh, options.file, 20)).map((run) => run.databaseId));
  const fields = Object.entries(options.inputs ?? {}).flatMap(([name, value]) => [
    "--raw-field",
    `${name}=${value}`,
  ]);
  const ref = options.ref === undefined ? [] : ["--ref", options.ref];
  await ask(gh, ["workflow", "run", options.file, ...ref, ...fields]);
  // GitHub answers before the run exists, and does not say which run it will be.
  for (let look = 0; look < 30; look += 1) {
    await pause(options.pollMs ?? 2000, options.signal);
    const run = (await listRuns(gh, options.file, 20)).find(
      ({ databaseId, event }) => event === "workflow_dispatch" && !before.has(databaseId),
    );
    if (run === undefined) continue;
    const watch = await gh(["run", "watch", String(run.databaseId), "--exit-status"], {
      show: true,
    });
    return watch?.ok === true;
  }
  throw new UsageError(
    `GitHub took the request for ${JSON.stringify(options.file)}, and started no run in a minute.`,
    [`gh run list --workflow ${options.file}`],
  );
}

/**
 * The newest runs of the workflow, the newest first.
 *
 * @throws UsageError without `gh`, or where nobody is logged in.
 */
export async function remoteRuns(
  options: Pick<RemoteOptions, "root" | "file" | "gh" | "signal">,
): Promise<readonly RemoteRun[]> {
  return listRuns(await connect(options), options.file, 10);
}

async function listRuns(gh: RunGh, file: string, count: number): Promise<readonly RemoteRun[]> {
  const flags = ["--workflow", file, "--limit", String(count), "--json", runFields];
  const { stdout } = await ask(gh, ["run", "list", ...flags]);
  return JSON.parse(stdout) as readonly RemoteRun[];
}

/** `gh` in a folder of the repository, with a user who is logged in. */
async function connect(options: Pick<RemoteOptions, "gh" | "root" | "signal">): Promise<RunGh> {
  const { gh: run = runGh, root: cwd, signal: cancelSignal } = options;
  const gh: RunGh = (args, place) => run(args, { ...place, cwd, cancelSignal });
  const status = await gh(["auth", "status"]);
  if (status === undefined) {
    throw new UsageError(
      "the GitHub CLI, gh, is not on PATH; runs on GitHub are reached through it.",
      ["https://cli.github.com"],
    );
  }
  if (!status.ok) throw new UsageError("nobody is logged in to GitHub.", ["gh auth login"]);
  return gh;
}

async function ask(gh: RunGh, args: readonly string[]): Promise<GhResult> {
  const result = await gh(args);
  if (result?.ok === true) return result;
  const reason = result?.stderr.trim().split("\n")[0] ?? "";
  throw new UsageError(
    `gh ${args.slice(0, 2).join(" ")} failed: ${reason || "it gave no reason"}.`,
    [`gh ${args.slice(0, 3).join(" ")}`],
  );
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
  signal.throwIfAborted();
}
