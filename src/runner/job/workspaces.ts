/**
 * Where jobs run: in the project itself, or each in a clean checkout of its own, as on GitHub. All that a run writes
 * outside of its run folder is in one temporary folder. The name of that says which process it belongs to.
 */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pruneWorktrees, runGit } from "../../host/git.ts";
import { processIdentity, stateOf } from "../../host/processes/process-identity.ts";
import { killTracked } from "../../host/processes/tracked-processes.ts";
import type { Checkout } from "../event/local-checkout.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { makeFolder, removeLinks } from "../run-folder/own-files.ts";
import { trackingPrefix, trackingVariable } from "../step/tracking.ts";

const prefix = "recompose-run-";

export interface Workspace {
  /** The checkout. */
  readonly folder: string;
  /** The job's own temporary folder. */
  readonly temp: string;
  /** Makes that folder again where a step has removed it, or put a link in its place. */
  readonly restore: () => void;
  /** Brings files of the project that were changed since into a checkout of its own. Others stay as steps left them. */
  readonly refresh: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export interface WorkspaceOptions {
  /** The folder that paths of the workflow are relative to. */
  readonly workspace: string;
  /** The top of the git checkout that the project is in; empty where there is none. */
  readonly checkout: string;
  /** Each job in a checkout of its own. */
  readonly isolate: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export class Workspaces {
  readonly temp: string;
  readonly #options: WorkspaceOptions;
  /** The tree object that checkouts are made of. */
  #tree: Promise<string> | undefined;
  /** Worktrees are made one after another, since git locks its list of them. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @throws UsageError where there can be no temporary folder. */
  constructor(options: WorkspaceOptions) {
    this.#options = options;
    const parent = resolve(tmpdir());
    try {
      removeStale(parent, options);
      this.temp = mkdtempSync(join(parent, `${prefix}${processIdentity()}-`));
    } catch (error) {
      throw new UsageError(`there can be no temporary folder in ${parent}: ${messageOf(error)}`, [
        "set TMPDIR to a folder that can be written",
      ]);
    }
  }

  /**
   * Writes a file for all jobs, and returns its path.
   *
   * @throws UsageError where there is no room.
   */
  write(name: string, text: string): string {
    const file = join(this.temp, name);
    try {
      writeFileSync(file, text);
    } catch (error) {
      throw new UsageError(`${file} cannot be written: ${messageOf(error)}`, [
        "set TMPDIR to a folder with room",
      ]);
    }
    return file;
  }

  async open(leg: string): Promise<Workspace> {
    const own = join(this.temp, "jobs", leg);
    const { workspace, checkout: top, isolate } = this.#options;
    const temp = isolate ? join(own, "temp") : own;
    const restore = (): void => makeFolder(this.temp, temp);
    // Another job may have put something there.
    this.#remove(own);
    restore();
    if (!isolate) {
      const remove = async (): Promise<void> => this.#remove(own);
      return { folder: workspace, temp, restore, refresh: async () => {}, remove };
    }
    const checkout = join(own, "checkout");
    let tree = await this.#inTurn(() => this.#checkOut(top, checkout));
    return {
      folder: join(checkout, relative(top, workspace)),
      temp,
      restore,
      refresh: async () => {
        tree = await this.#inTurn(() => this.#update(top, checkout, tree));
      },
      remove: async () => {
        this.#remove(own);
        this.#queue = this.#queue.then(() => git(top, ["worktree", "prune"]));
        await this.#queue;
      },
    };
  }

  /** Removes everything, whatever is still going on. */
  removeAll(): void {
    remove(this.temp);
    if (this.#options.isolate) pruneWorktrees(this.#options.checkout);
  }

  #remove(folder: string): void {
    removeLinks(this.temp, dirname(folder));
    remove(folder);
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  /**
   * Checks out HEAD, and over it the files as they are now: tracked ones, and new ones that git does not ignore. Returns
   * the tree that they are.
   */
  async #checkOut(top: string, folder: string): Promise<string> {
    this.#tree ??= this.#currentTree(top);
    const tree = await this.#tree;
    await git(top, [...noHooks, "worktree", "add", "--quiet", "--detach", folder, "HEAD"]);
    await git(folder, [...noHooks, "read-tree", "-u", "--reset", tree]);
    return tree;
  }

  /**
   * Brings what has changed in the project since `tree` into a checkout, and into those that are made from now on. With
   * two trees git touches only files in which they differ: https://git-scm.com/docs/git-read-tree#_two_tree_merge
   */
  async #update(top: string, folder: string, tree: string): Promise<string> {
    const newTree = await this.#currentTree(top);
    this.#tree = Promise.resolve(newTree);
    if (newTree !== tree)
      await git(folder, [...noHooks, "read-tree", "-u", "--reset", tree, newTree]);
    return newTree;
  }

  /** Makes the tree with an index of its own, so that the user's stays as it is. */
  async #currentTree(top: string): Promise<string> {
    const index = join(this.temp, "index");
    const own = await git(top, ["rev-parse", "--path-format=absolute", "--git-path", "index"]);
    // With the user's index, git need not read all files again. It reads those that may have changed at the time of the
    // index, so the copy keeps that time: https://git-scm.com/docs/racy-git
    if (existsSync(own)) cpSync(own, index, { preserveTimestamps: true });
    const env = { GIT_INDEX_FILE: index };
    await git(top, ["add", "--all", "--", "."], env);
    return git(top, ["write-tree"], env);
  }
}

