import { FolderFiles } from "./folder-files.ts";

/** Folders that hold no part of the project: what others wrote, what was built, and what tests and readers look at. */
const otherFolders = new Set(
  [
    "node_modules bower_components vendor third_party venv env __pycache__",
    "target dist build out output coverage tmp temp log logs",
    "example examples sample samples demo demos template templates",
    "test tests __tests__ spec fixtures __fixtures__ testdata test-data",
    "e2e fuzz bench benches benchmark benchmarks",
  ].flatMap((names) => names.split(" ")),
);

const deepest = 2;

/** The folders that may hold parts of a project, from the folder that was looked at, with `/`: "" first, then by depth. */
export function partFolders(folder: string): readonly string[] {
  const found: string[] = [""];
  let level: readonly string[] = [""];
  for (let depth = 0; depth < deepest; depth++) {
    level = level.flatMap((above) => foldersIn(folder, above));
    found.push(...level);
  }
  return found;
}

function foldersIn(top: string, path: string): readonly string[] {
  const files = new FolderFiles(top);
  return files
    .names(path === "" ? "." : path)
    .filter((name) => !name.startsWith(".") && !otherFolders.has(name.toLowerCase()))
    .map((name) => (path === "" ? name : `${path}/${name}`))
    .filter((child) => files.hasFolder(child));
}
