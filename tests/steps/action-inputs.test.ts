/** The functions for steps offer what their actions take: their inputs as `action.yml` of the built-in release has them. */
import { describe, expect, test } from "vitest";
import { vars } from "../../src/expression/build/github-context.ts";
import { expr } from "../../src/expression/build/raw.ts";
import { type DownloadSeveralOptions, download } from "../../src/steps/artifacts/download.ts";
import { upload, type UploadOptions } from "../../src/steps/artifacts/upload.ts";
import {
  cache,
  type CacheOptions,
  restoreCache,
  type RestoreCacheOptions,
  saveCache,
  type SaveCacheOptions,
} from "../../src/steps/setup/cache.ts";
import { cacheRust, type CacheRustOptions } from "../../src/steps/setup/cache-rust.ts";
import { checkout, type CheckoutOptions } from "../../src/steps/setup/checkout.ts";
import { setupBun, type SetupBunOptions } from "../../src/steps/setup/setup-bun.ts";
import { setupDeno, type SetupDenoOptions } from "../../src/steps/setup/setup-deno.ts";
import { setupGradle, type SetupGradleOptions } from "../../src/steps/setup/setup-gradle.ts";
import { setupJava, type SetupJavaOptions } from "../../src/steps/setup/setup-java.ts";
import { setupPnpm, type SetupPnpmOptions } from "../../src/steps/setup/setup-pnpm.ts";
import { setupGo, type SetupGoOptions } from "../../src/steps/setup/setup-go.ts";
import { setupNode, type SetupNodeOptions } from "../../src/steps/setup/setup-node.ts";
import { setupPython, type SetupPythonOptions } from "../../src/steps/setup/setup-python.ts";
import { setupUv, type SetupUvOptions } from "../../src/steps/setup/setup-uv.ts";
import type { StepOptions } from "../../src/steps/step-options.ts";
import type { UsesStep } from "../../src/steps/step.ts";

/** All options that are not those of every step. */
type Own<Options> = Required<Omit<Options, keyof StepOptions>>;

const x = vars("X");
const on = expr<boolean>`github.event.repository.private`;
const some = expr<number>`github.run_number`;

