import { dirname } from "node:path";

/** A folder and all above it, nearest first. */
export function folderAndParents(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...folderAndParents(parent)];
}
