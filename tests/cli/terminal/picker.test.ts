import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { hasTerminals, keys, onTerminal } from "../../support/terminal/terminal.ts";

const app = `
import { app, boolInput, choiceInput, out, stringInput, task } from "recompose-ci";
const deploy = task({
  name: "deploy",
  description: "Send it somewhere",
  inputs: {
    env: choiceInput(["dev", "prod"], { description: "Where to" }),
    message: stringInput(),
    dry_run: boolInput({ description: "Only say what would happen" }),
  },
  run(inputs) {
    out(JSON.stringify(inputs));
  },
});
const lint = task({ name: "lint", description: "Find mistakes", run: () => out("linted") });
export default app({ commands: [lint, deploy] });
`;

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript() });
}

describe.skipIf(!hasTerminals)("./run alone on a terminal (needs util-linux's script)", () => {
  test("offers the commands with their descriptions, and runs the one that is chosen", async () => {
    const { screen, exitCode } = await onTerminal("./run", newProject().folder, [
      { see: "Type: to search", type: keys.enter },
    ]);
    expect(screen).toMatch(/lint +Find mistakes/);
    expect(screen).toMatch(/deploy +Send it somewhere/);
    expect(screen).toContain("$ ./run lint\n".replace("\n", "\r\n"));
    expect(screen).toContain("linted");
    expect(exitCode).toBe(0);
  });

  test("filters by what is typed, asks for inputs, and shows the command line before it runs it", async () => {
    const { screen, exitCode } = await onTerminal("./run", newProject().folder, [
      { see: "Type: to search", type: "somew" },
      { see: "1 match", type: keys.enter },
      { see: "env: Where to", type: keys.down },
      { see: "● prod", type: keys.enter },
      { see: "message", type: "it's me" },
      { see: "it's me", type: keys.enter },
      { see: "Anything to change", type: keys.space },
      { see: "◼", type: keys.enter },
      { see: "dry-run: Only say", type: keys.enter },
    ]);
    expect(screen).toContain(`$ ./run deploy --env=prod --message='it'\\''s me' --dry-run`);
    expect(screen).toContain('{"env":"prod","message":"it\'s me","dry_run":true}');
    expect(exitCode).toBe(0);
  });

  test("Enter takes the command whose name begins with what was typed, before those whose description has it", async () => {
    const project = new Project({
      "recompose.ts": `
        import { app, out, task } from "recompose-ci";
        const check = task({ name: "check", description: "Is it well formatted?", run: () => out("checked") });
        const latest = task({ name: "latest", run: () => out("latest one") });
        const test = task({ name: "test", run: () => out("tested") });
        export default app({ commands: [check, latest, test] });
      `,
      run: runScript(),
    });
    const { screen } = await onTerminal("./run", project.folder, [
      { see: "Type: to search", type: "t" },
      { see: "Search: t", type: "e" },
      { see: "matches", type: keys.enter },
    ]);
    expect(screen).toContain("$ ./run test\r\n");
    expect(screen).toContain("tested");
  });

  test.each([
    ["Esc", keys.escape],
    ["Ctrl-C", keys.interrupt],
  ])("%s leaves with nothing run and exit code 130", async (_name, key) => {
    const { screen, exitCode } = await onTerminal("./run", newProject().folder, [
      { see: "Type: to search", type: key },
    ]);
    expect(screen).toContain("Nothing was run.");
    expect(screen).not.toContain("linted");
    expect(exitCode).toBe(130);
  });

  test("is not offered on CI: nobody sits there", async () => {
    const { screen, exitCode } = await onTerminal("CI=true ./run", newProject().folder, []);
    expect(screen).toContain("Usage: ./run COMMAND");
    expect(exitCode).toBe(0);
  });
});

test("through a pipe, ./run alone prints help", async () => {
  const { stdout, exitCode } = await newProject().recompose([]);
  expect(stdout).toMatch(/^Usage: \.\/run COMMAND/);
  expect(exitCode).toBe(0);
});
