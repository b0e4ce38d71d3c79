/** Questions to GitHub's API, through the GitHub CLI. */
import { UsageError } from "../problems/usage-error.ts";
import type { RunGh } from "./gh.ts";

/**
 * What GitHub says to `path`; undefined where it does not have it.
 *
 * @param purpose What it is for, as the beginning of an error: `Looking up releases`.
 * @throws UsageError without `gh`, without a login, or without a network.
 */
export async function askGitHub(
  gh: RunGh,
  path: string,
  options: readonly string[],
  purpose: string,
): Promise<string | undefined> {
  const answer = await gh(["api", path, ...options]);
  if (answer === undefined) {
    throw new UsageError(`${purpose} needs the GitHub CLI, and there is no \`gh\` on the PATH.`, [
      "https://cli.github.com, then: gh auth login",
    ]);
  }
  if (answer.ok) return answer.stdout;
  if (/HTTP 40[45]|Not Found|HTTP 422/.test(answer.stderr)) return undefined;
  if (/gh auth login|HTTP 401/.test(answer.stderr)) {
    throw new UsageError("The GitHub CLI is not logged in.", ["gh auth login"]);
  }
  const reason = answer.stderr.trim().split("\n").at(-1) ?? "";
  throw new UsageError(
    `GitHub could not be asked for ${JSON.stringify(path)}: ${reason === "" ? "gh failed" : reason}`,
    [`gh api ${path}`],
  );
}
