/** Java and other languages of its machine, built by Maven or Gradle. */
import type { FolderFiles } from "../folder-files.ts";
import type { FoundPart } from "../found-part.ts";
import { readGradle } from "./read-gradle.ts";
import { readMaven } from "./read-maven.ts";

const wrappers = ["mvnw", "gradlew"] as const;

/** Where a folder has files of both, the wrapper tells which one is used. */
export function readJava(files: FolderFiles): FoundPart | undefined {
  const maven = readMaven(files);
  const gradle = readGradle(files);
  if (maven === undefined || gradle === undefined) return maven ?? gradle;
  const used = files.firstOf(wrappers) === "gradlew" ? gradle : maven;
  const note = `pom.xml and a build of Gradle are both there: ${used.tool === "gradle" ? "Gradle" : "Maven"} is used.`;
  return { ...used, notes: [...used.notes, note] };
}
