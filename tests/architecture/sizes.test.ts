/** A folder is seen at a glance, a file is read in one go. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const mostFiles = 15;
const mostLines = 300;

const folders = ["src", "tests"].flatMap((root) => [
  root,
  ...readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    // What runs of the apps in tests/ leave is nobody's to read.
    .filter((folder) => !folder.includes(".recompose")),
]);

test.each(folders)(`%s has at most ${mostFiles} files`, (folder) => {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  // Where this fails, what belongs together goes into a folder below.
  expect(files.length).toBeLessThanOrEqual(mostFiles);
});

test(`no file of src/ has more than ${mostLines} lines`, () => {
  const long = folders
    .filter((folder) => folder.startsWith("src"))
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, "utf8").split("\n").length - 1 > mostLines);
  expect(long).toEqual([]);
});

test("no two files of src/ have one name", () => {
  const names = folders
    .filter((folder) => folder.startsWith("src"))
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
