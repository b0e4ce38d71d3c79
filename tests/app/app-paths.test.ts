import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { Project } from "../support/project.ts";

const here = "[import.meta.url, import.meta.dirname, import.meta.filename, __dirname, __filename]";

/** A name in which each character means something to a URL, a shell, esbuild or a pattern. */
const deep = `d#é%41 '"?`;

const app = (start: string): string => `
import { app, out, task } from "recompose-ci";
import { there, fail } from ${JSON.stringify(`./${deep}/there.ts`)};
${start}
const where = task({ name: "where", run: () => out(JSON.stringify([${here}, there, import.meta.resolve("./a b.ts")])) });
const fall = task({ name: "fall", run: () => fail() });
export default app({ commands: [where, fall] });`;

const there = `type A = 1;
export const there = ${here};
export const fail = () => { throw new TypeError("fell"); };`;

/** What an ES module knows about itself. */
function expected(file: string): string[] {
  const folder = path.dirname(file);
  return [pathToFileURL(file).href, folder, file, folder, file];
}

// A real process each: in a test, import() is Vitest's, which takes URLs for paths.
describe.each([
  "ünïcödé 日本語 😀 two  spaces ",
  `"double" and 'single'`,
  "a#b what? 100%",
  "%20%41",
  "key=value * [a] {b} (c) $d `e` !f",
  "new\nline",
  "back\\slash",
  "a:1:2",
  "-dash",
])("in a folder named %j", (name) => {
  test.each([
    ["CommonJS", "", true],
    ["an ES module kept elsewhere", "await 1;", false],
  ])("each file knows where it is, and errors too: %s", async (_name, start, keptInside) => {
    const project = new Project({
      [`${name}/recompose.ts`]: app(start),
      [`${name}/${deep}/there.ts`]: there,
      ...(keptInside ? { [`${name}/node_modules/.keep`]: "" } : {}),
    });
    const folder = path.join(project.folder, name);
    const options = { cwd: name, env: { XDG_CACHE_HOME: path.join(folder, "cache") } };
    const file = path.join(folder, deep, "there.ts");
    for (let turn = 0; turn < 2; turn += 1) {
      const { stdout } = await project.recompose(["where"], options);
      expect(JSON.parse(stdout.split("\n")[0] ?? "")).toEqual([
        expected(path.join(folder, "recompose.ts")),
        expected(file),
        pathToFileURL(path.join(folder, "a b.ts")).href,
      ]);
    }
    const fallen = await project.recompose(["fall", "--debug"], options);
    expect(fallen.stdout.replaceAll("\n  ", "\n")).toContain(`(${file}:3:35)`);
    project.write({ [`${name}/${deep}/there.ts`]: `type A = 1;\nthrow new TypeError("fell");` });
    const loading = await project.recompose(["where"], options);
    expect(loading.stderr).toContain(`TypeError: fell\n    at ${deep}/there.ts:2:7`);
    project.write({ [`${name}/${deep}/there.ts`]: `\nconst a: = 1;` });
    const bundling = await project.recompose(["where"], options);
    expect(bundling.stderr).toContain(`${deep}/there.ts:2:10: Unexpected "="`);
  });
});
