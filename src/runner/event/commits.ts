/** Commits as GitHub's payloads have them. */
import { mostCommits } from "../../github/limits.ts";
import { gitText } from "./local-checkout.ts";

type Person = Readonly<Record<"name" | "email", string>>;

/**
 * What git knows of a commit. `added`, `removed` and `modified` are not in what GitHub Actions gets:
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

/** Undefined where there is no commit yet. */
export async function readCommit(
  folder: string,
  sha: string,
  page: string,
): Promise<PayloadCommit | undefined> {
  return sha === "" ? undefined : (await readCommits(folder, ["-1", sha], page))[0];
}

/**
 * The commits that `git log` has for a range, oldest first.
 *
 * @param page the URL of the repository on GitHub; empty where there is none.
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
    const field = (index: number): string => parts[at + index] ?? "";
    commits.push({
      id: field(0),
      tree_id: field(1),
      distinct: true,
      message: field(7).trimEnd(),
      timestamp: field(6),
      url: page === "" ? "" : `${page}/commit/${field(0)}`,
      author: { name: field(2), email: field(3) },
      committer: { name: field(4), email: field(5) },
    });
  }
  return commits.toReversed();
}
