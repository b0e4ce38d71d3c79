/** What git knows of the checkout: the `github` context of a local run comes from it. */
import { defined } from "../../problems/defined.ts";
import { runGit } from "../../host/git.ts";

export interface Checkout {
  /** The top of the working tree; empty outside of a git repository. */
  readonly folder: string;
  /** Full SHA of HEAD; empty where there is none. */
  readonly sha: string;
  /** `refs/heads/main` or `refs/tags/v1`; HEAD's SHA when it is neither. */
  readonly ref: string;
  /** `owner/name`, from the remote `origin`; empty where there is none. */
  readonly repository: string;
  /** The branch that pull requests go to, by name. */
  readonly defaultBranch: string;
  readonly actor: string;
  readonly email: string;
  /** The message of git where it refuses to work in the repository, such as one of another user. */
  readonly refusal?: string | undefined;
}

export type RefTarget = Pick<Checkout, "ref" | "sha">;

export async function readCheckout(folder: string): Promise<Checkout> {
  const git = (...args: string[]): Promise<string> => gitText(folder, args);
  const answer = await runGit(folder, ["rev-parse", "--show-toplevel"]);
  const refusal =
    answer.ok || answer.stderr === "" || answer.stderr.includes("not a git repository")
      ? undefined
      : answer.stderr;
  const [sha, branch, tag, remote, remoteHead, actor, email] = await Promise.all([
    git("rev-parse", "--verify", "--quiet", "HEAD"),
    git("symbolic-ref", "--quiet", "HEAD"),
    git("describe", "--tags", "--exact-match"),
    git("config", "--get", "remote.origin.url"),
    git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"),
    git("config", "--get", "user.name"),
    git("config", "--get", "user.email"),
  ]);
  const repository = /[:/]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(remote)?.[1] ?? "";
  const detachedRef = tag === "" ? sha : `refs/tags/${tag}`;
  return defined({
    folder: answer.ok ? answer.stdout : "",
    sha,
    ref: branch === "" ? detachedRef : branch,
    repository,
    defaultBranch: remoteHead.replace(/^origin\//, "") || "main",
    actor,
    email,
    refusal,
  });
}

/**
 * The full name of a ref, and its commit; undefined for a ref that git does not know. A branch that only `origin` has is
 * a branch, as on GitHub.
 */
export async function resolveRef(folder: string, ref: string): Promise<RefTarget | undefined> {
  const names = ref.startsWith("refs/") ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  const candidates = names.flatMap((name) => [
    [name, name],
    [name, name.replace(/^refs\/heads\//, "refs/remotes/origin/")],
  ]);
  for (const [name = "", source = ""] of candidates) {
    const sha = await commitOf(folder, source);
    if (sha !== "") return { ref: name, sha };
  }
  return undefined;
}

/** The commit of the default branch, at `origin` if that is known; empty where there is none. */
export async function defaultHead({ folder, defaultBranch }: Checkout): Promise<string> {
  const remoteHead = await commitOf(folder, `refs/remotes/origin/${defaultBranch}`);
  return remoteHead || commitOf(folder, `refs/heads/${defaultBranch}`);
}

/** The commit that a revision names; empty where there is none. */
export function commitOf(folder: string, revision: string): Promise<string> {
  return gitText(folder, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
}

/** Full names of all branches and tags; branches of `origin` count as local ones. */
export async function refNames(folder: string): Promise<readonly string[]> {
  const patterns = ["refs/heads", "refs/tags", "refs/remotes/origin"];
  const lines = await gitText(folder, ["for-each-ref", "--format=%(refname)", ...patterns]);
  const names = lines
    .split("\n")
    .map((name) => name.replace("refs/remotes/origin/", "refs/heads/"));
  return [...new Set(names.filter((name) => name !== "" && name !== "refs/heads/HEAD"))];
}

/** What git prints; empty where it fails, or where there is no git. */
export async function gitText(folder: string, args: readonly string[]): Promise<string> {
  const { ok, stdout } = await runGit(folder, args);
  return ok ? stdout : "";
}