const checkoutOptions: Own<CheckoutOptions> = {
  repository: x,
  ref: x,
  path: x,
  token: x,
  sshKey: x,
  sshKnownHosts: x,
  sshStrict: on,
  sshUser: x,
  fetchDepth: some,
  fetchTags: on,
  showProgress: on,
  submodules: on,
  lfs: on,
  filter: x,
  sparseCheckout: x,
  sparseCheckoutConeMode: on,
  clean: on,
  persistCredentials: on,
  setSafeDirectory: on,
  githubServerUrl: x,
  allowUnsafePrCheckout: on,
};
const nodeOptions: Own<SetupNodeOptions> = {
  cache: x,
  cacheDependencyPath: x,
  packageManagerCache: on,
  registryUrl: x,
  scope: x,
  architecture: x,
  checkLatest: on,
  token: x,
  mirror: x,
  mirrorToken: x,
};
const pythonOptions: Own<SetupPythonOptions> = {
  cache: x,
  cacheDependencyPath: x,
  allowPrereleases: on,
  freethreaded: on,
  pipVersion: x,
  updateEnvironment: on,
  architecture: x,
  checkLatest: on,
  token: x,
};
const goOptions: Own<SetupGoOptions> = {
  cache: on,
  cacheDependencyPath: x,
  architecture: x,
  checkLatest: on,
  token: x,
  goDownloadBaseUrl: x,
};
const { versionFile, ...uvOptions }: Own<SetupUvOptions> = {
  version: x,
  versionFile: x,
  pythonVersion: x,
  enableCache: on,
  cacheDependencyGlob: x,
  restoreCache: on,
  saveCache: on,
  cacheSuffix: x,
  cacheLocalPath: x,
  pruneCache: on,
  cachePython: on,
  ignoreNothingToCache: on,
  ignoreEmptyWorkdir: on,
  activateEnvironment: on,
  venvPath: x,
  noProject: on,
  workingDirectory: x,
  checksum: x,
  githubToken: x,
  toolDir: x,
  toolBinDir: x,
  manifestFile: x,
  downloadFromAstralMirror: on,
  addProblemMatchers: on,
  quiet: on,
  resolutionStrategy: x,
};
const pnpmOptions: Own<SetupPnpmOptions> = {
  version: x,
  packageJsonFile: x,
  cache: on,
  cacheDependencyPath: x,
  runInstall: on,
  standalone: on,
  dest: x,
};
const bunOptions: Own<SetupBunOptions> = {
  noCache: on,
  registries: x,
  bunDownloadUrl: x,
  token: x,
};
const denoOptions: Own<SetupDenoOptions> = { cache: on, cacheHash: x, denoBinaryName: x };
const javaOptions: Own<SetupJavaOptions> = {
  distribution: x,
  cache: x,
  cacheDependencyPath: x,
  javaPackage: x,
  architecture: x,
  jdkFile: x,
  checkLatest: on,
  setDefault: on,
  verifySignature: on,
  verifySignaturePublicKey: x,
  serverId: x,
  serverUsername: x,
  serverPassword: x,
  settingsPath: x,
  overwriteSettings: on,
  gpgPrivateKey: x,
  gpgPassphrase: x,
  token: x,
  mvnToolchainId: x,
  mvnToolchainVendor: x,
  showDownloadProgress: on,
};
const gradleOptions: Own<SetupGradleOptions> = {
  version: x,
  cacheDisabled: on,
  cacheProvider: x,
  cacheReadOnly: on,
  cacheWriteOnly: on,
  cacheOverwriteExisting: on,
  cacheEncryptionKey: x,
  cacheCleanup: x,
  gradleHomeCacheIncludes: x,
  gradleHomeCacheExcludes: x,
  addJobSummary: x,
  addJobSummaryAsPrComment: x,
  dependencyGraph: x,
  dependencyGraphReportDir: x,
  dependencyGraphContinueOnFailure: on,
  dependencyGraphExcludeProjects: x,
  dependencyGraphIncludeProjects: x,
  dependencyGraphExcludeConfigurations: x,
  dependencyGraphIncludeConfigurations: x,
  artifactRetentionDays: some,
  buildScanPublish: on,
  buildScanTermsOfUseUrl: x,
  buildScanTermsOfUseAgree: x,
  develocityAccessKey: x,
  develocityTokenExpiry: some,
  develocityInjectionEnabled: on,
  develocityUrl: x,
  develocityAllowUntrustedServer: on,
  develocityCaptureFileFingerprints: on,
  develocityEnforceUrl: on,
  develocityPluginVersion: x,
  develocityCcudPluginVersion: x,
  gradlePluginRepositoryUrl: x,
  gradlePluginRepositoryUsername: x,
  gradlePluginRepositoryPassword: x,
  validateWrappers: on,
  allowSnapshotWrappers: on,
  githubToken: x,
};
const rustOptions: Own<CacheRustOptions> = {
  workspaces: x,
  sharedKey: x,
  key: x,
  prefixKey: x,
  saveIf: on,
  cacheOnFailure: on,
  cacheTargets: on,
  cacheBin: on,
  cacheAllCrates: on,
  cacheWorkspaceCrates: on,
  cacheDirectories: x,
  envVars: x,
  addJobIdKey: on,
  addRustEnvironmentHashKey: on,
  lookupOnly: on,
  cacheProvider: x,
  cmdFormat: x,
};
const restoreOptions: Own<RestoreCacheOptions> = {
  path: x,
  key: x,
  restoreKeys: x,
  lookupOnly: on,
  failOnCacheMiss: on,
  enableCrossOsArchive: on,
};
const saveOptions: Own<SaveCacheOptions> = {
  path: x,
  key: x,
  uploadChunkSize: some,
  enableCrossOsArchive: on,
};
const cacheOptions: Own<CacheOptions> = { ...restoreOptions, ...saveOptions };
const uploadOptions: Own<UploadOptions> = {
  retentionDays: some,
  compressionLevel: some,
  overwrite: on,
  ifNoFilesFound: x,
  includeHiddenFiles: on,
  archive: on,
};
const { pattern, artifactIds, mergeMultiple, ...downloadOptions }: Own<DownloadSeveralOptions> = {
  pattern: x,
  artifactIds: [x],
  mergeMultiple: on,
  path: x,
  githubToken: x,
  runId: some,
  repository: x,
  skipDecompress: on,
  digestMismatch: x,
};

interface Action {
  readonly name: string;
  /** With all options, as far as they go together. */
  readonly steps: readonly UsesStep[];
  /** https://github.com/OWNER/NAME/blob/RELEASE/action.yml */
  readonly inputs: string;
}

