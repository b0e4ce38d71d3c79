import type { Reference } from "../../expression/build/algebra.ts";
import {
  flag,
  type FlagValue,
  type InputTable,
  lines,
  type LinesValue,
  oneOf,
  text,
  type TextValue,
} from "../input-table.ts";
import { type SetupAction, setupStep } from "../setup-action.ts";
import type { StepOptions } from "../step-options.ts";
import type { UsesStep } from "../step.ts";
import { type ToolVersion, versionInput } from "../tool-version.ts";

/** Options of `setupNode()`. https://github.com/actions/setup-node/blob/main/action.yml */
export interface SetupNodeOptions extends StepOptions {
  /** The package manager whose downloads are kept between runs. Default: none. */
  readonly cache?: "npm" | "yarn" | "pnpm" | Reference<string>;
  /** The lockfiles that name the cache, patterns allowed. Default: the one at the top of the repository. */
  readonly cacheDependencyPath?: LinesValue;
  /**
   * Whether it keeps the downloads of npm where package.json says that npm is the package manager. Default: false; the
   * action's own is true from its v5 on, so that true is not printed.
   */
  readonly packageManagerCache?: FlagValue;
  /** The registry to log in to, with the token in the variable `NODE_AUTH_TOKEN`. Default: none. */
  readonly registryUrl?: TextValue;
  /**
   * The scope of the packages that this registry has: `@owner`. Default: none, or the owner of the repository for the
   * registry `npm.pkg.github.com`.
   */
  readonly scope?: TextValue;
  /** The kind of processor that it is built for: `x64`, `arm64`. Default: the runner's. */
  readonly architecture?: TextValue;
  /** Whether it looks for a newer version than the one that the runner has already. Default: false. */
  readonly checkLatest?: FlagValue;
  /** The token that downloads Node from github.com. Default: the job's own; none on another server. */
  readonly token?: TextValue;
  /** The address of a mirror of https://nodejs.org/dist. Default: none. */
  readonly mirror?: TextValue;
  /** The token for the mirror. Default: none. */
  readonly mirrorToken?: TextValue;
}

const table: InputTable<SetupNodeOptions> = {
  cache: oneOf("npm", "yarn", "pnpm"),
  cacheDependencyPath: lines,
  registryUrl: text,
  scope: text,
  architecture: text,
  checkLatest: flag,
  token: text,
  mirror: text,
  mirrorToken: text,
  packageManagerCache: flag,
};

export const setupNodeAction: SetupAction = {
  call: "setupNode",
  action: "actions/setup-node",
  version: "node-version",
  table,
  ownDefaults: { packageManagerCache: true },
  ownDefaultsSince: 5,
  decidedBy: "cache",
};

/**
 * Puts a version of Node on the PATH. Unlike the action alone, it keeps nothing between runs unless an option says so:
 * other workflows of the repository may write to a cache. Its outputs are `node-version` and those of its cache.
 *
 * @throws UsageError for a version that is no text, since the number 3.10 is 3.1, and for an option that it does not
 * have.
 * @example setupNode("22", { cache: "npm" })
 * @example setupNode({ versionFile: ".nvmrc" })
 */
export function setupNode(
  version: ToolVersion,
  options: SetupNodeOptions = {},
): UsesStep<"node-version" | "cache-hit" | "cache-primary-key" | "cache-matched-key"> {
  const first = versionInput(version, setupNodeAction, 'setupNode("22")');
  return setupStep(setupNodeAction, { options, first });
}
