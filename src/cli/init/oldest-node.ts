/** Which Node an app is written for. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping } from "../../problems/options.ts";
import { readMapping } from "../../project/workspace.ts";

/** What an app runs on where nothing says it: https://nodejs.org/en/about/previous-releases */
export const usualNode = "24";

/** The oldest major version that recompose runs on. */
export const oldestNode = 20;

/**
 * The oldest major version that a package and recompose both run on, so that what it lacks does not compile.
 *
 * @param folder undefined for an app that is alone in its package
 */
export function oldestNodeOf(folder: string | undefined): number {
  const usual = Number(usualNode);
  if (folder === undefined) return usual;
  for (const file of [".nvmrc", ".node-version"]) {
    const path = join(folder, file);
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    const major = Number(/^v?(\d+)/.exec(text.trim())?.[1]);
    if (major >= oldestNode) return major;
  }
  const { engines } = readMapping(join(folder, "package.json"));
  const node = isMapping(engines) ? engines["node"] : undefined;
  const range = typeof node === "string" ? node : "";
  // The first number of each version in `^20.19 || >=22.12`.
  const majors = [...range.matchAll(/(?<![\d.])(\d+)/g)].map(([text]) => Number(text));
  return majors.length === 0 ? usual : Math.max(oldestNode, Math.min(...majors));
}
