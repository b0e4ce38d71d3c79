/** Starts git for one folder, also where git itself has started this process, as for a hook. */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { type Answer, askProgram } from "./processes/program-answer.ts";

/**
 * With these variables git tells its hooks which repository, index and commit it works on. Another git would take them
 * for its own. https://git-scm.com/docs/githooks and `git rev-parse --local-env-vars`, without the user's settings.
 */
export const hookVariables: readonly string[] = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_AUTHOR_DATE",
  "GIT_COMMITTER_DATE",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_NAMESPACE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REFLOG_ACTION",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
];

/** `env` comes on top of the environment of this process; `input` is what git reads. */
export function runGit(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: Uint8Array,
): Promise<Answer> {
  return askProgram("git", args, { cwd: folder, env: { ...gitEnvironment(), ...env }, input });
}

/** Makes git forget worktrees whose folders are gone. Synchronous, since the process may end right after it. */
export function pruneWorktrees(folder: string): void {
  spawnSync("git", ["worktree", "prune"], {
    cwd: folder,
    env: gitEnvironment(),
    stdio: "ignore",
  });
}

function gitEnvironment(): Readonly<Record<string, string | undefined>> {
  return { ...process.env, ...Object.fromEntries(hookVariables.map((name) => [name, undefined])) };
}