const actions: readonly Action[] = [
  {
    name: "checkout",
    steps: [checkout(checkoutOptions)],
    inputs:
      "repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules set-safe-directory github-server-url allow-unsafe-pr-checkout",
  },
  {
    name: "setupNode",
    steps: [setupNode(x, nodeOptions), setupNode({ versionFile: x })],
    inputs:
      "node-version node-version-file architecture check-latest registry-url scope token cache package-manager-cache cache-dependency-path mirror mirror-token",
  },
  {
    name: "setupPython",
    steps: [setupPython(x, pythonOptions), setupPython({ versionFile: x })],
    inputs:
      "python-version python-version-file cache architecture check-latest token cache-dependency-path update-environment allow-prereleases freethreaded pip-version",
  },
  {
    name: "setupGo",
    steps: [setupGo(x, goOptions), setupGo({ versionFile: x })],
    inputs:
      "go-version go-version-file check-latest token cache cache-dependency-path architecture go-download-base-url",
  },
  {
    name: "setupUv",
    steps: [setupUv(uvOptions), setupUv({ versionFile })],
    inputs:
      "version version-file python-version activate-environment venv-path no-project working-directory checksum github-token enable-cache cache-dependency-glob restore-cache save-cache cache-suffix cache-local-path prune-cache cache-python ignore-nothing-to-cache ignore-empty-workdir tool-dir tool-bin-dir manifest-file download-from-astral-mirror add-problem-matchers quiet resolution-strategy",
  },
  {
    name: "setupPnpm",
    steps: [setupPnpm(pnpmOptions)],
    inputs: "version dest run_install cache cache_dependency_path package_json_file standalone",
  },
  {
    name: "setupBun",
    steps: [setupBun(x, bunOptions), setupBun({ versionFile: x })],
    // Without registry-url and scope, which its action.yml calls deprecated.
    inputs: "bun-version bun-version-file bun-download-url registries no-cache token",
  },
  {
    name: "setupDeno",
    steps: [setupDeno(x, denoOptions), setupDeno({ versionFile: x })],
    inputs: "deno-version deno-version-file deno-binary-name cache cache-hash",
  },
  {
    name: "setupJava",
    steps: [setupJava(x, javaOptions), setupJava({ versionFile: x }, { distribution: x })],
    // Without jdkFile, another name, and job-status, which is not for users.
    inputs:
      "java-version java-version-file distribution java-package architecture jdk-file check-latest set-default verify-signature verify-signature-public-key server-id server-username server-password settings-path overwrite-settings gpg-private-key gpg-passphrase cache cache-dependency-path token mvn-toolchain-id mvn-toolchain-vendor show-download-progress",
  },
  {
    name: "setupGradle",
    steps: [setupGradle(gradleOptions)],
    // Without what its action.yml calls deprecated, experimental or internal.
    inputs:
      "gradle-version cache-provider cache-disabled cache-read-only cache-write-only cache-overwrite-existing cache-encryption-key cache-cleanup gradle-home-cache-includes gradle-home-cache-excludes add-job-summary add-job-summary-as-pr-comment dependency-graph dependency-graph-report-dir dependency-graph-continue-on-failure dependency-graph-exclude-projects dependency-graph-include-projects dependency-graph-exclude-configurations dependency-graph-include-configurations artifact-retention-days build-scan-publish build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry develocity-injection-enabled develocity-url develocity-allow-untrusted-server develocity-capture-file-fingerprints develocity-enforce-url develocity-plugin-version develocity-ccud-plugin-version gradle-plugin-repository-url gradle-plugin-repository-username gradle-plugin-repository-password validate-wrappers allow-snapshot-wrappers github-token",
  },
  {
    name: "cacheRust",
    steps: [cacheRust(rustOptions)],
    inputs:
      "prefix-key shared-key key add-job-id-key add-rust-environment-hash-key env-vars workspaces cache-directories cache-targets cache-on-failure cache-all-crates cache-workspace-crates save-if cache-provider cache-bin lookup-only cmd-format",
  },
  {
    name: "cache",
    steps: [cache(cacheOptions)],
    // Without save-always, which its action.yml calls broken.
    inputs:
      "path key restore-keys upload-chunk-size enableCrossOsArchive fail-on-cache-miss lookup-only",
  },
  {
    name: "restoreCache",
    steps: [restoreCache(restoreOptions)],
    inputs: "path key restore-keys enableCrossOsArchive fail-on-cache-miss lookup-only",
  },
  {
    name: "saveCache",
    steps: [saveCache(saveOptions)],
    inputs: "path key upload-chunk-size enableCrossOsArchive",
  },
  {
    name: "upload",
    steps: [upload(x, x, uploadOptions)],
    inputs:
      "name path if-no-files-found retention-days compression-level overwrite include-hidden-files archive",
  },
  {
    name: "download",
    steps: [
      download(x, downloadOptions),
      download({ pattern, mergeMultiple }),
      download({ artifactIds }),
    ],
    inputs:
      "name artifact-ids path pattern merge-multiple github-token repository run-id skip-decompress digest-mismatch",
  },
];

describe("every input of its action has an option, and there is no other", () => {
  test.each(actions)("$name()", ({ steps, inputs }) => {
    const found = new Set(steps.flatMap((step) => Object.keys(step.with ?? {})));
    expect([...found].sort()).toEqual(inputs.split(" ").sort());
  });
});

test.each(actions)("$name() takes a reference for every input", ({ steps }) => {
  for (const { with: inputs } of steps) {
    const texts = Object.entries(inputs ?? {}).filter(([, value]) => typeof value === "string");
    for (const [, value] of texts) expect(value).toMatch(/^\$\{\{ .* \}\}$/);
    // What has no option here stands for a default.
    const others = Object.keys(inputs ?? {}).filter((name) => typeof inputs?.[name] !== "string");
    expect(["cache", "package-manager-cache", "no-cache"]).toEqual(expect.arrayContaining(others));
  }
});
