import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { hasTerminals, keys, onTerminal } from "../../support/terminal/terminal.ts";

const app = `
import { createInterface } from "node:readline/promises";
import { app, out, run, task } from "recompose-ci";
const script = 'printf "Your name? "; read name; echo "Hello $name"';
const ask = task({ name: "ask", async run() { await run("sh", "-c", script); out("done"); } });
const errors = 'printf "Your name? " >&2; read name; echo "Hello $name"';
const shell = task({ name: "shell", async run() { await run("sh", "-c", errors); out("done"); } });
const own = task({
  name: "own",
  async run() {
    process.stdout.write("Your name? ");
    const name = await new Promise((resolve) => process.stdin.once("data", resolve));
    process.stdin.pause();
    out("Hello " + name);
    out("done");
  },
});
const outer = task({ name: "outer", run: () => ask() });
const readline = task({
  name: "readline",
  async run() {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    out("Hello " + (await lines.question("Your name? ")));
    lines.close();
  },
});
export default app({ commands: [ask, shell, own, outer, readline] });
`;

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript() });
}

describe.skipIf(!hasTerminals)("on a terminal (needs util-linux's script)", () => {
  test.each([
    ["a program asks", "./run ask", "Hello Bob\r\ndone"],
    ["a shell asks on the other stream", "./run shell", "Hello Bob\r\ndone"],
    ["the task's own code writes and reads", "./run own", "Hello Bob\r\ndone"],
    ["the program of a nested task asks", "./run outer", "│ Hello Bob\r\n│ done"],
    ["the task's own code asks", "./run readline", "Hello Bob"],
    ["all is printed as it comes", "TERM=dumb ./run ask", "Hello Bob\r\ndone"],
    ["the output goes on", "./run ask | cat", "Hello Bob\r\ndone"],
  ])(
    "a question without a line ending is seen before its answer, where %s",
    async (_, line, end) => {
      const { screen, exitCode } = await onTerminal(line, newProject().folder, [
        { see: "Your name? ", type: `Bob${keys.enter}` },
      ]);
      // What is running is drawn, and drawn over, between two lines.
      expect(screen.replaceAll(/^ *▶ .*\r\n/gm, "")).toContain(end);
      expect(screen.match(/Your name/g)).toHaveLength(1);
      expect(exitCode).toBe(0);
    },
  );
});
