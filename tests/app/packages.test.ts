import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AppProject, tick } from "./app-project.ts";

const json = (value: unknown): string => JSON.stringify(value);

const esModuleFlag = `Object.defineProperty(exports, "__esModule", { value: true }); exports.default = "default"; exports.named = "named";`;

/** One package of each kind that Node treats differently. */
const packages = {
  "node_modules/flagged/package.json": json({ name: "flagged", main: "index.js" }),
  "node_modules/flagged/index.js": esModuleFlag,
  "node_modules/plain/package.json": json({ name: "plain" }),
  "node_modules/plain/index.js": `exports.named = "named"; exports.other = 1;`,
  "node_modules/fn/package.json": json({ name: "fn", exports: "./fn.cjs" }),
  "node_modules/fn/fn.cjs": `module.exports = () => "called"; module.exports.named = "named";`,
  "node_modules/dual/package.json": json({
    name: "dual",
    exports: {
      ".": { import: "./index.mjs", require: "./index.cjs" },
      "./sub/*": { require: "./sub/*.cjs", default: "./sub/*.mjs" },
    },
  }),
  "node_modules/dual/index.mjs": `export default "from import"; export const named = "named";`,
  "node_modules/dual/index.cjs": esModuleFlag,
  "node_modules/dual/sub/a.mjs": `export default "sub from import"; export const named = 1;`,
  "node_modules/dual/sub/a.cjs": esModuleFlag,
  "node_modules/modern/package.json": json({
    name: "modern",
    type: "module",
    exports: { import: "./index.js" },
  }),
  "node_modules/modern/index.js": `export default "modern"; export const named = "named";`,
  "node_modules/bundled/package.json": json({
    name: "bundled",
    exports: { module: "./module.mjs", default: "./index.cjs" },
  }),
  "node_modules/bundled/module.mjs": `export default "for bundlers"; export const named = "b";`,
  "node_modules/bundled/index.cjs": esModuleFlag,
};

const code = `import a, { named as b } from "flagged";
import c, { named as d } from "plain";
import e, { named as f } from "fn";
import g, { named as h } from "dual";
import i, { named as j } from "dual/sub/a";
import k, { named as l } from "modern";
import m, { named as n } from "bundled";
import o from "./old.cjs";
import p from "./data.json" with { type: "json" };
const all = [a, b, c, d, e(), f, g, h, i, j, k, l, m, n, o, p];`;

const local = { "old.cjs": esModuleFlag, "data.json": `{ "a": 1 }` };

