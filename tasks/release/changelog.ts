/** CHANGELOG.md: a section for each version, the newest first, and in it one for each thing that a user does. */

/** In the order in which they stand. */
export const subjects = [
  "Start",
  "Tasks",
  "Automations",
  "Generated workflows",
  "Local runs",
  "Importing",
  "Editor and programs",
  "Security",
] as const;

export interface VersionSection {
  readonly version: string;
  /** Whether the heading says `(unreleased)`: the version is not to be published yet. */
  readonly isUnreleased: boolean;
  /** All below the heading, as Markdown. */
  readonly notes: string;
}

/** @throws Error where a heading of the second level is none of a version. */
export function versionSections(changelog: string): readonly VersionSection[] {
  const [, ...sections] = outsideOfCode(changelog.replaceAll("\r\n", "\n")).split(/^## /m);
  return sections.map((section) => {
    const [heading = "", ...lines] = section.split("\n");
    const [, version, unreleased] = /^(\d+\.\d+\.\d+\S*)( \(unreleased\))?$/.exec(heading) ?? [];
    if (version === undefined) {
      throw new Error(
        `CHANGELOG.md has the heading "## ${heading}", which is no version. Write "## 1.2.3" or "## 1.2.3 (unreleased)".`,
      );
    }
    return {
      version,
      isUnreleased: unreleased !== undefined,
      notes: insideOfCode(lines.join("\n")).trim(),
    };
  });
}

export interface Subject {
  readonly name: string;
  readonly text: string;
}

/** @throws Error where text stands before the first heading, or a heading is none of `subjects`. */
export function subjectsOf(notes: string, place: string): readonly Subject[] {
  const [introduction = "", ...parts] = outsideOfCode(notes).split(/^### /m);
  if (introduction.trim() !== "") {
    throw new Error(`${place} begins without a heading. Begin with one of ${listed()}.`);
  }
  return parts.map((part) => {
    const [name = "", ...lines] = part.split("\n");
    if (!subjects.some((subject) => subject === name)) {
      throw new Error(`${place} has the heading "### ${name}". Take one of ${listed()}.`);
    }
    return { name, text: insideOfCode(lines.join("\n")).trim() };
  });
}

/** The changelog with a new section at its top, in which what several changes say of a subject stands together. */
export function withVersion(
  changelog: string,
  version: string,
  changes: readonly (readonly Subject[])[],
): string {
  const parts = subjects.flatMap((subject) => {
    const texts = changes.flat().filter(({ name }) => name === subject);
    if (texts.length === 0) return [];
    return [`### ${subject}\n\n${texts.map(({ text }) => text).join("\n")}`];
  });
  const section = [`## ${version}`, ...parts].join("\n\n");
  const first = outsideOfCode(changelog).search(/^## /m);
  if (first === -1) return `${changelog.trimEnd()}\n\n${section}\n`;
  return `${changelog.slice(0, first)}${section}\n\n${changelog.slice(first)}`;
}

/** The notes for a page elsewhere: links to files of the repository lead to the files of that version. */
export function withAbsoluteLinks(notes: string, page: string, version: string): string {
  return insideOfCode(
    outsideOfCode(notes).replaceAll(
      /\]\((?![a-z]+:|#)([^)\s]+)\)/g,
      (_link, file: string) => `](${page}/blob/v${version}/${file})`,
    ),
  );
}

function listed(): string {
  return subjects.map((subject) => `"### ${subject}"`).join(", ");
}

/** Within a block of code `#` makes no heading, and `]` no link. Other characters stand for them while these are looked for. */
const hidden = { "#": "\u0001", "]": "\u0002" } as const;

function outsideOfCode(text: string): string {
  return text.replaceAll(/^ *```.*?^ *```$/gms, (block) =>
    block.replaceAll("#", hidden["#"]).replaceAll("]", hidden["]"]),
  );
}

function insideOfCode(text: string): string {
  return text.replaceAll(hidden["#"], "#").replaceAll(hidden["]"], "]");
}
