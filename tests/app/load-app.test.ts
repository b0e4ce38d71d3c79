import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { AppProject, tick } from "./app-project.ts";

const esModule = (name: string, code: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    type: "module",
    exports: { import: "./index.js", "module-sync": "./index.js" },
  }),
  [`node_modules/${name}/index.js`]: code,
});

const commonJs = (name: string, code: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name }),
  [`node_modules/${name}/index.js`]: code,
});

describe("the file's default export", () => {
  test("is what loading gives, types and all", async () => {
    const project = new AppProject({
      "recompose.ts": `interface A { b: string }\nconst a: A = { b: "c" };\nexport default a;`,
    });
    expect(await project.load()).toEqual({ b: "c" });
    expect(await project.load()).toEqual({ b: "c" });
  });

  test("is undefined where there is none", async () => {
    expect(await new AppProject({ "recompose.ts": `export const a = 1;` }).load()).toBeUndefined();
  });

  test.each([
    ["recompose.mts", `export default 5 as number;`, "commonjs"],
    ["recompose.mjs", `export default 5;`, "commonjs"],
    ["recompose.js", `export default 5;`, "module"],
    ["recompose.js", `module.exports = 5;`, "commonjs"],
    ["recompose.js", `exports.__esModule = true; exports.default = 5;`, "commonjs"],
  ])("is found in %s with %s in a package of type %s", async (name, code, type) => {
    const project = new AppProject({ [name]: code, "package.json": JSON.stringify({ type }) });
    expect(await project.load(name)).toBe(5);
  });

  test("comes with top-level await, too", async () => {
    const project = new AppProject({
      "recompose.ts": `import { app } from "recompose-ci";
        import { where } from "./deep/where.ts";
        import json from "./data.json" with { type: "json" };
        import old from "old";
        export default app(await Promise.resolve([json.a, old.name, where, __dirname]));`,
      "deep/where.ts": `export const where = [import.meta.url, __filename];`,
      "data.json": `{ "a": 1 }`,
      ...commonJs("old", `exports.name = "old";`),
    });
    const where = project.path("deep/where.ts");
    const expected = {
      value: [1, "old", [pathToFileURL(where).href, where], project.folder],
    };
    expect(await project.load()).toEqual(expected);
    expect(await project.load()).toEqual(expected);
    expect(project.cached().map((file) => path.extname(file))).toEqual([
      ".mjs",
      ".map",
      ".seal",
      ".json",
    ]);
  });
});

describe("recompose-ci", () => {
  test("is the running instance, also for require and import()", async () => {
    const project = new AppProject({
      "recompose.ts": `import * as all from "recompose-ci"; import { app } from "recompose-ci";
        export default { app, all: all.app, lazy: async () => (await import("recompose-ci")).app, old: require("./old.cjs") };`,
      "old.cjs": `module.exports = require("recompose-ci").app;`,
    });
    const loaded = (await project.load()) as Record<"app" | "all" | "old", unknown> & {
      lazy: () => Promise<unknown>;
    };
    const { app } = project.recompose;
    expect(loaded).toMatchObject({ app, all: app, old: app });
    expect(await loaded.lazy()).toBe(app);
  });

  test("is not what a tsconfig.json makes of the name", async () => {
    const project = new AppProject({
      "recompose.ts": `import { app } from "recompose-ci"; export default app;`,
      "tsconfig.json": `{ "compilerOptions": { "paths": { "recompose-ci": ["./src/index.ts"] } } }`,
      "src/index.ts": `export const app = "bundled";`,
    });
    expect(await project.load()).toBe(project.recompose.app);
  });

  test("lists what it has where the app asks for something else", async () => {
    const project = new AppProject({
      "recompose.ts": `import { fial } from "recompose-ci"; export default fial;`,
    });
    expect((await project.failure()).message).toBe(
      `recompose.ts:1:10: "recompose-ci" has no export "fial". Did you mean "fail"?\n` +
        `    import { fial } from "recompose-ci"; export default fial;`,
    );
  });
});

