import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** Where programs are looked for that have no PATH. */
const systemPath = "/usr/bin:/bin";

/**
 * PATH with the programs of installed packages first, those of the nearest folder before those of the folders above, as
 * for the scripts of a package: `run("tsc")` finds the project's own, however recompose was started.
 * https://docs.npmjs.com/cli/v11/using-npm/scripts#path
 */
export function pathWithLocalPrograms(
  folder: string,
  path: string | undefined,
): string | undefined {
  const local = foldersUpwards(folder)
    .map((each) => join(each, "node_modules", ".bin"))
    .filter((each) => existsSync(each));
  // npx and an outer run have put them there already, if in another order.
  if (local.length === 0) return path;
  const others = (path ?? systemPath).split(delimiter).filter((each) => !local.includes(each));
  return [...local, ...others].join(delimiter);
}

function foldersUpwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUpwards(above)];
}
