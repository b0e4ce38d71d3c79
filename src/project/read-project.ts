import { join } from "node:path";
import { FolderFiles } from "./folder-files.ts";
import type { FoundPart, PlacedPart, StackReader } from "./found-part.ts";
import { namedChecks } from "./named-checks.ts";
import { readNode } from "./node/read-node.ts";
import { partFolders } from "./part-folders.ts";
import type { ProjectFacts } from "./project-facts.ts";
import { readJava } from "./java/read-java.ts";
import { readDeno } from "./read-deno.ts";
import { readGo } from "./read-go.ts";
import { readPython } from "./python/read-python.ts";
import { readRust } from "./read-rust.ts";

const readers: readonly StackReader[] = [
  readNode,
  readPython,
  readRust,
  readGo,
  readJava,
  readDeno,
];

/**
 * What a project is made of, from its folder and two levels below it. Nothing of the project is run, and no file of it
 * makes this fail: one that cannot be read is a note.
 */
export function readProject(folder: string): ProjectFacts {
  const placed: PlacedPart[] = [];
  for (const place of partFolders(folder)) {
    for (const read of readers) {
      const part = read(new FolderFiles(join(folder, place)));
      if (part !== undefined && !isMember(place, part, placed))
        placed.push({ folder: place, part });
    }
  }
  const kept = placed.filter((one) => isPart(one, placed));
  const checks = namedChecks(kept);
  return {
    parts: kept.map(({ folder: place, part: { isMember: _, ...part } }, index) => ({
      ...part,
      folder: place,
      checks: checks[index] ?? [],
    })),
    notes: placed
      .filter((one) => !kept.includes(one))
      .flatMap(({ folder: place, part }) =>
        part.notes.map((note) => (place === "" ? note : `${place}/${note}`)),
      ),
  };
}

function isMember(place: string, part: FoundPart, above: readonly PlacedPart[]): boolean {
  return above.some(({ folder, part: other }) => {
    if (other.stack !== part.stack || !(folder === "" || place.startsWith(`${folder}/`)))
      return false;
    return other.isMember?.(folder === "" ? place : place.slice(folder.length + 1)) === true;
  });
}

/** A folder's package.json may be there for a single tool: without checks it counts only where nothing else has any. */
function isPart({ folder, part }: PlacedPart, all: readonly PlacedPart[]): boolean {
  if (part.checks.length > 0) return true;
  return folder === "" && !all.some((other) => other.folder === "" && other.part.checks.length > 0);
}
