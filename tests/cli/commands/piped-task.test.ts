/** A task with secrets, or with `--json`, is read from behind a pipe: what it writes past recompose, too. */
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { processEnd } from "../../support/process-end.ts";
import { Project, runScript } from "../../support/project.ts";
import { signalling } from "../../support/terminal/signalling.ts";
import { hasTerminals, keys, onTerminal } from "../../support/terminal/terminal.ts";

const app = `
import { execFileSync } from "node:child_process";
import { writeSync } from "node:fs";
import { app, out, run, task } from "recompose-ci";
console.log("loading");
const secrets = ["TOKEN"];
const past = task({ name: "past", secrets, async run() {
  out("1 " + process.env.TOKEN);
  writeSync(1, "2 " + process.env.TOKEN + "\\n");
  await run("sh", "-c", "echo 3 $TOKEN");
  execFileSync("sh", ["-c", "echo 4 $TOKEN; echo 5 $TOKEN >&2"], { stdio: "inherit" });
  console.log("6");
  writeSync(2, "7 " + process.env.TOKEN.slice(0, 4));
  writeSync(2, process.env.TOKEN.slice(4) + "\\n");
  writeSync(1, "::add-mask::swordfish\\n");
  writeSync(1, "8 swordfish\\n");
  out("9");
} });
const parted = task({ name: "parted", secrets, async run() {
  for (const control of ["\\u0000", "\\u001B[31m", "\\u001B[K", "\\u009B1m", "\\u001B]0;t\\u0007"]) {
    const text = [...process.env.TOKEN].join(control);
    out(text);
    writeSync(1, text + "\\n");
    await run("node", "-p", JSON.stringify(text));
  }
} });
const killed = task({ name: "killed", secrets, run() { out("before"); process.kill(process.pid, "SIGKILL"); } });
const asks = task({ name: "asks", secrets, run() { execFileSync("sh", ["-c", 'printf "Your name? "; read name; echo "Hello $name"'], { stdio: "inherit" }); } });
const polite = task({ name: "polite", secrets, async run(_inputs, { signal }) {
  signal.addEventListener("abort", () => out("cleaning up"));
  await run("sh", "-c", "echo $$ > program; echo ready; exec sleep 60");
} });
const spins = task({ name: "spins", secrets, run() { out("ready"); for (;;) {} } });
export default app({ entryPoint: "./run", commands: [past, parted, killed, asks, polite, spins] });
`;

const env = { TOKEN: "hunter22" };

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript() });
}

test("what a task with secrets writes past recompose is masked, in its place", async () => {
  const { stdout, stderr, exitCode } = await newProject().recompose(["past"], { env });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(stdout).toMatch(
    /^loading\n1 \*{3}\n2 \*{3}\n3 \*{3}\n4 \*{3}\n5 \*{3}\n6\n7 \*{3}\n8 \*{3}\n9\n✓ past/,
  );
});

test.each(["", "--json", "--color"])(
  "no secret comes together where control characters are left out of a line: %j",
  async (option) => {
    const { stdout, exitCode } = await newProject().recompose(["parted", option].filter(Boolean), {
      env,
    });
    expect(exitCode).toBe(0);
    expect(stdout.match(/\*{3}/g)).toHaveLength(15);
    // oxlint-disable-next-line no-control-regex
    expect(stdout.replaceAll(/\u001B\[[\d;]*m/g, "")).not.toContain("hunter22");
  },
);

test("what a task writes past recompose is an event with --json", async () => {
  const { stdout, exitCode } = await newProject().recompose(["past", "--json"], { env });
  const [loading, ...lines] = stdout.split("\n");
  const events = lines.map((line) => JSON.parse(line) as { type: string; text?: string });
  expect(exitCode).toBe(0);
  expect(loading).toBe("loading");
  expect(events.flatMap(({ text }) => (text === undefined ? [] : [text.slice(0, 1)]))).toEqual([
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
  ]);
  expect(events.at(-1)?.type).toBe("task-finished");
  expect(stdout).not.toContain("hunter22");
});

test.each(["killed", "killed --json"])("./run %s says what ended its process", async (line) => {
  const { stdout, exitCode } = await newProject().recompose(line.split(" "), { env });
  expect(stdout).toContain("before");
  expect(stdout.split("\n").at(-1)).toContain("the process of the task was ended by SIGKILL");
  expect(exitCode).toBe(1);
});

test.each(["polite", "spins"])(
  "signals reach the task %s behind the pipe, and the second ends it at once",
  signalling,
  async (task) => {
    const project = newProject();
    const command = execa(`${project.folder}/run`, [task], {
      cwd: project.folder,
      env,
      reject: false,
      stdin: "ignore",
    });
    let printed = "";
    command.stdout.on("data", (chunk: Buffer) => {
      const before = printed;
      printed += chunk.toString();
      if (before.includes("ready") || !printed.includes("ready")) return;
      command.kill("SIGINT");
      if (task === "spins") setTimeout(() => command.kill("SIGINT"), 200);
    });
    const { exitCode, stdout } = await command;
    expect(exitCode).toBe(130);
    expect(stdout).toContain(task === "polite" ? "cleaning up" : "ready");
  },
);

test("kill -9 of the command ends the task behind the pipe", signalling, async () => {
  const project = newProject();
  const command = execa(`${project.folder}/run`, ["polite"], {
    cwd: project.folder,
    env,
    reject: false,
    stdin: "ignore",
  });
  command.stdout.on("data", (chunk: Buffer) => {
    if (chunk.toString().includes("ready")) command.kill("SIGKILL");
  });
  const { signal } = await command;
  await processEnd(Number(project.read("program")));
  expect(signal).toBe("SIGKILL");
});

describe.skipIf(!hasTerminals)("on a terminal (needs util-linux's script)", () => {
  test("a program that a task with secrets hands the terminal asks and is answered", async () => {
    const { screen, exitCode } = await onTerminal(
      "TOKEN=hunter22 ./run asks",
      newProject().folder,
      [{ see: "Your name? ", type: `Bob${keys.enter}` }],
    );
    expect(screen).toContain("Hello Bob");
    expect(exitCode).toBe(0);
  });

  test("Ctrl-C tells the task behind the pipe once", signalling, async () => {
    const { screen, exitCode } = await onTerminal(
      "TOKEN=hunter22 ./run polite",
      newProject().folder,
      [{ see: "ready", type: keys.interrupt }],
    );
    expect(screen.match(/cleaning up/g)).toHaveLength(1);
    expect(exitCode).toBe(130);
  });
});
