/** What git knows of the checkout: where the `github` context of a local run comes from. */
import { execa } from "execa";

export interface Checkout {
  /** Full SHA of HEAD; empty outside of a git repository. */
  readonly sha: string;
  /** `refs/heads/main`; HEAD's SHA when it is detached. */
  readonly ref: string;
  /** `owner/name`, from the remote `origin`; empty where there is none. */
  readonly repository: string;
  readonly actor: string;
}

export async function readCheckout(folder: string): Promise<Checkout> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await execa("git", args, { cwd: folder, reject: false, stdin: "ignore" });
    return stdout ?? "";
  };
  const [sha, ref, remote, actor] = await Promise.all([
    git("rev-parse", "--verify", "--quiet", "HEAD"),
    git("symbolic-ref", "--quiet", "HEAD"),
    git("config", "--get", "remote.origin.url"),
    git("config", "--get", "user.name"),
  ]);
  const repository = /[:/]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(remote)?.[1] ?? "";
  return { sha, ref: ref === "" ? sha : ref, repository, actor };
}
