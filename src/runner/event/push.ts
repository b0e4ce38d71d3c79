/** The push that a local run stands for: it pushes the commits that `origin` does not have yet. */
import { readCommit, readCommits } from "./commits.ts";
import { type Checkout, commitOf, defaultHead, gitText } from "./local-checkout.ts";

const noCommit = "0".repeat(40);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push says what `commits` and `compare` are. Where
 * `origin` has all of a branch, and where nothing is known, its last commit counts as pushed.
 *
 * @param page the URL of the repository on GitHub; empty where there is none.
 */
export async function readPush(
  { ref, sha }: { readonly ref: string; readonly sha: string },
  checkout: Checkout,
  page: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { folder, defaultBranch } = checkout;
  const name = ref.replace(/^refs\/(?:heads|tags)\//, "");
  const isBranch = ref.startsWith("refs/heads/");
  const pushedCommit = isBranch ? await commitOf(folder, `refs/remotes/origin/${name}`) : "";
  const isNew =
    ref.startsWith("refs/tags/") || (isBranch && pushedCommit === "" && name !== defaultBranch);
  const isKnown = pushedCommit !== "" && pushedCommit !== sha;
  const last = isKnown ? pushedCommit : await commitOf(folder, `${sha}^`);
  const before = isNew || last === "" ? noCommit : last;
  const base = isBranch && isNew ? await defaultHead(checkout) : "";
  const from = before === noCommit ? base : before;
  const isForced =
    before !== noCommit && (await gitText(folder, ["merge-base", before, sha])) !== before;
  const span = from === "" ? name : `${from.slice(0, 12)}...${sha.slice(0, 12)}`;
  const range = from === "" ? sha : `${from}..${sha}`;
  return {
    ref,
    before,
    after: sha,
    base_ref: null,
    created: before === noCommit,
    deleted: false,
    forced: isForced,
    compare: page === "" ? "" : `${page}/compare/${span}`,
    head_commit: (await readCommit(folder, sha, page)) ?? null,
    // A tag has no commits here.
    commits: isBranch || !isNew ? await readCommits(folder, [range], page) : [],
  };
}
