import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { hasTerminals, keys, onTerminal, type Typing } from "../../support/terminal/terminal.ts";

const app = `
import { readFileSync } from "node:fs";
import { app, out, run, task } from "recompose-ci";
const show = task({ name: "show", run() {
  out("it says " + readFileSync("source.txt", "utf8"));
  if (process.env.FAILING) throw new Error("it fails");
} });
const slow = task({ name: "slow", async run() { await run("sh", "-c", "echo begun; sleep 60"); } });
const asks = task({ name: "asks", async run() { await run("sh", "-c", "printf 'name? '; read name; echo hello $name"); } });
export default app({ commands: [show, slow, asks] });
`;

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript(), "source.txt": "one" });
}

/** It starts several processes in turn, and the machine may be busy. */
const watched = (command: string, { folder }: Project, typings: readonly Typing[]) =>
  onTerminal(command, folder, typings, 30_000);

const waiting = "Enter runs it again, q ends.";

describe.skipIf(!hasTerminals)("--watch on a terminal (needs util-linux's script)", () => {
  test("clears the screen for each run, runs again on Enter and r, and ends on q", async () => {
    const project = newProject();
    const { screen, raw, exitCode } = await watched("./run show --watch", project, [
      { see: waiting, type: () => project.write({ "source.txt": "two" }) },
      { see: waiting, type: keys.enter },
      { see: waiting, type: "r" },
      { see: waiting, type: "q" },
    ]);
    expect(screen).toMatch(/it says one[^]*changed: source\.txt[^]*it says two[^]*again[^]*again/);
    expect(raw.split("\u001B[2J")).toHaveLength(4);
    expect(exitCode).toBe(0);
  });

  test("ends by q with the result of the latest run", async () => {
    const { exitCode } = await watched("FAILING=1 ./run show --watch", newProject(), [
      { see: waiting, type: "q" },
    ]);
    expect(exitCode).toBe(1);
  });

  test.each([
    ["while a task runs", "slow", "begun"],
    ["while it waits", "show", waiting],
  ])("Ctrl-C %s ends it with 130", async (_when, task, see) => {
    const { exitCode } = await watched(`./run ${task} --watch`, newProject(), [
      { see, type: keys.interrupt },
    ]);
    expect(exitCode).toBe(130);
  });

  test("what is typed while a task runs is the task's", async () => {
    const { screen, exitCode } = await watched("./run asks --watch", newProject(), [
      { see: "name? ", type: "queen\r" },
      { see: waiting, type: "r" },
      { see: "name? ", type: "rook\r" },
      { see: waiting, type: "q" },
    ]);
    expect(screen).toContain("hello queen");
    expect(screen).toContain("hello rook");
    expect(exitCode).toBe(0);
  });

  test("with CI=true no key is asked for", async () => {
    const { screen } = await watched("CI=true ./run show --watch", newProject(), [
      { see: "Waiting for files to change.", type: keys.interrupt },
    ]);
    expect(screen).not.toContain("Enter");
  });
});
