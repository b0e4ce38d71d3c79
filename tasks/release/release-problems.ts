/** Why a version cannot be released, and what to do about it. */
import { contentsProblems } from "./package-contents.ts";
import type { DayFacts, ReleaseFacts } from "./release-facts.ts";

export function releaseProblems(facts: ReleaseFacts): readonly string[] {
  const { name, version, packed, day } = facts;
  return [
    ...contentsProblems(packed),
    ...(packed.name === name && packed.version === version
      ? []
      : [
          `the tarball is ${packed.name} ${packed.version}, and package.json says ${name} ${version}: pack it again with ./run build`,
        ]),
    ...changelogProblems(facts),
    ...(day === undefined ? [] : dayProblems(version, day)),
  ];
}

function changelogProblems({ version, sections, day }: ReleaseFacts): readonly string[] {
  const index = sections.findIndex((section) => section.version === version);
  const section = sections[index];
  if (section === undefined) {
    return [
      `CHANGELOG.md has no entry for ${version}: write "## ${version}" with what changes for a user`,
    ];
  }
  return [
    ...(index === 0
      ? []
      : [
          `CHANGELOG.md has ${sections[0]?.version} above ${version}, which package.json says: the newest version comes first`,
        ]),
    ...(section.notes === ""
      ? [`CHANGELOG.md says nothing below "## ${version}": write what changes for a user`]
      : []),
    ...(section.isUnreleased && day !== undefined
      ? [
          `CHANGELOG.md says that ${version} is unreleased: take "(unreleased)" out of its heading when it is to be released`,
        ]
      : []),
  ];
}

function dayProblems(version: string, day: DayFacts): readonly string[] {
  const { waiting, uncommitted, taggedAt, isPublished, refusal } = day;
  return [
    ...(waiting.length === 0
      ? []
      : [
          `no version has these changes yet: ${waiting.join(", ")}. Merge the pull request "Release …" first, which makes one of them`,
        ]),
    ...(uncommitted.length === 0
      ? []
      : [`these files are not committed: ${shown(uncommitted.map((line) => line.slice(3)))}`]),
    ...taggedAt.map(
      (place) =>
        `the tag v${version} is there already (${place}): a version is released once, so the next one needs another number`,
    ),
    ...(isPublished
      ? [
          `npm has ${version} already, and takes no version twice: a change begins with ./run change, and the next version follows from it`,
        ]
      : []),
    // That is said in other words above.
    ...(refusal === undefined || isPublished ? [] : [`npm would not take it: ${refusal}`]),
  ];
}

function shown(files: readonly string[]): string {
  const most = 5;
  const rest = files.length - most;
  return `${files.slice(0, most).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