/** Hooks of the repository are for the checkouts of people. */
const noHooks = ["-c", "core.hooksPath=/dev/null"];

async function git(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { ok, stdout, stderr } = await runGit(folder, args, env);
  if (ok) return stdout;
  throw new Error(`git ${args.filter((word) => !noHooks.includes(word)).join(" ")}: ${stderr}`);
}

/** After this time, the process of another machine or container counts as ended. */
const aDay = 24 * 60 * 60 * 1000;

/** Removes folders of runs that were killed, and ends what still runs in them. */
function removeStale(parent: string, { checkout, now }: WorkspaceOptions): void {
  for (const name of readdirSync(parent)) {
    const owner = new RegExp(`^${prefix}(\\w+-\\w*-\\w*)-`).exec(name)?.[1];
    if (owner === undefined) continue;
    const folder = join(parent, name);
    const state = stateOf(owner);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: now };
    if (state === "alive" || (state === "unknown" && now - mtimeMs < aDay)) continue;
    killTracked(trackingVariable, trackingPrefix(owner));
    remove(folder);
  }
  // A watchdog has removed the folders already, but knows nothing of git. In a worktree `.git` is a file.
  const git = join(checkout, ".git");
  const mayHaveWorktrees = existsSync(join(git, "worktrees")) || !isFolder(git);
  if (checkout !== "" && mayHaveWorktrees) pruneWorktrees(checkout);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Files of another user, or ones that a process writes at this moment, may stay; the next run tries again. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // The result of a run must not depend on it.
  }
}

/** @throws UsageError where there is no commit to check out. */
export function checkIsolation(checkout: Pick<Checkout, "folder" | "sha" | "refusal">): void {
  if (checkout.folder !== "" && checkout.sha !== "") return;
  const { refusal } = checkout;
  if (refusal !== undefined) {
    const advice = /^\s*(git config .*)$/m.exec(refusal)?.[1];
    throw new UsageError(
      `--isolate gives each job a checkout of its own, and git refuses to work here: ${refusal.split("\n", 1)[0]}`,
      advice === undefined ? [] : [advice],
    );
  }
  throw new UsageError(
    checkout.folder === ""
      ? "--isolate gives each job a checkout of its own, which needs a git repository, and this folder is in none."
      : "--isolate gives each job a checkout of its own, which needs a commit, and this repository has none yet.",
    [checkout.folder === "" ? "git init" : "git commit"],
  );
}
