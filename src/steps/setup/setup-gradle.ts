import type { Reference } from "../../expression/build/algebra.ts";
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
import { versionText } from "../tool-version.ts";

const summaries = ["never", "always", "on-failure"] as const;

const graphs = [
  "disabled",
  "generate",
  "generate-and-submit",
  "generate-submit-and-upload",
  "generate-and-upload",
  "download-and-submit",
] as const;

/**
 * Options of `setupGradle()`. https://github.com/gradle/actions/blob/main/setup-gradle/action.yml, without what is
 * deprecated or an experiment.
 */
export interface SetupGradleOptions extends StepOptions {
  /** A version of Gradle to put on the PATH: `9.1`, `current`. Default: none, for `./gradlew`. */
  readonly version?: TextValue;
  /** Whether nothing is kept between runs. Default: false. */
  readonly cacheDisabled?: FlagValue;
  /**
   * How it is kept: `basic` as other actions do, or `enhanced` by a program that is not open source, free for public
   * repositories. Default: `enhanced`. https://github.com/gradle/actions/blob/main/DISTRIBUTION.md
   */
  readonly cacheProvider?: "enhanced" | "basic" | Reference<string>;
  /** Whether the cache is not saved. Default: true but on the repository's default branch. */
  readonly cacheReadOnly?: FlagValue;
  /** Whether the cache is not restored. Default: false. */
  readonly cacheWriteOnly?: FlagValue;
  /** Whether the cache is restored where Gradle's folder has files already. Default: false. */
  readonly cacheOverwriteExisting?: FlagValue;
  /** The key that encrypts Gradle's configuration cache, which is not kept without one. Default: none. */
  readonly cacheEncryptionKey?: TextValue;
  /** When what no build used is left out of the saved cache. Default: `on-success`. */
  readonly cacheCleanup?: "never" | "on-success" | "always" | Reference<string>;
  /** Paths below `~/.gradle` to keep. Default: `caches` and `notifications`. */
  readonly gradleHomeCacheIncludes?: LinesValue;
  /** Paths there that are not kept. Default: none. */
  readonly gradleHomeCacheExcludes?: LinesValue;
  /** Whether the job's summary tells of its builds. Default: `always`. */
  readonly addJobSummary?: (typeof summaries)[number] | Reference<string>;
  /** Whether a comment of the pull request does. Default: `never`. */
  readonly addJobSummaryAsPrComment?: (typeof summaries)[number] | Reference<string>;
  /** What becomes of the graph of dependencies. Default: `disabled`. */
  readonly dependencyGraph?: (typeof graphs)[number] | Reference<string>;
  /** The folder of the graph. Default: `dependency-graph-reports`. */
  readonly dependencyGraphReportDir?: TextValue;
  /** Whether the step succeeds where the graph fails. Default: true. */
  readonly dependencyGraphContinueOnFailure?: FlagValue;
  /** Projects that the graph leaves out, as a regular expression. Default: none. */
  readonly dependencyGraphExcludeProjects?: TextValue;
  /** The only projects that it has. Default: all. */
  readonly dependencyGraphIncludeProjects?: TextValue;
  /** Configurations that it leaves out. Default: none. */
  readonly dependencyGraphExcludeConfigurations?: TextValue;
  /** The only configurations that it has. Default: all. */
  readonly dependencyGraphIncludeConfigurations?: TextValue;
  /** How long its artifacts are kept, in days. Default: the repository's. */
  readonly artifactRetentionDays?: NumberValue;
  /** Whether each build is published on scans.gradle.com. Default: false. */
  readonly buildScanPublish?: FlagValue;
  /** The address of the terms of use of that. Default: none. */
  readonly buildScanTermsOfUseUrl?: TextValue;
  /** `yes` to agree with them. Default: none. */
  readonly buildScanTermsOfUseAgree?: TextValue;
  /** The key for a server of Develocity. Default: none. */
  readonly develocityAccessKey?: TextValue;
  /** How long a token of that server is valid, in hours. Default: 2. */
  readonly develocityTokenExpiry?: NumberValue;
  /** Whether builds get Develocity without their own configuration. Default: false. */
  readonly develocityInjectionEnabled?: FlagValue;
  /** The address of that server. Default: none. */
  readonly develocityUrl?: TextValue;
  /** Whether the server may sign its certificate itself. Default: false. */
  readonly develocityAllowUntrustedServer?: FlagValue;
  /** Whether each file that goes into a task is told, with its hash. Default: true. */
  readonly develocityCaptureFileFingerprints?: FlagValue;
  /** Whether that server is used where the build names another one. Default: false. */
  readonly develocityEnforceUrl?: FlagValue;
  /** The version of Develocity's plugin. Default: none. */
  readonly develocityPluginVersion?: TextValue;
  /** The version of the plugin for common user data. Default: none. */
  readonly develocityCcudPluginVersion?: TextValue;
  /** The repository of these plugins. Default: Gradle's. */
  readonly gradlePluginRepositoryUrl?: TextValue;
  /** The user there. Default: none. */
  readonly gradlePluginRepositoryUsername?: TextValue;
  /** The password there. Default: none. */
  readonly gradlePluginRepositoryPassword?: TextValue;
  /** Whether the step fails for a `gradle-wrapper.jar` that Gradle did not release. Default: true. */
  readonly validateWrappers?: FlagValue;
  /** Whether it takes snapshots of that, too. Default: false. */
  readonly allowSnapshotWrappers?: FlagValue;
  /** The token that submits the graph. Default: the job's own. */
  readonly githubToken?: TextValue;
}

