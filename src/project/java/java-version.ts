import type { FolderFiles } from "../folder-files.ts";
import type { LanguageVersion } from "../project-facts.ts";

/** The oldest one that today's build tools and plugins run on, and that compiles for all before it. */
const oldestJdk = 17;

/**
 * By a file that setup-java reads, else by what the build compiles for.
 * https://github.com/actions/setup-java/blob/main/docs/advanced-usage.md#Java-version-file
 */
export function javaVersion(
  files: FolderFiles,
  compiled: string | undefined,
): LanguageVersion | undefined {
  if (files.has(".java-version")) return { file: ".java-version" };
  if (/^java\s/m.test(files.text(".tool-versions") ?? "")) return { file: ".tool-versions" };
  if (/^java\s*=/m.test(files.text(".sdkmanrc") ?? "")) return { file: ".sdkmanrc" };
  // 1.8 is the older way to say 8.
  const [, version] = /^(?:1\.)?(\d+)$/.exec(compiled?.trim() ?? "") ?? [];
  if (version === undefined) return undefined;
  // What is compiled for is a target: the build itself runs on a newer JDK.
  return { text: String(Math.max(Number(version), oldestJdk)) };
}

/** Words that call a build tool: its wrapper in the project, else the one on the PATH. */
export function buildToolWords(
  files: FolderFiles,
  wrapper: string,
  program: string,
): readonly string[] {
  if (!files.has(wrapper)) return [program];
  // Git on Windows commits it without the permission to be run.
  return files.isExecutable(wrapper) ? [`./${wrapper}`] : ["sh", wrapper];
}
