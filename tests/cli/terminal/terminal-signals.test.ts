/** Signals of a terminal, and signals that look like them. */
import { execaSync } from "execa";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { signalling } from "../../support/terminal/signalling.ts";
import { hasTerminals, keys, onTerminal } from "../../support/terminal/terminal.ts";

const app = `
import { app, automation, job, out, run, task } from "recompose-ci";
const polite = "process.on('SIGINT', () => console.log('told')); process.stdin.once('data', () => process.exit()); console.log('ready');";
const asks = task({ name: "asks", run: () => run("node", "-e", polite, { check: false }) });
const waits = task({ name: "waits", run: () => run("sh", "-c", "echo $$ > program; echo ready; read -r word < answer; echo $word") });
const spins = task({ name: "spins", run() { out("ready"); for (;;) {} } });
const spinsLater = task({ name: "spins_later", async run() { await run("true"); out("ready"); for (;;) {} } });
const ci = automation({ name: "ci", jobs() { job(waits); } });
export default app({ entryPoint: "./run", commands: [asks, waits, spins, spinsLater], automations: [ci] });
`;

function newProject(): Project {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  execaSync("mkfifo", ["answer"], { cwd: project.folder });
  return project;
}

describe.skipIf(!hasTerminals)("on a terminal (needs util-linux's script)", () => {
  test.each(["the terminal", "kill"])(
    "the program of a task gets SIGINT once, where %s sends it",
    signalling,
    async (sender) => {
      const project = newProject();
      const interrupt = (): void => void process.kill(Number(project.read("recompose")), "SIGINT");
      const { screen, exitCode } = await onTerminal(
        "echo $$ > recompose; exec ./run asks",
        project.folder,
        [
          { see: "ready", type: sender === "kill" ? interrupt : keys.interrupt },
          { see: "told", type: keys.enter },
        ],
      );
      expect(screen.match(/told\r/g)).toHaveLength(1);
      expect(exitCode).toBe(130);
    },
  );

  test.each(["./run ci", "./run waits </dev/null"])(
    "Ctrl-Z stops the programs of %s and gives the cursor back, and fg goes on",
    signalling,
    async (command) => {
      const project = newProject();
      const state = 'ps -o stat= -p "$(cat program)"';
      const answer = (): void => writeFileSync(path.join(project.folder, "answer"), "the word\n");
      // What runs is drawn, with the cursor hidden, once the program has said something.
      const drawn = command === "./run ci" ? [] : [{ see: "▶ waits", type: keys.stop }];
      const { screen, raw, exitCode } = await onTerminal(
        "PS1='shell> ' bash --norc -i",
        project.folder,
        [
          { see: "shell> ", type: `${command}${keys.enter}` },
          { see: "ready", type: drawn.length === 0 ? keys.stop : "" },
          ...drawn,
          { see: "Stopped", type: `${state}${keys.enter}` },
          { see: "T", type: `fg${keys.enter}` },
          { see: command === "./run ci" ? "ready" : "▶ waits", type: answer },
          { see: "✓", type: `exit${keys.enter}` },
        ],
      );
      expect(exitCode).toBe(0);
      expect(screen).toContain("✓ ");
      const stopped = raw.indexOf("Stopped");
      const [hidden, shown] = ["\u001B[?25l", "\u001B[?25h"];
      expect(raw.lastIndexOf(hidden, stopped)).toBeGreaterThan(-1);
      expect(raw.lastIndexOf(shown, stopped)).toBeGreaterThan(raw.lastIndexOf(hidden, stopped));
      expect(raw.lastIndexOf(shown)).toBeGreaterThan(raw.lastIndexOf(hidden));
      expect(raw.indexOf(hidden, stopped)).toBeGreaterThan(stopped);
    },
  );

  test.each(["spins", "spins_later", "spins </dev/null"])(
    "the second Ctrl-C ends the task %s, which never gives way",
    signalling,
    async (task) => {
      const project = newProject();
      const interrupt = (): void => {
        process.kill(-Number(project.read("recompose")), "SIGINT");
      };
      const twice = (): void => {
        setTimeout(interrupt, 200);
        setTimeout(interrupt, 600);
      };
      const line = `echo $$ > recompose; exec ./run ${task}`;
      const typings = [{ see: "ready", type: twice }];
      const { exitCode, raw } = await onTerminal(line, project.folder, typings);
      expect(exitCode).toBe(137);
      const [hidden, shown] = ["\u001B[?25l", "\u001B[?25h"];
      expect(raw.lastIndexOf(shown)).toBeGreaterThanOrEqual(raw.lastIndexOf(hidden));
    },
  );

  test("Ctrl-Z stops nothing where no shell could let it go on", signalling, async () => {
    const { exitCode } = await onTerminal("exec ./run asks", newProject().folder, [
      { see: "ready", type: keys.stop },
      { see: "^Z", type: keys.enter },
    ]);
    expect(exitCode).toBe(0);
  });
});
