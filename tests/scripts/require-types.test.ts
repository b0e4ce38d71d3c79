import { execa } from "execa";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { Project } from "../support/project.ts";

const script = new URL("../../scripts/require-types.mjs", import.meta.url).pathname;

/** What TypeScript 5.6 needs of a package that is ESM: https://www.typescriptlang.org/docs/handbook/modules/reference.html */
test("a CommonJS file gets declarations of its own, which say all that the others say", async () => {
  const project = new Project({
    "index.d.ts": `/** The API. */
export { a, type A, } from "./a.ts";
export type { B, C } from "./b.ts";
export { Wrong } from "./c.ts";`,
    "a.d.ts": "export declare const a: number;\nexport type A = 1;",
    "b.d.ts": "",
    "c.d.ts": "export declare class Wrong extends Error {}",
  });
  await execa(process.execPath, [script, project.folder]);
  const all = 'import("./index.js", { with: { "resolution-mode": "import" } })';
  expect(project.read("index.d.cts")).toBe(`export declare const a: typeof ${all}.a;
export declare const Wrong: typeof ${all}.Wrong;
export type Wrong = ${all}.Wrong;
export type { A, B, C } from "./index.js" with { "resolution-mode": "import" };
`);
});

test("the package gives them to who requires it, and the same code to everyone", () => {
  expect(manifest.exports["."]).toEqual({
    import: { types: "./dist/types/index.d.ts", default: "./dist/index.js" },
    require: { types: "./dist/types/index.d.cts", default: "./dist/index.js" },
  });
});
