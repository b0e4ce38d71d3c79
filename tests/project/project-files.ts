/** What is found in a project that has these files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProjectFacts, ProjectPart } from "../../src/project/project-facts.ts";
import { readProject } from "../../src/project/read-project.ts";

export type Files = Readonly<Record<string, string>>;

export function factsOf(files: Files): ProjectFacts {
  const folder = mkdtempSync(path.join(tmpdir(), "recompose-project-"));
  try {
    writeFiles(folder, files);
    return readProject(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a project that has one part. */
export function partOf(files: Files): ProjectPart {
  const { parts } = factsOf(files);
  const [part] = parts;
  if (part === undefined || parts.length > 1) throw new Error(`${parts.length} parts were found`);
  return part;
}

/** The names of the checks with their commands. */
export function commandsOf(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(
    partOf(files).checks.map(({ name, command }) => [name, command.join(" ")]),
  );
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: content.startsWith("#!") ? 0o755 : 0o644 });
  }
}
