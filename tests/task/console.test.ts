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
