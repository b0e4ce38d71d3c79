import { expect, test } from "vitest";
import { contentsLines, mostBytes, type Packed } from "../../../tasks/release/package-contents.ts";
import type { DayFacts, ReleaseFacts } from "../../../tasks/release/release-facts.ts";
import { releaseProblems } from "../../../tasks/release/release-problems.ts";

const paths = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/cli.cjs",
  "dist/recompose.cjs",
  "dist/index.js",
  "dist/program/start.cjs",
  "dist/types/index.d.ts",
  "dist/types/index.d.cts",
  "dist/types/steps/setup/setup-node.d.ts",
  "dist/THIRD-PARTY-LICENSES.txt",
  "schemas/inspect.schema.json",
];

function packedWith(others: Partial<Packed> = {}): Packed {
  const files = paths.map((path) => ({ path, size: 1500 }));
  return { name: "tool", version: "1.2.0", size: 9000, unpackedSize: 20_000, files, ...others };
}

const section = { version: "1.2.0", isUnreleased: false, notes: "### Tasks\n\n- New." };
const older = { version: "1.1.0", isUnreleased: false, notes: "- Old." };
const day: DayFacts = { waiting: [], uncommitted: [], taggedAt: [], isPublished: false };
const facts: ReleaseFacts = {
  name: "tool",
  version: "1.2.0",
  page: "https://github.com/x/tool",
  packed: packedWith(),
  sections: [section, older],
  day,
};

function problems(others: Partial<ReleaseFacts>): readonly string[] {
  return releaseProblems({ ...facts, ...others });
}

function dayProblems(others: Partial<DayFacts>): readonly string[] {
  return problems({ day: { ...day, ...others } });
}

test("what is whole and new can be released", () => {
  expect(releaseProblems(facts)).toEqual([]);
});

test.each([".env", "src/index.ts", "dist/index.js.map", "dist/types/../x.d.ts", "tests/x.test.ts"])(
  "%s does not belong into the package",
  (path) => {
    const files = [...packedWith().files, { path, size: 1 }];
    expect(problems({ packed: packedWith({ files }) })).toEqual([
      `the package has ${path}, which it should not: see "files" in package.json, or allow it in tasks/release/package-contents.ts`,
    ]);
  },
);

test("what everyone needs is in the package, and it does not grow unseen", () => {
  const files = packedWith().files.filter(({ path }) => path !== "dist/cli.cjs");
  expect(problems({ packed: packedWith({ files, size: mostBytes + 1 }) })).toEqual([
    'the package lacks dist/cli.cjs: see "files" in package.json',
    "the package has 1000.0 kB, more than 1000.0 kB: see what has grown, or raise mostBytes in tasks/release/package-contents.ts",
  ]);
});

test("the tarball is that of package.json", () => {
  expect(problems({ packed: packedWith({ version: "1.1.0" }) })).toEqual([
    "the tarball is tool 1.1.0, and package.json says tool 1.2.0: pack it again with ./run build",
  ]);
});

test("CHANGELOG.md has an entry for the version, at its top, that says something", () => {
  expect(problems({ sections: [older] })).toEqual([
    'CHANGELOG.md has no entry for 1.2.0: write "## 1.2.0" with what changes for a user',
  ]);
  expect(problems({ sections: [older, { ...section, notes: "" }] })).toEqual([
    "CHANGELOG.md has 1.1.0 above 1.2.0, which package.json says: the newest version comes first",
    'CHANGELOG.md says nothing below "## 1.2.0": write what changes for a user',
  ]);
});

test("what is said to be unreleased is not released, and may be checked at any time", () => {
  const { day: _day, ...anyTime } = facts;
  const sections = [{ ...section, isUnreleased: true }];
  expect(problems({ sections })).toEqual([
    'CHANGELOG.md says that 1.2.0 is unreleased: take "(unreleased)" out of its heading when it is to be released',
  ]);
  expect(releaseProblems({ ...anyTime, sections })).toEqual([]);
});

test("each thing that is in the way of a release is told with what to do", () => {
  expect(dayProblems({ waiting: [".changeset/a.md"] })).toEqual([
    'no version has these changes yet: .changeset/a.md. Merge the pull request "Release …" first, which makes one of them',
  ]);
  expect(dayProblems({ uncommitted: [" M a", "?? b", " M c", " M d", " M e", " M f"] })).toEqual([
    "these files are not committed: a, b, c, d, e and 1 more",
  ]);
  expect(dayProblems({ taggedAt: ["here", "origin"] })).toEqual([
    "the tag v1.2.0 is there already (here): a version is released once, so the next one needs another number",
    "the tag v1.2.0 is there already (origin): a version is released once, so the next one needs another number",
  ]);
  expect(dayProblems({ isPublished: true, refusal: "You cannot publish over it." })).toEqual([
    "npm has 1.2.0 already, and takes no version twice: a change begins with ./run change, and the next version follows from it",
  ]);
  expect(dayProblems({ refusal: "Cannot implicitly apply the latest tag." })).toEqual([
    "npm would not take it: Cannot implicitly apply the latest tag.",
  ]);
});

test("the contents are listed with their sizes, declarations in one line", () => {
  expect(contentsLines(packedWith())).toEqual([
    "13 files, 9.0 kB packed, 20.0 kB unpacked",
    ...paths.filter((path) => !path.startsWith("dist/types/")).map((path) => `   1.5 kB  ${path}`),
    "   4.5 kB  dist/types/ (3 files)",
  ]);
});
