/**
 * Where jobs run: in the project itself, or each in a clean checkout of its own, as on GitHub. All that a run puts
 * outside of its run folder lies in one temporary folder that bears the id of this process.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { execa } from "execa";
import { isProcessAlive } from "../host/tracked-processes.ts";
import { UsageError } from "../problems/usage-error.ts";

const prefix = "recompose-run-";

export interface Workspace {
  /** The checkout. */
  readonly folder: string;
  /** The job's own temporary folder. */
  readonly temp: string;
  readonly remove: () => Promise<void>;
}

export interface WorkspaceOptions {
  /** The folder that paths of the workflow are relative to. */
  readonly workspace: string;
  readonly processId: number;
  /** The top of the git checkout, where each job is to have one of its own. */
  readonly isolateFrom?: string;
}

export class Workspaces {
  readonly temp: string;
  readonly #options: WorkspaceOptions;
  /** The tree object that checkouts are made of. */
  #tree: Promise<string> | undefined;
  /** Git locks its list of worktrees: one is made after another. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    removeStale(options.isolateFrom);
    this.temp = mkdtempSync(join(tmpdir(), `${prefix}${options.processId}-`));
  }

  async open(leg: string): Promise<Workspace> {
    const temp = join(this.temp, leg, "temp");
    mkdirSync(temp, { recursive: true });
    const { workspace, isolateFrom } = this.#options;
    if (isolateFrom === undefined) {
      return {
        folder: workspace,
        temp,
        remove: async () => remove(join(this.temp, leg)),
      };
    }
    const checkout = join(this.temp, leg, "checkout");
    const made = this.#queue.then(() => this.#checkOut(isolateFrom, checkout));
    this.#queue = made.catch(() => {});
    await made;
    return {
      folder: join(checkout, relative(isolateFrom, workspace)),
      temp,
      remove: async () => {
        remove(join(this.temp, leg));
        this.#queue = this.#queue.then(() => git(isolateFrom, ["worktree", "prune"]));
        await this.#queue;
      },
    };
  }

  /** Removes everything, whatever is still going on. */
  removeAll(): void {
    remove(this.temp);
    const { isolateFrom } = this.#options;
    if (isolateFrom === undefined) return;
    spawnSync("git", ["worktree", "prune"], { cwd: isolateFrom, stdio: "ignore" });
  }

  /** HEAD, and over it the files as they are now: tracked ones, and new ones that git does not ignore. */
  async #checkOut(top: string, folder: string): Promise<void> {
    this.#tree ??= this.#currentTree(top);
    const tree = await this.#tree;
    await git(top, [...noHooks, "worktree", "add", "--quiet", "--detach", folder, "HEAD"]);
    await git(folder, [...noHooks, "read-tree", "-u", "--reset", tree]);
  }

  /** An index of our own: the user's is left alone. */
  async #currentTree(top: string): Promise<string> {
    const index = join(this.temp, "index");
    const own = await git(top, ["rev-parse", "--path-format=absolute", "--git-path", "index"]);
    // What git knows of the files spares it from reading all of them again. By the index's own time it tells which of
    // them may have changed since without a visible difference: https://git-scm.com/docs/racy-git
    if (existsSync(own)) cpSync(own, index, { preserveTimestamps: true });
    const env = { GIT_INDEX_FILE: index };
    await git(top, ["add", "--all", "--", "."], env);
    return git(top, ["write-tree"], env);
  }
}

/** The repository's hooks are meant for people's own checkouts. */
const noHooks = ["-c", "core.hooksPath=/dev/null"];

async function git(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout, stderr, failed } = await execa("git", args, {
    cwd: folder,
    env,
    reject: false,
    stdin: "ignore",
  });
  if (failed)
    throw new Error(`git ${args.filter((word) => !noHooks.includes(word)).join(" ")}: ${stderr}`);
  return stdout;
}

/** Those of runs that were killed, and could not clean up. */
function removeStale(isolateFrom: string | undefined): void {
  let found = false;
  for (const name of readdirSync(tmpdir())) {
    const id = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (id === undefined || isProcessAlive(Number(id))) continue;
    remove(join(tmpdir(), name));
    found = true;
  }
  if (found && isolateFrom !== undefined) {
    spawnSync("git", ["worktree", "prune"], { cwd: isolateFrom, stdio: "ignore" });
  }
}

/** Files of another user, or ones that a process writes at this moment, may stay; the next run tries again. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Nothing that the result of a run should depend on.
  }
}

/** @throws UsageError where there is no commit to check out. */
export function isolationTop(checkout: { readonly folder: string; readonly sha: string }): string {
  if (checkout.folder !== "" && checkout.sha !== "") return checkout.folder;
  throw new UsageError(
    checkout.folder === ""
      ? "--isolate gives each job a checkout of its own, which needs a git repository, and this folder is in none."
      : "--isolate gives each job a checkout of its own, which needs a commit, and this repository has none yet.",
    [checkout.folder === "" ? "git init" : "git commit"],
  );
}
