/** The push that a local run stands for: that of the commits which `origin` does not have yet. */
import { type PayloadCommit, readCommits } from "./commits.ts";
import { type Checkout, defaultHead, gitText } from "./local-checkout.ts";

export interface Push {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly base_ref: null;
  readonly created: boolean;
  readonly deleted: false;
  readonly forced: boolean;
  readonly compare: string;
  readonly head_commit: PayloadCommit | null;
  readonly commits: readonly PayloadCommit[];
}

const noCommit = "0".repeat(40);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push says what `commits` and `compare` are. Where
 * `origin` has all of a branch, and where there is no telling, its last commit is the one that was pushed.
 *
 * @param page the repository's on GitHub; empty where there is none.
 */
export async function readPush(
  { ref, sha }: { readonly ref: string; readonly sha: string },
  checkout: Checkout,
  page: string,
): Promise<Push> {
  const { folder, defaultBranch } = checkout;
  const commitOf = (name: string): Promise<string> =>
    gitText(folder, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
  const name = ref.replace(/^refs\/(?:heads|tags)\//, "");
  const isBranch = ref.startsWith("refs/heads/");
  const pushedCommit = isBranch ? await commitOf(`refs/remotes/origin/${name}`) : "";
  const isNew =
    ref.startsWith("refs/tags/") || (isBranch && pushedCommit === "" && name !== defaultBranch);
  const last =
    pushedCommit === "" || pushedCommit === sha ? await commitOf(`${sha}^`) : pushedCommit;
  const before = isNew || last === "" ? noCommit : last;
  const base = isBranch && isNew ? await defaultHead(checkout) : "";
  const from = before === noCommit ? base : before;
  const [head] = sha === "" ? [] : await readCommits(folder, ["-1", sha], page);
  const isForced = before !== noCommit && !(await isAncestor(folder, before, sha));
  return {
    ref,
    before,
    after: sha,
    base_ref: null,
    created: before === noCommit,
    deleted: false,
    forced: isForced,
    compare: page === "" ? "" : `${page}/compare/${span(from, sha) ?? name}`,
    head_commit: head ?? null,
    // A tag brings its name only.
    commits: isBranch || !isNew ? await readCommits(folder, rangeOf(from, sha), page) : [],
  };
}

async function isAncestor(folder: string, older: string, newer: string): Promise<boolean> {
  return (await gitText(folder, ["merge-base", older, newer])) === older;
}

function rangeOf(from: string, to: string): readonly string[] {
  return from === "" ? [to] : [`${from}..${to}`];
}

function span(from: string, to: string): string | undefined {
  return from === "" ? undefined : `${from.slice(0, 12)}...${to.slice(0, 12)}`;
}
