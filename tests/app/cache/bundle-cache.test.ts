import {
  appendFileSync,
  chmodSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "vitest";
import { AppProject, tick } from "../app-project.ts";

const importing = { "recompose.ts": `import { a } from "./ci/a"; export default a;` };

/** A project with its app in the cache. */
async function keptProject(files: Readonly<Record<string, string>>): Promise<AppProject> {
  const project = new AppProject(files);
  await tick();
  await project.load();
  await project.loadKept();
  return project;
}

describe("the kept bundle is used", () => {
  test("while nothing changes", async () => {
    const project = await keptProject({ ...importing, "ci/a.ts": "export const a = 1;" });
    expect(await project.loadKept()).toBe(1);
  });

  test("where files were touched, but not changed", async () => {
    const project = await keptProject({ ...importing, "ci/a.ts": "export const a = 1;" });
    utimesSync(project.path("ci/a.ts"), 1, 1);
    expect(await project.loadKept()).toBe(1);
    writeFileSync(project.path("ci/a.ts"), readFileSync(project.path("ci/a.ts")));
    expect(await project.loadKept()).toBe(1);
  });

  test("where files were added that mean nothing to it", async () => {
    const project = await keptProject({ ...importing, "ci/a.ts": "export const a = 1;" });
    project.write({ "ci/b.ts": "", "ci/a.test.ts": "", "notes.md": "" });
    expect(await project.loadKept()).toBe(1);
  });
});

describe("the app is bundled again", () => {
  test("after an edit of the same length and the same times", async () => {
    const project = await keptProject({ ...importing, "ci/a.ts": "export const a = 1;" });
    const { atime, mtime } = statSync(project.path("ci/a.ts"));
    project.write({ "ci/a.ts": "export const a = 2;" });
    utimesSync(project.path("ci/a.ts"), atime, mtime);
    await expect(project.loadKept()).rejects.toThrow("/no/esbuild");
    expect(await project.load()).toBe(2);
  });

  test("after every one of many edits in a row", async () => {
    const project = new AppProject({ ...importing });
    for (let a = 1; a <= 8; a += 1) {
      project.write({ "ci/a.ts": `export const a = ${a};` });
      expect(await project.load()).toBe(a);
      expect(await project.load()).toBe(a);
    }
  });

  test("after a file was replaced by an older one", async () => {
    const project = new AppProject({
      ...importing,
      "ci/older.ts": "export const a = 1;",
      "ci/a.ts": "export const a = 2;",
    });
    await tick();
    expect(await project.load()).toBe(2);
    renameSync(project.path("ci/older.ts"), project.path("ci/a.ts"));
    expect(await project.load()).toBe(1);
  });

  test.each([
    ["a file that comes first", "ci/a.tsx", "export const a = 2;"],
    ["a file before a folder", "ci/a.js", "export const a = 2;", "ci/a/index.ts"],
    ["a file in a new folder", "other/a.ts", "export const a = 2;", "ci/a.ts", "other/a"],
    [
      "a tsconfig.json",
      "ci/tsconfig.json",
      `{ "compilerOptions": { "paths": { "b": ["./b.ts"] } } }`,
    ],
    ["a package.json", "package.json", `{ "imports": { "#b": "./ci/b.ts" } }`],
  ])("after the adding of %s", async (_name, added, text, first = "ci/a.ts", alias = "") => {
    const project = await keptProject({
      "recompose.ts": `import { a } from "${alias === "" ? "./ci/a" : alias}"; export default a;`,
      "tsconfig.json": `{ "compilerOptions": { "paths": { "other/*": ["./other/*", "./ci/*"] } } }`,
      "ci/b.ts": "export const a = 2;",
      [first]: "export const a = 1;",
    });
    project.write({ [added]: text });
    await expect(project.loadKept()).rejects.toThrow("/no/esbuild");
    const changes = added.endsWith(".json") ? 1 : 2;
    expect(await project.load()).toBe(changes);
  });

  test("after a change of a tsconfig.json or of one it extends", async () => {
    const paths = (folder: string): string =>
      `{ "compilerOptions": { "paths": { "@/*": ["./${folder}/*"] } } }`;
    const project = await keptProject({
      "recompose.ts": `import { a } from "@/a"; export default a;`,
      "tsconfig.json": `{ "extends": ["./base.json"] }`,
      "base.json": paths("one"),
      "one/a.ts": "export const a = 1;",
      "two/a.ts": "export const a = 2;",
    });
    project.write({ "base.json": paths("two") });
    expect(await project.load()).toBe(2);
    project.write({ "tsconfig.json": paths("one") });
    expect(await project.load()).toBe(1);
  });

  test("after a file was removed", async () => {
    const project = await keptProject({
      ...importing,
      "ci/a.ts": "export const a = 1;",
      "ci/a/index.ts": "export const a = 2;",
    });
    project.remove("ci/a.ts");
    expect(await project.load()).toBe(2);
  });

  test.each([{ nodeVersion: "v99.0.0" }, { programVersion: "99.0.0" }, { recompose: { x: 1 } }])(
    "for %j",
    async (options) => {
      const project = await keptProject({ "recompose.ts": "export default 1;" });
      await expect(project.loadKept(options)).rejects.toThrow("/no/esbuild");
    },
  );
});

describe("no error is", () => {
  test.each([
    ["cut off", (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ["emptied", (file: string) => truncateSync(file)],
    ["overwritten", (file: string) => writeFileSync(file, "{ damaged")],
    ["longer", (file: string) => appendFileSync(file, "x")],
    [
      "changed in place",
      (file: string) => {
        const content = readFileSync(file);
        writeFileSync(file, content.fill(0x20, Math.floor(content.length / 3)));
      },
    ],
  ])("a cache whose files are %s", async (_name, damage) => {
    const project = await keptProject({ ...importing, "ci/a.ts": "export const a = 1;" });
    for (const file of project.cached()) {
      damage(file);
      expect(await project.load()).toBe(1);
      expect(await project.load()).toBe(1);
    }
  });

  test.each(["export default 1;", "export default await 1;"])(
    "a cache that cannot be written, for %s",
    async (code) => {
      const project = new AppProject({
        "recompose.ts": code,
        "node_modules/.cache": "a file",
        home: "a file",
      });
      await tick();
      expect(await project.load()).toBe(1);
      expect(await project.load()).toBe(1);
      await expect(project.loadKept()).rejects.toThrow("/no/esbuild");
    },
  );

  test("a cache folder without permission: the user's is used", async () => {
    const project = new AppProject({
      "recompose.ts": `export default (await import("late")).default;`,
      "node_modules/late/index.js": "module.exports = 1;",
    });
    project.write({ "node_modules/.cache": "a file", "home/.keep": "" });
    chmodSync(project.path("node_modules"), 0o555);
    await tick();
    expect(await project.load()).toBe(1);
    expect(await project.loadKept()).toBe(1);
    chmodSync(project.path("node_modules"), 0o755);
  });

  test("a cold cache for several starts at once", async () => {
    const project = new AppProject({ ...importing, "ci/a.ts": "export const a = 1;" });
    await tick();
    const loaded = await Promise.all([project.load(), project.load(), project.load()]);
    expect(loaded).toEqual([1, 1, 1]);
    expect(await project.loadKept()).toBe(1);
  });
});

test("bundles that nobody will read again are removed", async () => {
  const project = await keptProject({ "recompose.ts": "export default 1;" });
  for (const file of project.cached()) utimesSync(file, 1, 1);
  project.write({
    "recompose.ts": "export default 2;",
    "node_modules/.cache/recompose/unused/manifest.json": "{}",
  });
  utimesSync(project.path("node_modules/.cache/recompose/unused/manifest.json"), 1, 1);
  await tick();
  await project.load();
  expect(project.cached()).toHaveLength(6);
});

test("the same files give the same bundle", async () => {
  const project = await keptProject({ "recompose.ts": `import "recompose-ci"; export default 1;` });
  const names = project.cached();
  project.remove("node_modules/.cache/recompose");
  await project.load();
  expect(project.cached()).toEqual(names);
});

test("a project is kept under a link to it, too", async () => {
  const project = new AppProject({
    "deep/real/recompose.ts": `import { a } from "../a.ts"; export default [a, import.meta.dirname];`,
    "deep/a.ts": "export const a = 1;",
    "deep/real/node_modules/.keep": "",
  });
  symlinkSync("deep/real", project.path("link"));
  await tick();
  const expected = [1, project.path("deep/real")];
  expect(await project.load("link/recompose.ts")).toEqual(expected);
  const env = { ESBUILD_BINARY_PATH: "/no/esbuild" };
  expect(await project.load("link/recompose.ts", { env })).toEqual(expected);
});
