/** Changes that wait for a version: files in `.changeset/`, as Changesets reads them (https://changesets.dev). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Subject, subjectsOf } from "./changelog.ts";

export const sizes = ["patch", "minor", "major"] as const;

export interface Change {
  /** Relative to the project: `.changeset/pause-a-run.md`. */
  readonly file: string;
  readonly size: (typeof sizes)[number];
  readonly subjects: readonly Subject[];
}

/** @throws Error where a file is none that Changesets and the changelog take. */
export function waitingChanges(folder: string, packageName: string): readonly Change[] {
  return waitingFiles(folder).map((file) =>
    readChange(file, readFileSync(join(folder, file), "utf8"), packageName),
  );
}

export function waitingFiles(folder: string): readonly string[] {
  if (!existsSync(join(folder, ".changeset"))) return [];
  return readdirSync(join(folder, ".changeset"))
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => `.changeset/${name}`);
}

/** A file of `.changeset/`: which package changes by how much, as YAML between lines of `---`, and what changes. */
export function readChange(file: string, text: string, packageName: string): Change {
  const [, front, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(text.replaceAll("\r\n", "\n")) ?? [];
  const given: unknown = front === undefined ? undefined : parse(front);
  const size = sizes.find(
    (known) => JSON.stringify(given) === JSON.stringify({ [packageName]: known }),
  );
  if (size === undefined || body === undefined) {
    throw new Error(
      `${file} does not begin with "---", "${packageName}": patch, minor or major, and "---". Make one with ./run change.`,
    );
  }
  const subjects = subjectsOf(body, file);
  const empty = subjects.find((subject) => subject.text === "");
  if (subjects.length === 0 || empty !== undefined) {
    throw new Error(
      `${file} says nothing${empty === undefined ? "" : ` below "### ${empty.name}"`}. Write there what changes for a user.`,
    );
  }
  return { file, size, subjects };
}

export function changeText(packageName: string, size: Change["size"], subject: Subject): string {
  return `---\n"${packageName}": ${size}\n---\n\n### ${subject.name}\n\n${subject.text}\n`;
}
