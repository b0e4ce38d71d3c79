import { actionStep, checkStepOptions, type StepOptions } from "./step-options.ts";
import { joinLines, type PrintedExpression, type UsesStep } from "./step.ts";

const optionNames =
  "ref repository path token fetchDepth fetchTags submodules lfs filter sparseCheckout clean persistCredentials".split(
    " ",
  );

/** https://github.com/actions/checkout#usage */
export interface CheckoutOptions extends StepOptions {
  /** Branch, tag or commit. Default: the one that started the workflow. */
  readonly ref?: string | PrintedExpression;
  /** `owner/name`. Default: this repository. */
  readonly repository?: string | PrintedExpression;
  /** Folder below the workspace. */
  readonly path?: string | PrintedExpression;
  readonly token?: string | PrintedExpression;
  /** How many commits; 0 for all. Default: 1. */
  readonly fetchDepth?: number;
  readonly fetchTags?: boolean;
  readonly submodules?: boolean | "recursive";
  readonly lfs?: boolean;
  /** A partial clone: `blob:none`. */
  readonly filter?: string;
  /** Only these folders. */
  readonly sparseCheckout?: readonly string[];
  readonly clean?: boolean;
  /** Leaves the token in `.git/config`, where all commands of the job can read it. Default: false. */
  readonly persistCredentials?: boolean;
}

/** Checks out the repository, without leaving credentials in `.git/config`. */
export function checkout(options: CheckoutOptions = {}): UsesStep {
  checkStepOptions(options, optionNames, "checkout()");
  return actionStep(
    "actions/checkout",
    {
      repository: options.repository,
      ref: options.ref,
      path: options.path,
      token: options.token,
      "fetch-depth": options.fetchDepth,
      "fetch-tags": options.fetchTags,
      submodules: options.submodules,
      lfs: options.lfs,
      filter: options.filter,
      "sparse-checkout": joinLines(options.sparseCheckout, "checkout(): `sparseCheckout`"),
      clean: options.clean,
      "persist-credentials": options.persistCredentials ?? false,
    },
    options,
    "checkout()",
  );
}
