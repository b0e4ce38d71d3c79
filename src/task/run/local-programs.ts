import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { folderAndParents } from "../../host/files/parent-folders.ts";

/** The PATH where the environment has none. */
const systemPath = "/usr/bin:/bin";

/**
 * PATH with the programs of installed packages first, and those of the nearest folder before all. So `run("tsc")` finds
 * the project's own program, as a script of a package does.
 * https://docs.npmjs.com/cli/v11/using-npm/scripts#path
 */
export function pathWithLocalPrograms(
  folder: string,
  path: string | undefined,
): string | undefined {
  const local = folderAndParents(folder)
    .map((each) => join(each, "node_modules", ".bin"))
    .filter((each) => existsSync(each));
  // npx or an outer run may have added these folders already.
  if (local.length === 0) return path;
  const others = (path ?? systemPath).split(delimiter).filter((each) => !local.includes(each));
  return [...local, ...others].join(delimiter);
}
