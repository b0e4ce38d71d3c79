/** What the package exports explains itself in an editor: what it is, its units, its default, its errors, an example. */
import { describe, expect, test } from "vitest";
import { type ApiEntry, exportsOfPackage, membersOfPackage } from "../support/api/public-api.ts";
import { mayThrow } from "../support/api/thrown.ts";

const exported = exportsOfPackage();
const members = membersOfPackage();
const functions = exported.filter(({ kind }) => kind === "function");

/** What functions return, and nobody writes: a member that is missing there stands for nothing else. */
const results = new Set(
  "App Automation CommandOutcome Input ShellStep StepSettings UsesStep Warning".split(" "),
);

/** Where GitHub, or an action, has a page about it. */
const documentedElsewhere = [
  /^automation\/triggers\/trigger-filters\.ts$/,
  /^steps\/(?:setup|artifacts)\/(?!artifact-reference)/,
];

test("there is something to look at", () => {
  expect(exported.length).toBeGreaterThan(150);
  expect(members.length).toBeGreaterThan(400);
  expect(new Set(members.map(ownerOf))).toContain("JobSettings");
  expect(new Set(members.map(ownerOf))).toContain("StepOptions");
});

describe("every doc comment is there", () => {
  test("of exports, with one for each signature", () => {
    expect(named(exported, ({ comment }) => comment === undefined)).toEqual([]);
  });

  test("of their members, and of those that they inherit, take and return", () => {
    expect(named(members, ({ comment }) => comment === undefined)).toEqual([]);
  });
});

describe("a doc comment says", () => {
  test("more than a link or an example", () => {
    const all = [...exported, ...members];
    expect(named(all, ({ comment }) => comment !== undefined && words(comment) < 1)).toEqual([]);
  });

  test("of an option that may be left out, what then holds", () => {
    const silent = (entry: ApiEntry): boolean =>
      entry.isOptional && !results.has(ownerOf(entry)) && !/\bDefault\b/.test(entry.comment ?? "");
    expect(named(members, silent)).toEqual([]);
  });

  test("of a time or a size, in what unit", () => {
    const unit = /minute|millisecond|\bhour|\bday|byte|second/i;
    const measured = /(?:minutes|Ms|days|expiry|size)$/i;
    const silent = ({ name, comment = "" }: ApiEntry): boolean =>
      measured.test(name) && !unit.test(comment);
    expect(named(members, silent)).toEqual([]);
  });

  test("of a function, an example", () => {
    expect(namesWithout(functions, "@example")).toEqual([]);
  });

  test("of a function with parameters that throws, what and when", () => {
    const throwing = functions.filter(({ declared }) => {
      const hasParameters = declared.some(({ node }) => (node["params"] as unknown[]).length > 0);
      return hasParameters && mayThrow(declared);
    });
    expect(throwing.length).toBeGreaterThan(40);
    expect(namesWithout(throwing, "@throws")).toEqual([]);
  });

  test("where GitHub or an action has a page about it, which", () => {
    const types = exported.filter(
      ({ kind, file }) => kind === "type" && documentedElsewhere.some((it) => it.test(file)),
    );
    const ofGitHub = functions.filter(
      ({ file, name }) =>
        /^(?:automation\/triggers|expression\/build)\//.test(file) && !ownFunctions.has(name),
    );
    expect(types.length + ofGitHub.length).toBeGreaterThan(50);
    const silent = ({ comment = "" }: ApiEntry): boolean => !comment.includes("https://");
    expect(named([...types, ...ofGitHub], silent)).toEqual([]);
  });
});

/** Functions for expressions that GitHub does not have, and types without an action. */
const ownFunctions = new Set(["expr", "notFailed"]);

function ownerOf({ name }: ApiEntry): string {
  return name.split(".")[0] ?? "";
}

function named(
  entries: readonly ApiEntry[],
  isWrong: (entry: ApiEntry) => boolean,
): readonly string[] {
  return entries.filter(isWrong).map(({ file, name }) => `${file}: ${name}`);
}

/** Functions none of whose signatures has the tag. */
function namesWithout(entries: readonly ApiEntry[], tag: string): readonly string[] {
  const having = new Set(
    entries.flatMap(({ name, comment }) =>
      comment?.includes(`${tag} `) || comment?.includes(`${tag}\n`) ? name : [],
    ),
  );
  return [...new Set(entries.map(({ name }) => name))].filter((name) => !having.has(name));
}

/** How many words stand before the tags, without addresses. */
function words(comment: string): number {
  const [text = ""] = comment.split(/^@/m);
  return text
    .replaceAll(/https:\/\/\S+/g, "")
    .split(/\s+/)
    .filter((word) => word !== "").length;
}
