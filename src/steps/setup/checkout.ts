import type { Condition, Reference } from "../../expression/build/algebra.ts";
import {
  flag,
  type FlagValue,
  type InputTable,
  lines,
  type LinesValue,
  type NumberValue,
  oneOf,
  text,
  type TextValue,
  wholeNumber,
} from "../input-table.ts";
import { type SetupAction, setupStep } from "../setup-action.ts";
import type { StepOptions } from "../step-options.ts";
import type { UsesStep } from "../step.ts";

/** Options of `checkout()`. https://github.com/actions/checkout/blob/main/action.yml */
export interface CheckoutOptions extends StepOptions {
  /** `owner/name`. Default: this repository. */
  readonly repository?: TextValue;
  /** Branch, tag or commit. Default: the one that started the workflow; of another repository, its default branch. */
  readonly ref?: TextValue;
  /** Folder below the workspace. Default: the workspace itself. */
  readonly path?: TextValue;
  /** The token that reads the repository. Default: the job's own. */
  readonly token?: TextValue;
  /** A private key that reads the repository, in place of the token. Default: none. */
  readonly sshKey?: TextValue;
  /** Public keys of hosts, as `ssh-keyscan` prints them, in addition to GitHub's. Default: none. */
  readonly sshKnownHosts?: LinesValue;
  /** Whether the key of the host has to be known. Default: true. */
  readonly sshStrict?: FlagValue;
  /** The user on the host, with `sshKey`. Default: `git`. */
  readonly sshUser?: TextValue;
  /** How many commits; 0 for all, of all branches and tags. Default: 1. */
  readonly fetchDepth?: NumberValue;
  /** Whether tags are fetched where not all commits are. Default: false. */
  readonly fetchTags?: FlagValue;
  /** Whether the log has the progress of git. Default: true. */
  readonly showProgress?: FlagValue;
  /** Whether submodules are checked out; `recursive` for theirs, too. Default: false. */
  readonly submodules?: boolean | "recursive" | Condition | Reference<string>;
  /** Whether the files of Git LFS are downloaded. Default: false. */
  readonly lfs?: FlagValue;
  /** A partial clone: `blob:none`. It overrides `sparseCheckout`. Default: none. */
  readonly filter?: TextValue;
  /** Only these folders; patterns, where `sparseCheckoutConeMode` is false. Default: all. */
  readonly sparseCheckout?: LinesValue;
  /** Whether `sparseCheckout` names folders. Default: true. */
  readonly sparseCheckoutConeMode?: FlagValue;
  /** Whether files that git does not know are removed first, as a self-hosted runner may have them. Default: true. */
  readonly clean?: FlagValue;
  /**
   * Leaves the token in `.git/config`, where all commands of the job can read it. Default: false; the action's own is
   * true, which is therefore not printed.
   */
  readonly persistCredentials?: FlagValue;
  /** Whether git takes the folder for safe, whoever owns it. Default: true. */
  readonly setSafeDirectory?: FlagValue;
  /** The server that has the repository: `https://github.example.com`. Default: the one that runs the workflow. */
  readonly githubServerUrl?: TextValue;
  /**
   * Whether the code of a fork may be checked out on `pull_request_target` and `workflow_run`, where it may get hold of
   * secrets and of a token that writes. Default: false. https://gh.io/securely-using-pull_request_target
   */
  readonly allowUnsafePrCheckout?: FlagValue;
}

const table: InputTable<CheckoutOptions> = {
  repository: text,
  ref: text,
  path: text,
  token: text,
  sshKey: text,
  sshKnownHosts: lines,
  sshStrict: flag,
  sshUser: text,
  fetchDepth: wholeNumber(0),
  fetchTags: flag,
  showProgress: flag,
  submodules: oneOf(true, false, "recursive"),
  lfs: flag,
  filter: text,
  sparseCheckout: lines,
  sparseCheckoutConeMode: flag,
  clean: flag,
  persistCredentials: flag,
  setSafeDirectory: flag,
  githubServerUrl: text,
  allowUnsafePrCheckout: flag,
};

export const checkoutAction: SetupAction = {
  call: "checkout",
  action: "actions/checkout",
  table,
  ownDefaults: { persistCredentials: true },
};

/**
 * Checks out the repository, without leaving credentials in `.git/config`. Its outputs are `ref` and `commit`.
 *
 * @throws UsageError for an option that the function does not have, and for a value that its input does not take.
 * @example checkout({ fetchDepth: 0 })
 */
export function checkout(options: CheckoutOptions = {}): UsesStep<"ref" | "commit"> {
  return setupStep(checkoutAction, { options });
}
