import { expect, test } from "vitest";
import { changeText, readChange, waitingChanges } from "../../../tasks/release/changes.ts";
import { Project } from "../../support/project.ts";

const file = ".changeset/a.md";

test("a change says how large it is, and what changes for a user, by subject", () => {
  const text = changeText("tool", "minor", { name: "Tasks", text: "- A task can wait." });
  expect(text).toBe('---\n"tool": minor\n---\n\n### Tasks\n\n- A task can wait.\n');
  expect(readChange(file, text, "tool")).toEqual({
    file,
    size: "minor",
    subjects: [{ name: "Tasks", text: "- A task can wait." }],
  });
  expect(readChange(file, text.replaceAll("\n", "\r\n"), "tool").size).toBe("minor");
});

test.each([
  ["no front", "### Tasks\n\n- x\n"],
  ["another package", '---\n"other": minor\n---\n\n### Tasks\n\n- x\n'],
  ["two packages", '---\n"tool": minor\n"other": minor\n---\n\n### Tasks\n\n- x\n'],
  ["no known size", '---\n"tool": huge\n---\n\n### Tasks\n\n- x\n'],
])("%s is refused, with what to type", (_name, text) => {
  expect(() => readChange(file, text, "tool")).toThrow(
    `${file} does not begin with "---", "tool": patch, minor or major, and "---". Make one with ./run change.`,
  );
});

test("a change that says nothing is refused", () => {
  const front = '---\n"tool": patch\n---\n';
  expect(() => readChange(file, front, "tool")).toThrow(`${file} says nothing.`);
  expect(() => readChange(file, `${front}\n### Tasks\n`, "tool")).toThrow(
    `${file} says nothing below "### Tasks".`,
  );
});

test("the files of changes are read in order, and the README beside them is none", () => {
  const text = (words: string): string =>
    changeText("tool", "patch", { name: "Tasks", text: words });
  const project = new Project({
    ".changeset/b.md": text("- second"),
    ".changeset/a.md": text("- first"),
    ".changeset/README.md": "# What is here",
    ".changeset/config.json": "{}",
  });
  expect(waitingChanges(project.folder, "tool").map((change) => change.file)).toEqual([
    ".changeset/a.md",
    ".changeset/b.md",
  ]);
  expect(waitingChanges(new Project({}).folder, "tool")).toEqual([]);
});

test("all changes of this project can be made a version", () => {
  expect(() => waitingChanges(".", "recompose-ci")).not.toThrow();
});