/** What Node itself gives. */
function inNode(project: AppProject): unknown {
  project.write({ "node.mjs": `${code}\nconsole.log(JSON.stringify(all));` });
  const { stdout, stderr } = spawnSync(process.execPath, ["node.mjs"], {
    cwd: project.folder,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("imports of packages give what they give in Node", () => {
  const files = ["recompose.ts", "recompose.mts", "recompose.js", "recompose.mjs"];
  const types = ["module", "commonjs", undefined];
  const starts = ["", "await 1;"];
  const cases = files.flatMap((file) =>
    types.flatMap((type) => starts.map((start) => ({ file, type, start }))),
  );
  test.each(cases)("$file, type $type, $start", async ({ file, type, start }) => {
    const project = new AppProject({
      ...packages,
      ...local,
      "package.json": json({ type }),
      [file]: `${code}\n${start}\nexport default all;`,
    });
    const expected = inNode(project);
    await tick();
    for (let turn = 0; turn < 2; turn += 1) expect(await project.load(file)).toEqual(expected);
  });

  test("a package that has nothing for import is refused with the reason", async () => {
    const project = new AppProject({
      "recompose.ts": `import a from "old"; export default a;`,
      "node_modules/old/package.json": json({ name: "old", exports: { require: "./index.js" } }),
      "node_modules/old/index.js": "",
    });
    expect((await project.failure()).message).toContain("node_modules/old/package.json");
  });

  test("another version of a package is seen, also where its files have other names", async () => {
    const project = new AppProject({
      ...packages,
      "recompose.ts": `export { default } from "dual";`,
    });
    await tick();
    expect(await project.load()).toBe("from import");
    await project.loadKept();
    project.write({
      "node_modules/dual/package.json": json({ name: "dual", exports: { import: "./2.mjs" } }),
      "node_modules/dual/2.mjs": `export default "second";`,
    });
    expect(await project.load()).toBe("second");
  });
});

/** A workspace: `ci/` has the app, `packages/lib` is TypeScript that is never compiled. */
function workspace(start = "", more: Readonly<Record<string, string>> = {}): AppProject {
  const project = new AppProject({
    "ci/recompose.ts": `import { lib } from "@me/lib"; import { deep } from "@me/lib/deep"; ${start}
      export default [lib, deep];`,
    "packages/lib/package.json": json({
      name: "@me/lib",
      exports: { ".": "./src/index.ts", "./*": "./src/*.ts" },
    }),
    "packages/lib/src/index.ts": `import own from "own"; import { near } from "./near.ts";
      import { deep } from "@me/lib/deep";
      export const lib: string[] = [own.name, near, deep];`,
    "packages/lib/src/near.ts": `export const near: string = "near";`,
    "packages/lib/src/deep.ts": `export const deep: string = "deep";`,
    "packages/lib/node_modules/own/index.js": `exports.name = "own";`,
    ...more,
  });
  mkdirSync(project.path("node_modules/@me"));
  symlinkSync("../../packages/lib", project.path("node_modules/@me/lib"));
  return project;
}

describe("a package of the workspace that is TypeScript", () => {
  test.each([
    ["CommonJS", ""],
    ["an ES module", "await 1;"],
  ])("is bundled, with its own packages left to Node: %s", async (_name, start) => {
    const project = workspace(start);
    await tick();
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await project.load("ci/recompose.ts")).toEqual([["own", "near", "deep"], "deep"]);
    }
    project.write({ "packages/lib/src/near.ts": `export const near: string = "changed";` });
    expect(await project.load("ci/recompose.ts")).toEqual([["own", "changed", "deep"], "deep"]);
  });

  test.each([
    ["CommonJS", ""],
    ["an ES module", "await 1;"],
  ])("has its own version of what the app has in another: %s", async (_name, start) => {
    const modern = (version: number) =>
      json({ type: "module", exports: { ".": { import: `./${version}.js`, default: "./no.js" } } });
    const project = workspace("", {
      "ci/recompose.ts": `import { lib } from "@me/lib"; import two, { v } from "two"; import sub from "two/sub.js";
        import { m } from "modern"; import * as again from "./again.ts"; ${start}
        export default { app: [v, two.v, sub, m, again.v], lib };`,
      "ci/again.ts": `export { v } from "two";`,
      "packages/lib/src/index.ts": `import { near } from "./near.ts"; import { v } from "two"; import sub from "two/sub.js";
        import { m } from "modern";
        const late = require("two").v;
        export const lib = [v, late, sub, m, near];`,
      "packages/lib/src/near.ts": `import { v } from "two"; export const near = v;`,
      "node_modules/two/index.js": `exports.v = 1;`,
      "node_modules/two/sub.js": `module.exports = "one";`,
      "node_modules/modern/package.json": modern(1),
      "node_modules/modern/1.js": `export const m = 1;`,
      "packages/lib/node_modules/two/index.js": `exports.v = 2;`,
      "packages/lib/node_modules/two/sub.js": `module.exports = "two";`,
      "packages/lib/node_modules/modern/package.json": modern(2),
      "packages/lib/node_modules/modern/2.js": `export const m = 2;`,
    });
    await tick();
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await project.load("ci/recompose.ts")).toEqual({
        app: [1, 1, "one", 1, 1],
        lib: [2, 2, "two", 2, 2],
      });
    }
  });

  test("is no longer when another package takes its place, or its link leads elsewhere", async () => {
    const project = workspace();
    await tick();
    await project.load("ci/recompose.ts");
    project.write({
      "other/package.json": json({
        name: "@me/lib",
        exports: { ".": "./src/index.ts", "./*": "./src/*.ts" },
      }),
      "other/src/index.ts": `export const lib = "other";`,
      "other/src/deep.ts": `export const deep = "other deep";`,
    });
    rmSync(project.path("node_modules/@me/lib"));
    symlinkSync("../../other", project.path("node_modules/@me/lib"));
    expect(await project.load("ci/recompose.ts")).toEqual(["other", "other deep"]);
    await tick();
    await project.load("ci/recompose.ts");
    project.write({
      "ci/node_modules/@me/lib/package.json": json({
        exports: { ".": "./a.js", "./deep": "./a.js" },
      }),
      "ci/node_modules/@me/lib/a.js": `exports.lib = exports.deep = "nearer";`,
    });
    expect(await project.load("ci/recompose.ts")).toEqual(["nearer", "nearer"]);
  });

  test("is found where a package of the registry was before", async () => {
    const project = workspace();
    rmSync(project.path("node_modules/@me/lib"));
    project.write({
      "node_modules/@me/lib/package.json": json({ exports: { ".": "./a.js", "./deep": "./a.js" } }),
      "node_modules/@me/lib/a.js": `exports.lib = exports.deep = "published";`,
    });
    await tick();
    expect(await project.load("ci/recompose.ts")).toEqual(["published", "published"]);
    rmSync(project.path("node_modules/@me/lib"), { recursive: true });
    symlinkSync("../../packages/lib", project.path("node_modules/@me/lib"));
    expect(await project.load("ci/recompose.ts")).toEqual([["own", "near", "deep"], "deep"]);
  });

  test("may use packages that cannot be bundled or are not there", async () => {
    const project = workspace("", {
      "packages/lib/src/deep.ts": `import native from "native";
        let missing: unknown = "";
        try { missing = require("no-such-package"); } catch { missing = "missing"; }
        export const deep = [native, missing];`,
      "node_modules/native/index.js": `module.exports = "native"; () => require("./a.node");`,
      "node_modules/native/a.node": "\u0000",
    });
    expect(await project.load("ci/recompose.ts")).toMatchObject([{}, ["native", "missing"]]);
  });

  test("has its mistakes shown with its file and line", async () => {
    const project = workspace("", { "packages/lib/src/near.ts": `export const near: = 1;` });
    expect((await project.failure("ci/recompose.ts")).message).toContain(
      "packages/lib/src/near.ts:1:20: Unexpected",
    );
    project.write({ "packages/lib/src/near.ts": `\nthrow new TypeError("no");` });
    expect((await project.failure("ci/recompose.ts")).message).toContain(
      "TypeError: no\n    at packages/lib/src/near.ts:2:7",
    );
  });
});
