/** Commits in the words of GitHub's payloads. */
import { gitText } from "./local-checkout.ts";
import { mostCommits } from "../../github/limits.ts";

interface Person {
  readonly name: string;
  readonly email: string;
}

/**
 * As far as git knows it. `added`, `removed` and `modified` are not in what GitHub Actions gets:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#push
 */
export interface PayloadCommit {
  readonly id: string;
  readonly tree_id: string;
  readonly distinct: true;
  readonly message: string;
  readonly timestamp: string;
  readonly url: string;
  readonly author: Person;
  readonly committer: Person;
}

const fields = ["%H", "%T", "%an", "%ae", "%cn", "%ce", "%cI", "%B"];

/**
 * What `git log` has for a range, oldest first; one commit alone with `-1` before its name.
 *
 * @param page the repository's on GitHub; empty where there is none.
 */
export async function readCommits(
  folder: string,
  range: readonly string[],
  page: string,
): Promise<readonly PayloadCommit[]> {
  // With -z every record ends as its fields do, and no text of a commit has a NUL.
  const format = `--format=${fields.join("%x00")}`;
  const limits = ["-z", "--no-show-signature", `--max-count=${mostCommits}`];
  const parts = (await gitText(folder, ["log", ...limits, format, ...range, "--"])).split("\0");
  const commits: PayloadCommit[] = [];
  for (let at = 0; at + fields.length <= parts.length; at += fields.length) {
    const [
      id = "",
      tree = "",
      name = "",
      email = "",
      byName = "",
      byEmail = "",
      time = "",
      text = "",
    ] = parts.slice(at, at + fields.length);
    commits.push({
      id,
      tree_id: tree,
      distinct: true,
      message: text.trimEnd(),
      timestamp: time,
      url: page === "" ? "" : `${page}/commit/${id}`,
      author: { name, email },
      committer: { name: byName, email: byEmail },
    });
  }
  return commits.toReversed();
}
