import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { findApp } from "../../src/app/find-app.ts";
import { AppProject } from "./app-project.ts";

test("the nearest app is found, from a folder upwards", () => {
  const project = new AppProject({ "recompose.ts": "", "a/recompose.mjs": "", "a/b/c.txt": "" });
  expect(findApp(project.folder)).toBe(project.path("recompose.ts"));
  expect(findApp(project.path("a/b"))).toBe(project.path("a/recompose.mjs"));
});

test.each([
  [["recompose.ts", "recompose.mts", "recompose.js", "recompose.mjs"], "recompose.ts"],
  [["recompose.mjs", "recompose.js", "recompose.mts"], "recompose.mts"],
  [["recompose.mjs", "recompose.js"], "recompose.js"],
])("of %j the app is %s", (names, winner) => {
  const project = new AppProject(Object.fromEntries(names.map((name) => [name, ""])));
  expect(findApp(project.folder)).toBe(project.path(winner));
});

test("an app may have a folder of its own, ci or recompose, below each folder", () => {
  const own = { "ci/recompose.ts": "", "recompose/recompose.ts": "", "ci/x/y": "", "a/b/c": "" };
  const project = new AppProject(own);
  for (const folder of [".", "ci", "ci/x", "a/b"]) {
    expect(findApp(project.path(folder))).toBe(project.path("ci/recompose.ts"));
  }
  expect(findApp(project.path("recompose"))).toBe(project.path("recompose/recompose.ts"));
  project.write({ "a/recompose.ts": "" });
  expect(findApp(project.path("a/b"))).toBe(project.path("a/recompose.ts"));
});

test("a folder of that name is no app", () => {
  const project = new AppProject({ "recompose.ts": "" });
  mkdirSync(project.path("a/recompose.ts"), { recursive: true });
  expect(findApp(project.path("a"))).toBe(project.path("recompose.ts"));
});

test("where there is none, the error says where it was looked for and how to begin", () => {
  const project = new AppProject({});
  expect(() => findApp(project.folder)).toThrow(
    expect.objectContaining({
      message: `there is no recompose.ts in ${project.folder} or in a folder above it.`,
      hints: ["recompose init"],
    }),
  );
});
