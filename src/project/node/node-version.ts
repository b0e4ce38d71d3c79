import { isInRange } from "../../github/version-range.ts";
import { at, type FolderFiles, type Mapping, textAt } from "../folder-files.ts";
import type { LanguageVersion } from "../project-facts.ts";

/**
 * Release lines, the best first: those with long-term support, the newest first, then newer ones.
 * Known in November 2026: https://nodejs.org/en/about/previous-releases
 */
const releaseLines = ["24", "22", "20", "18", "16", "14", "12", "26", "25", "23", "21", "19"];

/** By files that setup-node reads, else by what package.json asks for: https://github.com/actions/setup-node#usage */
export function nodeVersion(files: FolderFiles, manifest: Mapping): LanguageVersion | undefined {
  const file = files.firstOf([".nvmrc", ".node-version"]);
  if (file !== undefined) return { file };
  if (/^nodejs\s/m.test(files.text(".tool-versions") ?? "")) return { file: ".tool-versions" };
  const exact = textAt(manifest, "volta", "node");
  if (exact !== undefined) return { file: "package.json" };
  const runtimes = [at(manifest, "devEngines", "runtime")].flat();
  const runtime = runtimes.find((each) => textAt(each, "name") === "node");
  const range = textAt(runtime, "version") ?? textAt(manifest, "engines", "node");
  return range === undefined ? undefined : versionOf(range);
}

/** An exact version is meant as such. Of a range, setup-node would take the newest release, which may be a few days old. */
function versionOf(range: string): LanguageVersion | undefined {
  if (/^v?\d+(?:\.\d+){0,2}$/.test(range)) return { text: range.replace(/^v/, "") };
  // The newest of a line: `^20.19` is not met by 20.0.
  const line = releaseLines.find((major) => isInRange(`${major}.999.999`, range) === true);
  return line === undefined ? undefined : { text: line };
}
