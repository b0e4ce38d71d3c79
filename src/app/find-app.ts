import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../problems/usage-error.ts";

/** In the order in which they win where a folder has several. */
const fileNames = ["recompose.ts", "recompose.mts", "recompose.js", "recompose.mjs"] as const;

/** The absolute path of the project's app, from `cwd` upwards. */
export function findApp(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = fileNames.map((name) => join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) break;
  }
  throw new UsageError(`there is no recompose.ts in ${cwd} or in a folder above it.`);
}
