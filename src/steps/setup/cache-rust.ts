import type { Reference } from "../../expression/build/algebra.ts";
import {
  filledText,
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

/** Options of `cacheRust()`. https://github.com/Swatinem/rust-cache/blob/master/action.yml */
export interface CacheRustOptions extends StepOptions {
  /**
   * The folders of the workspaces, each with its folder for what is built: `["tool", "wasm -> target"]`. Default:
   * `. -> target`.
   */
  readonly workspaces?: LinesValue;
  /** A name for the cache that several jobs share, in place of the job's id. Default: none. */
  readonly sharedKey?: TextValue;
  /** What tells caches of one job apart, beside the combination of its matrix. Default: none. */
  readonly key?: TextValue;
  /** The beginning of the cache's name: another one begins a new cache. Default: `v0-rust`. */
  readonly prefixKey?: TextValue;
  /** Whether the cache is saved: `github.refName.eq("main")`. Default: true. */
  readonly saveIf?: FlagValue;
  /** Whether it is saved where the build fails. Default: false. */
  readonly cacheOnFailure?: FlagValue;
  /** Whether `target` is kept, and not only what cargo downloads. Default: true. */
  readonly cacheTargets?: FlagValue;
  /** Whether `~/.cargo/bin` is kept. Default: true. */
  readonly cacheBin?: FlagValue;
  /** Whether all crates are kept, and not only those that are needed. Default: false. */
  readonly cacheAllCrates?: FlagValue;
  /** Whether the workspace's own crates are kept. Default: false. */
  readonly cacheWorkspaceCrates?: FlagValue;
  /** Other folders to keep. Default: none. */
  readonly cacheDirectories?: LinesValue;
  /** More variables that name the cache, with spaces between them. Default: none. */
  readonly envVars?: TextValue;
  /** Whether the id of the job names the cache. Default: true. */
  readonly addJobIdKey?: FlagValue;
  /** Whether the version of Rust, manifests and lockfiles name it. Default: true. */
  readonly addRustEnvironmentHashKey?: FlagValue;
  /** Whether it only asks if there is such a cache. Default: false. */
  readonly lookupOnly?: FlagValue;
  /** Who keeps it. Default: `github`. */
  readonly cacheProvider?: "github" | "warpbuild" | Reference<string>;
  /** How cargo and rustc are started, with `{0}` for the command: `nix develop -c {0}`. Default: `{0}`. */
  readonly cmdFormat?: TextValue;
}

const table: InputTable<CacheRustOptions> = {
  workspaces: lines,
  sharedKey: text,
  key: text,
  prefixKey: text,
  saveIf: flag,
  cacheOnFailure: flag,
  cacheTargets: flag,
  cacheBin: flag,
  cacheAllCrates: flag,
  cacheWorkspaceCrates: flag,
  cacheDirectories: lines,
  envVars: text,
  addJobIdKey: flag,
  addRustEnvironmentHashKey: flag,
  lookupOnly: flag,
  cacheProvider: oneOf("github", "warpbuild"),
  cmdFormat: filledText,
};

export const cacheRustAction: SetupAction = {
  call: "cacheRust",
  action: "Swatinem/rust-cache",
  table,
};

/**
 * Keeps what cargo downloads and compiles between runs, without what is out of date. It stands behind `setupRust()`,
 * because the version of Rust names the cache. Its output `cache-hit` is `true` for a cache of these very dependencies.
 *
 * @throws UsageError for an option that the function does not have, and for a value that its input does not take.
 * @example [checkout(), setupRust({ components: ["clippy"] }), cacheRust()]
 */
export function cacheRust(options: CacheRustOptions = {}): UsesStep<"cache-hit"> {
  return setupStep(cacheRustAction, { options });
}
