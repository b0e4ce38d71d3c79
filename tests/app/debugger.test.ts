/** What a debugger is told of an app, so that breakpoints in its files stop it. */
import { readFileSync } from "node:fs";
import { type Debugger, Session } from "node:inspector";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { AppProject, tick } from "./app-project.ts";

type Script = Debugger.ScriptParsedEventDataType;

/** The files of which the map says that the bundle was made, as a debugger reads it while the app loads. */
async function mappedFiles(project: AppProject): Promise<readonly string[]> {
  // No bundle of a file that was written just now is kept.
  await tick();
  const session = new Session();
  session.connect();
  onTestFinished(() => session.disconnect());
  const scripts: Script[] = [];
  session.on("Debugger.scriptParsed", ({ params }) => scripts.push(params));
  session.post("Debugger.enable");
  await project.load();
  const bundle = scripts.find(({ url }) => url.includes(`${project.folder}/node_modules/.cache/`));
  const map = new URL(String(bundle?.sourceMapURL), bundle?.url);
  const { sources } = JSON.parse(readFileSync(fileURLToPath(map), "utf8")) as {
    readonly sources: readonly string[];
  };
  return sources;
}

test.each([
  ["CommonJS", "export default part;"],
  ["an ES module", "export default await Promise.resolve(part);"],
])("a bundle names a map of the app's own files, as %s", async (_format, code) => {
  const project = new AppProject({
    "recompose.ts": `import { part } from "./ci/part.ts";\n${code}`,
    "ci/part.ts": "export const part: number = 1;",
  });
  const files = [project.path("recompose.ts"), project.path("ci/part.ts")];
  expect(await mappedFiles(project)).toEqual(expect.arrayContaining(files));
});

test("a bundle from the cache does so, too", async () => {
  const project = new AppProject({ "recompose.ts": "export default 1 as number;" });
  await tick();
  await project.load();
  expect(await mappedFiles(project)).toContain(project.path("recompose.ts"));
});
