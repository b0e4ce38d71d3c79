/** A build of Gradle, by the texts of its files: https://docs.gradle.org/current/userguide/java_plugin.html */
import type { FolderFiles } from "../folder-files.ts";
import { type FoundPart, kindNames } from "../found-part.ts";
import { buildToolWords, javaVersion } from "./java-version.ts";

const settingsFiles = ["settings.gradle.kts", "settings.gradle"];
const buildFiles = ["build.gradle.kts", "build.gradle"];

export function readGradle(files: FolderFiles): FoundPart | undefined {
  const source = files.firstOf([...buildFiles, ...settingsFiles]);
  if (source === undefined) return undefined;
  const version = javaVersion(files, compiledVersion(files));
  const gradle = buildToolWords(files, "gradlew", "gradle");
  const noWrapper =
    "There is no gradlew: Gradle has to be installed, in whatever version the build needs.";
  return {
    stack: "java",
    tool: "gradle",
    ...(version !== undefined && { version }),
    checks: [
      // Plugins such as Spotless and Checkstyle belong to it: https://docs.gradle.org/current/userguide/base_plugin.html
      {
        kind: "test",
        name: "check",
        purpose: "Run the tests and all other checks",
        command: [...gradle, "check"],
        source,
      },
      // `build` would be both.
      { kind: "build", name: kindNames.build, command: [...gradle, "assemble"], source },
    ],
    notes: [...files.notes, ...(files.has("gradlew") ? [] : [noWrapper])],
    // One with a wrapper is a build of its own; one with settings only is included in this one.
    isMember: (path) => !files.has(`${path}/gradlew`),
  };
}

const versionPatterns = [
  /\bJavaLanguageVersion\.of\(\s*["']?(\d+)/,
  /\bjvmToolchain\(\s*(\d+)/,
  /\brelease(?:\.set\(|\s*=)\s*(\d+)/,
  /\b(?:source|target)Compatibility\s*=?\s*(?:JavaVersion\.VERSION_)?["']?((?:1[._])?\d+)/,
];

/** In the root's own file first, then in those of its projects. */
function compiledVersion(files: FolderFiles): string | undefined {
  const folders = ["", ...files.names().filter((name) => !name.startsWith("."))];
  const texts = folders.flatMap((folder) =>
    buildFiles.map((file) => files.text(folder === "" ? file : `${folder}/${file}`) ?? ""),
  );
  const found = versionPatterns.flatMap((pattern) =>
    texts.map((text) => pattern.exec(text)?.[1]).filter((version) => version !== undefined),
  );
  return found[0]?.replace("_", ".");
}