describe("packages", () => {
  test("are ES modules or CommonJS, and need no warning", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    const project = new AppProject({
      "package.json": `{ "type": "module" }`,
      "recompose.ts": `import modern, { name } from "modern"; import old from "old";
        import { join } from "node:path"; export default [modern, name, old.name, join("a", "b")];`,
      ...esModule("modern", `export default "default"; export const name = "modern";`),
      ...commonJs("old", `exports.name = "old";`),
    });
    expect(await project.load()).toEqual(["default", "modern", "old", "a/b"]);
    expect(await project.load()).toEqual(["default", "modern", "old", "a/b"]);
    expect(warned).not.toHaveBeenCalled();
  });

  test("are found from the file that imports them", async () => {
    const project = new AppProject({
      "recompose.ts": `import { name } from "./tools/name.ts"; export default name;`,
      "tools/name.ts": `import { name } from "near"; export { name };`,
      "tools/node_modules/near/index.js": `exports.name = "near";`,
    });
    expect(await project.load()).toBe("near");
  });

  test.each([
    ["waits", esModule("waits", `export default await Promise.resolve("late");`), ".mjs"],
    [
      "imports",
      {
        "node_modules/imports/package.json": `{ "type": "module", "exports": { "import": "./index.js" } }`,
        "node_modules/imports/index.js": `export default "late";`,
      },
      ".cjs",
    ],
  ])("that cannot be required are imported: %s", async (name, files, extension) => {
    const project = new AppProject({
      "recompose.ts": `import a from "${name}"; export default a;`,
      ...files,
    });
    expect(await project.load()).toBe("late");
    expect(await project.load()).toBe("late");
    expect(project.cached().some((file) => file.endsWith(extension))).toBe(true);
  });
});

describe("tsconfig.json", () => {
  test("gives paths, also through what it extends", async () => {
    const project = new AppProject({
      "recompose.ts": `import { a } from "@/a"; export default a;`,
      "tsconfig.json": `{ /* comment */ "extends": "./base", }`,
      "base.json": `{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
      "lib/a.ts": `export const a = "aliased";`,
    });
    expect(await project.load()).toBe("aliased");
  });
});

describe("each source file", () => {
  test("has its own import.meta, __dirname and __filename", async () => {
    const project = new AppProject({
      "recompose.ts": `import { here } from "./deep/here.ts"; import there from "./there.cjs";
        export default [import.meta.url, here, there];`,
      "deep/here.ts": `export const here = [import.meta.url, import.meta.dirname, import.meta.filename, __dirname, __filename];`,
      "there.cjs": `module.exports = [__dirname, __filename];`,
    });
    const file = project.path("deep/here.ts");
    const folder = project.path("deep");
    expect(await project.load()).toEqual([
      pathToFileURL(project.path("recompose.ts")).href,
      [pathToFileURL(file).href, folder, file, folder, file],
      [project.folder, project.path("there.cjs")],
    ]);
  });

  test("may be linked", async () => {
    const project = new AppProject({
      "recompose.ts": `import { a } from "./link/a.ts"; export default a;`,
      "one/a.ts": `export const a = 1;`,
      "two/a.ts": `export const a = 2;`,
    });
    symlinkSync("one", project.path("link"));
    expect(await project.load()).toBe(1);
    project.remove("link");
    symlinkSync("two", project.path("link"));
    expect(await project.load()).toBe(2);
  });
});

test("without node_modules the user's cache is used", async () => {
  const project = new AppProject({ "recompose.ts": `export default await 1;` });
  project.remove("node_modules");
  mkdirSync(project.home);
  await tick();
  expect(await project.load()).toBe(1);
  expect(project.cached("home").some((file) => file.endsWith("manifest.json"))).toBe(true);
});

test("an app imports packages and files while it runs, also from the cache", async () => {
  const project = new AppProject({
    "recompose.ts": `import { pathToFileURL } from "node:url";
      export default async () => [
        (await import("late")).name,
        (await import("./later.ts")).name,
        (await import(pathToFileURL(__dirname + "/latest.mjs").href)).name,
      ];`,
    "later.ts": `export const name: string = "a file";`,
    "latest.mjs": `export const name = "a path";`,
    ...esModule("late", `export const name = "a package";`),
  });
  await tick();
  for (let turn = 0; turn < 3; turn += 1) {
    const load = (await project.load()) as () => Promise<unknown>;
    expect(await load()).toEqual(["a package", "a file", "a path"]);
  }
});
