import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  subjects,
  subjectsOf,
  versionSections,
  withAbsoluteLinks,
  withVersion,
} from "../../../tasks/release/changelog.ts";

const code = "```md\n## 9.9.9\n### No subject\n```";
const changelog = `# Changelog

## 0.2.0

### Tasks

- A task has a name.

${code}

## 0.1.0 (unreleased)

### Security

- A mend.
`;

test("a section has its version, whether it is released, and its notes with their code as it is", () => {
  expect(versionSections(changelog)).toEqual([
    {
      version: "0.2.0",
      isUnreleased: false,
      notes: `### Tasks\n\n- A task has a name.\n\n${code}`,
    },
    { version: "0.1.0", isUnreleased: true, notes: "### Security\n\n- A mend." },
  ]);
});

test("lines may end as on Windows", () => {
  const windows = changelog.replaceAll("\n", "\r\n");
  expect(versionSections(windows)).toEqual(versionSections(changelog));
});

test.each(["## Unreleased", "## v0.1.0", "## 0.1", "## 0.1.0 (soon)"])(
  "%s is no heading of a version",
  (heading) => {
    expect(() => versionSections(`# Changelog\n\n${heading}\n`)).toThrow(
      `CHANGELOG.md has the heading "${heading}", which is no version.`,
    );
  },
);

test("a subject is one of those that users look for", () => {
  expect(subjectsOf(`\n### Tasks\n\n- one\n\n${code}\n`, "x.md")).toEqual([
    { name: "Tasks", text: `- one\n\n${code}` },
  ]);
  expect(() => subjectsOf("### Chores\n\n- one\n", "x.md")).toThrow(
    'x.md has the heading "### Chores". Take one of "### Start", "### Tasks"',
  );
  expect(() => subjectsOf("- one\n", "x.md")).toThrow("x.md begins without a heading.");
});

test("a new version stands above the others, and what changes say of a subject stands together", () => {
  const changes = [
    [
      { name: "Security", text: "- first" },
      { name: "Tasks", text: "- a\n\n  ```sh\n  # b\n  ```" },
    ],
    [{ name: "Security", text: "- second" }],
  ];
  const text = withVersion(changelog, "0.3.0", changes);
  const section =
    "## 0.3.0\n\n### Tasks\n\n- a\n\n  ```sh\n  # b\n  ```\n\n### Security\n\n- first\n- second\n\n";
  expect(text).toBe(changelog.replace("## 0.2.0", `${section}## 0.2.0`));
  expect(withVersion("# Changelog\n", "0.1.0", [[{ name: "Tasks", text: "- a" }]])).toBe(
    "# Changelog\n\n## 0.1.0\n\n### Tasks\n\n- a\n",
  );
});

test("on a page elsewhere the notes lead to the files of their version", () => {
  const page = "https://github.com/x/y";
  const block = "```md\n[a](b.md)\n```";
  expect(
    withAbsoluteLinks(`[a](docs/a.md#b), [c](https://c.example), [d](#d)\n${block}`, page, "1.2.0"),
  ).toBe(
    `[a](https://github.com/x/y/blob/v1.2.0/docs/a.md#b), [c](https://c.example), [d](#d)\n${block}`,
  );
});

test("CHANGELOG.md has its newest version first, which is that of package.json, and says something of each", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const sections = versionSections(readFileSync("CHANGELOG.md", "utf8"));
  expect(sections[0]?.version).toBe(version);
  expect(sections.filter(({ notes }) => notes === "")).toEqual([]);
  const versions = sections.map((section) => section.version);
  expect(new Set(versions).size).toBe(versions.length);
  // Only the newest may wait for its release.
  expect(sections.slice(1).filter(({ isUnreleased }) => isUnreleased)).toEqual([]);
});

test("each version of CHANGELOG.md is told by subjects, in one order, and below each stands something", () => {
  for (const { version, notes } of versionSections(readFileSync("CHANGELOG.md", "utf8"))) {
    const parts = subjectsOf(notes.slice(notes.indexOf("### ")), `CHANGELOG.md at ${version}`);
    const names = parts.map(({ name }) => name);
    expect(names).toEqual(subjects.filter((subject) => names.includes(subject)));
    expect(parts.filter(({ text }) => text === "")).toEqual([]);
  }
});
