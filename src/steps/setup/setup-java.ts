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
import { type ToolVersion, versionsInput } from "../tool-version.ts";

/** https://github.com/actions/setup-java#supported-distributions, without what it calls deprecated. */
const distributions = [
  "temurin",
  "zulu",
  "liberica",
  "microsoft",
  "corretto",
  "semeru",
  "oracle",
  "dragonwell",
  "sapmachine",
  "graalvm",
  "graalvm-community",
  "jetbrains",
  "kona",
  "jdkfile",
] as const;

const packages = ["jdk", "jre", "jdk+fx", "jre+fx", "jdk+crac", "jre+crac"] as const;

/** Options of `setupJava()`. https://github.com/actions/setup-java/blob/main/action.yml */
export interface SetupJavaOptions extends StepOptions {
  /** Who built it. Default: `temurin`. One that `.sdkmanrc` names as the version's file wins. */
  readonly distribution?: (typeof distributions)[number] | Reference<string>;
  /** The build tool whose downloads are kept between runs. Default: none. */
  readonly cache?: "maven" | "gradle" | "sbt" | Reference<string>;
  /** The files that name the cache, patterns allowed. Default: those of the build tool, anywhere. */
  readonly cacheDependencyPath?: LinesValue;
  /** What of Java: `jre`, `jdk+fx`. Default: `jdk`. */
  readonly javaPackage?: (typeof packages)[number] | Reference<string>;
  /** The kind of processor that it is built for: `x64`, `aarch64`. Default: the runner's. */
  readonly architecture?: TextValue;
  /** The path of an archive with Java, for the distribution `jdkfile`. Default: none. */
  readonly jdkFile?: TextValue;
  /** Whether it looks for a newer version than the one that the runner has already. Default: false. */
  readonly checkLatest?: FlagValue;
  /** Whether later steps use it by themselves. Default: true; else it is in `JAVA_HOME_21_X64` only. */
  readonly setDefault?: FlagValue;
  /** Whether the signature of what it downloads is checked, where the distribution has one. Default: false. */
  readonly verifySignature?: FlagValue;
  /** The public key for that. Default: that of the distribution. */
  readonly verifySignaturePublicKey?: TextValue;
  /** The id of the repository to publish to, in Maven's `settings.xml`. Default: `github`. */
  readonly serverId?: TextValue;
  /** The name of the variable with the user for it. Default: `GITHUB_ACTOR`. */
  readonly serverUsername?: TextValue;
  /** The name of the variable with the password for it. Default: `GITHUB_TOKEN`. */
  readonly serverPassword?: TextValue;
  /** The folder of `settings.xml`. Default: `~/.m2`. */
  readonly settingsPath?: TextValue;
  /** Whether a `settings.xml` that is there is overwritten. Default: true. */
  readonly overwriteSettings?: FlagValue;
  /** A private key of GPG, to sign with. Default: none. */
  readonly gpgPrivateKey?: TextValue;
  /** The name of the variable with the passphrase of that key. Default: `GPG_PASSPHRASE`. */
  readonly gpgPassphrase?: TextValue;
  /** The token that looks for versions on github.com. Default: the job's own; none on another server. */
  readonly token?: TextValue;
  /** The ids of the versions in Maven's `toolchains.xml`, in their order. Default: `temurin_21`. */
  readonly mvnToolchainId?: LinesValue;
  /** The vendor there. Default: the distribution. */
  readonly mvnToolchainVendor?: TextValue;
  /** Whether the log has the progress of Maven's downloads. Default: false. */
  readonly showDownloadProgress?: FlagValue;
}

const table: InputTable<SetupJavaOptions> = {
  distribution: oneOf(...distributions),
  cache: oneOf("maven", "gradle", "sbt"),
  cacheDependencyPath: lines,
  javaPackage: oneOf(...packages),
  architecture: text,
  jdkFile: text,
  checkLatest: flag,
  setDefault: flag,
  verifySignature: flag,
  verifySignaturePublicKey: text,
  serverId: text,
  serverUsername: text,
  serverPassword: text,
  settingsPath: text,
  overwriteSettings: flag,
  gpgPrivateKey: text,
  gpgPassphrase: text,
  token: text,
  mvnToolchainId: lines,
  mvnToolchainVendor: text,
  showDownloadProgress: flag,
};

export const setupJavaAction: SetupAction = {
  call: "setupJava",
  action: "actions/setup-java",
  version: "java-version",
  severalVersions: true,
  table,
  printedDefaults: { distribution: "temurin" },
};

/**
 * Puts a version of Java on the PATH, or several, of which the last is `java`. It keeps nothing between runs unless
 * `cache` says so. Its outputs are `version`, `distribution`, `path` and those of its cache.
 *
 * @throws UsageError for a version that is no text, since the number 3.10 is 3.1, and for an option that it does not
 * have.
 * @example setupJava("21", { cache: "maven" })
 * @example setupJava({ versionFile: ".java-version" }, { distribution: "corretto" })
 */
export function setupJava(
  version: ToolVersion | readonly TextValue[],
  options: SetupJavaOptions = {},
): UsesStep<"version" | "distribution" | "path" | "cache-hit" | "cache-primary-key"> {
  const first = versionsInput(version, setupJavaAction, 'setupJava("21")');
  return setupStep(setupJavaAction, { options, first });
}
