import { expect, test } from "vitest";
import { Project } from "../support/project.ts";

test("what a task prints with console goes where its other lines go, also from nested tasks side by side", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, task } from "recompose-ci";
const nested = (name: string) => task({ name, async run() { await null; console.log("%s says", name, { a: 1 }); } });
const [a, b] = [nested("a"), nested("b")];
const all = task({ name: "all", async run() {
  console.log("two\\nlines");
  console.error("error");
  console.debug("hidden");
  console.table([{ x: 1 }]);
  await Promise.all([a(), b()]);
} });
export default app({ commands: [all] });`,
  });
  const { stdout, stderr } = await project.recompose(["all", "--json", "--debug"]);
  const lines = stdout
    .split("\n")
    .map(
      (line) => JSON.parse(line) as { type: string; path: string[]; stream: string; text: string },
    )
    .filter(({ type }) => type === "line")
    .map(({ path, stream, text }) => `${path.join("/")} ${stream} ${text}`);
  expect(stderr).toBe("");
  expect(lines.slice(0, 4)).toEqual([
    "all stdout two",
    "all stdout lines",
    "all stderr error",
    "all debug hidden",
  ]);
  expect(lines).toContainEqual("all/a stdout a says { a: 1 }");
  expect(lines).toContainEqual("all/b stdout b says { a: 1 }");
  expect(lines.some((line) => line.includes("│ (index) │ x │"))).toBe(true);
});

test("what a task writes to the process's own streams is lines of the task, masked where pieces meet", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, task } from "recompose-ci";
const writes = task({ name: "writes", secrets: ["TOKEN"], async run(_inputs, { getSecret }) {
  const token = getSecret("TOKEN");
  process.stdout.write("with " + token.slice(0, 3));
  process.stdout.write(token.slice(3) + "\\nand ");
  await new Promise((resolve) => process.stderr.write("error\\n", () => resolve(undefined)));
  process.stdout.write("the rest");
} });
export default app({ commands: [writes] });`,
  });
  const { stdout, stderr } = await project.recompose(["writes", "--json"], {
    env: { TOKEN: "hunter22" },
  });
  const lines = stdout
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string; stream: string; text: string })
    .filter(({ type }) => type === "line")
    .map(({ stream, text }) => `${stream} ${text}`);
  expect(lines).toEqual(["stdout with ***", "stderr error", "stdout and the rest"]);
  expect(stderr).toBe("");
});

test.each([
  ["ends the process", "process.exit(0)", "the process was ended by code of the task"],
  ["leaves a rejection alone", "void Promise.reject(new Error('alone'))", "alone"],
])("a task that %s fails", async (_what, code, message) => {
  const project = new Project({
    "recompose.ts": `
import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "t", run() { ${code}; } })] });`,
  });
  const { stdout, stderr, exitCode } = await project.recompose(["t"]);
  expect(stdout + stderr).toContain(message);
  expect(stdout).not.toContain("✓");
  expect(exitCode).toBe(1);
});

test("calls of one task side by side can be told apart", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, numberInput, out, task } from "recompose-ci";
const unit = task({ name: "unit", inputs: { n: numberInput() }, async run({ n }) { await null; out("number " + n); } });
const all = task({ name: "all", async run() { await Promise.all([unit({ n: 1 }), unit({ n: 2 })]); await unit({ n: 3 }); } });
export default app({ commands: [all] });`,
  });
  const { stdout } = await project.recompose(["all"]);
  expect(stdout).toContain("unit │ number 1\n");
  expect(stdout).toContain("unit (2) │ number 2\n");
  expect(stdout).toContain("unit │ number 3\n");
});