const table: InputTable<SetupGradleOptions> = {
  version: (value) =>
    versionText(value, "setupGradle(): `version`", 'setupGradle({ version: "9.1" })'),
  cacheDisabled: flag,
  cacheProvider: oneOf("enhanced", "basic"),
  cacheReadOnly: flag,
  cacheWriteOnly: flag,
  cacheOverwriteExisting: flag,
  cacheEncryptionKey: text,
  cacheCleanup: oneOf("never", "on-success", "always"),
  gradleHomeCacheIncludes: lines,
  gradleHomeCacheExcludes: lines,
  addJobSummary: oneOf(...summaries),
  addJobSummaryAsPrComment: oneOf(...summaries),
  dependencyGraph: oneOf(...graphs),
  dependencyGraphReportDir: text,
  dependencyGraphContinueOnFailure: flag,
  dependencyGraphExcludeProjects: text,
  dependencyGraphIncludeProjects: text,
  dependencyGraphExcludeConfigurations: text,
  dependencyGraphIncludeConfigurations: text,
  artifactRetentionDays: wholeNumber(1),
  buildScanPublish: flag,
  buildScanTermsOfUseUrl: text,
  buildScanTermsOfUseAgree: text,
  develocityAccessKey: text,
  develocityTokenExpiry: wholeNumber(1),
  develocityInjectionEnabled: flag,
  develocityUrl: text,
  develocityAllowUntrustedServer: flag,
  develocityCaptureFileFingerprints: flag,
  develocityEnforceUrl: flag,
  develocityPluginVersion: text,
  develocityCcudPluginVersion: text,
  gradlePluginRepositoryUrl: text,
  gradlePluginRepositoryUsername: text,
  gradlePluginRepositoryPassword: text,
  validateWrappers: flag,
  allowSnapshotWrappers: flag,
  githubToken: text,
};

export const setupGradleAction: SetupAction = {
  call: "setupGradle",
  action: "gradle/actions/setup-gradle",
  table,
  otherNames: { version: "gradle-version" },
};

/**
 * Checks the repository's `gradle-wrapper.jar`, and keeps what Gradle downloads and makes between runs: it is saved on
 * the default branch, and restored elsewhere. It stands behind `setupJava()`, which then needs no `cache`. Its outputs
 * are `gradle-version`, `build-scan-url` and `dependency-graph-file`.
 *
 * @throws UsageError for an option that the function does not have, and for a value that its input does not take.
 * @example [checkout(), setupJava("21"), setupGradle({ cacheProvider: "basic" })]
 */
export function setupGradle(
  options: SetupGradleOptions = {},
): UsesStep<"gradle-version" | "build-scan-url" | "dependency-graph-file"> {
  return setupStep(setupGradleAction, { options });
}
