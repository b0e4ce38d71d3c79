import { cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import type { Profiler } from "node:inspector";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { Project } from "../support/project.ts";

// V8 counts the parts of a function only where it compiled it: https://nodejs.org/api/module.html#module-compile-cache
test("where Node counts what runs, V8's data is neither used nor kept", async () => {
  const project = new Project({});
  const installed = path.join(project.folder, "node_modules/recompose-ci");
  cpSync(path.dirname(inject("recomposeCli")), installed, { recursive: true });
  const kept = path.join(project.folder, "node_modules/.cache/recompose/program");
  const start = async (counted: string): Promise<void> => {
    const env = { NODE_V8_COVERAGE: counted };
    await execa(process.execPath, [path.join(installed, "cli.cjs"), "--version"], { env });
  };
  const first = path.join(project.folder, "first");
  await start(first);
  expect(existsSync(kept)).toBe(false);
  await start("");
  expect(existsSync(kept)).toBe(true);
  const second = path.join(project.folder, "second");
  await start(second);
  expect(partsCounted(second)).toBe(partsCounted(first));
});

test("V8's data is that of the same flags, however much was read in the start that kept it", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, run, task } from "recompose-ci";
const prints = task({ name: "prints", run: async () => void (await run("sh", "-c", "yes | head -c 20000000")) });
export default app({ commands: [prints] });`,
  });
  const installed = path.join(project.folder, "node_modules/recompose-ci");
  cpSync(path.dirname(inject("recomposeCli")), installed, { recursive: true });
  symlinkSync(
    path.resolve("node_modules/@esbuild"),
    path.join(project.folder, "node_modules/@esbuild"),
  );
  const kept = path.join(project.folder, "node_modules/.cache/recompose/program");
  const start = async (): Promise<readonly bigint[]> => {
    // Where Node counts what runs, nothing is kept.
    const env = { NODE_V8_COVERAGE: "" };
    const options = { cwd: project.folder, stdout: "ignore", env } as const;
    await execa(process.execPath, [path.join(installed, "cli.cjs"), "prints"], options);
    const names = existsSync(kept) ? readdirSync(kept).filter((name) => name.endsWith(".v8")) : [];
    return names.map((name) => statSync(path.join(kept, name), { bigint: true }).mtimeNs);
  };
  // The one that bundles the app is not like others.
  await start();
  const first = await start();
  // Of what every task runs through, and of what runs a program.
  expect(first).toHaveLength(2);
  // What is not used is kept anew.
  expect(await start()).toEqual(first);
});

/** In how many functions of the program it was counted which of their parts ran. */
function partsCounted(folder: string): number {
  const [file = ""] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as {
    readonly result: readonly Profiler.ScriptCoverage[];
  };
  const program = result.find(({ url }) => url.endsWith("/program/start.cjs"));
  const parts = program?.functions.filter(({ isBlockCoverage }) => isBlockCoverage).length ?? 0;
  expect(parts).toBeGreaterThan(0);
  return parts;
}
