import { spawnSync } from "node:child_process";

/**
 * Makes a folder a git repository with one empty commit.
 *
 * @param {string} cwd
 */
export function makeRepository(cwd) {
  const author = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
  for (const words of [
    ["init", "--quiet"],
    [...author, "commit", "--quiet", "--allow-empty", "-m", "bench"],
  ]) {
    const { status, stderr } = spawnSync("git", words, { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${words.join(" ")} ended with ${status}:\n${stderr}`);
  }
}
