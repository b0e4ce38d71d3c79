import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type CommandError, run, type RunOptions, task } from "../../../src/index.ts";
import { Project } from "../../support/project.ts";
import { record, type Recorded } from "../../support/terminal/session.ts";

type Command = [string, ...string[]];

function running(
  command: Command,
  options: RunOptions = {},
  overrides: Parameters<typeof record>[2] = {},
): Promise<Recorded> {
  const runs = task({ name: "t", run: () => run(command[0], ...command.slice(1), options) });
  return record(runs, {}, overrides);
}

const node = (script: string): Command => [process.execPath, "-e", script];

describe("run()", () => {
  test("hands arguments on unchanged: there is no shell", async () => {
    const args = ["it's", "$(touch x)", "`id`", "a b", "", "-n", "*", "\n", "🎉"];
    const { result } = await running(
      [...node("console.log(JSON.stringify(process.argv.slice(1)))"), "--", ...args],
      { capture: true },
    );
    const { stdout } = result.value as { stdout: string };
    expect(JSON.parse(stdout)).toEqual(args);
  });

  test("streams both outputs as lines of the task", async () => {
    const { lines } = await running(node("console.log('out'); console.error('err')"));
    expect([...lines].sort()).toEqual(["t │ err", "t │ out"]);
  });

  test("with capture keeps the output and prints nothing", async () => {
    const { result, lines } = await running(node("console.log('a\\nb'); console.error('c')"), {
      capture: true,
    });
    expect(result.value).toMatchObject({ ok: true, exitCode: 0, stdout: "a\nb", stderr: "c" });
    expect(lines).toEqual([]);
  });

  test("throws for another exit code than 0, with the code and the last lines", async () => {
    const script = "for (let i = 1; i < 31; i++) console.log('line ' + i); process.exitCode = 3";
    const { result } = await running(node(script));
    const error = result.error as CommandError;
    expect(error.message).toMatch(/exited with code 3$/);
    expect(error.exitCode).toBe(3);
    expect(error.lastLines).toEqual(Array.from({ length: 20 }, (_, index) => `line ${index + 11}`));
  });

  test("with check: false returns the exit code", async () => {
    const { result } = await running(node("process.exit(3)"), { check: false });
    expect(result.value).toMatchObject({ ok: false, exitCode: 3 });
  });

  test("gives the program its input, and nothing where there is none", async () => {
    const script = "process.stdin.pipe(process.stdout)";
    const { result } = await running(node(script), { input: "two\nlines", capture: true });
    expect(result.value).toMatchObject({ stdout: "two\nlines" });
  });

  test("starts nothing with an input that is neither text nor bytes", async () => {
    for (const input of [5, null, new Uint16Array(1)]) {
      const { result } = await running(node(""), { input: input as never });
      expect(result.error?.message).toMatch(/^the input of `.*` is a text or a Uint8Array, not /);
    }
  });

  test("says why Node starts nothing", async () => {
    const { result } = await running([process.execPath, "a\0b"]);
    expect(result.error?.message).toMatch(/could not be started: .*null bytes/);
  });

  test("adds to the environment, and removes what is undefined", async () => {
    const script = "console.log(process.env.ADDED, process.env.HOME)";
    const { lines } = await running(node(script), { env: { ADDED: "yes", HOME: undefined } });
    expect(lines).toEqual(["t │ yes undefined"]);
  });

  test("runs in a folder relative to the project, and says when there is none", async () => {
    const project = new Project({ "deep/file": "" });
    const there = await running(["ls"], { cwd: "deep" }, { cwd: project.folder });
    expect(there.lines).toEqual(["t │ file"]);
    const nowhere = await running(["ls"], { cwd: "shallow" }, { cwd: project.folder });
    expect(nowhere.result.error?.message).toBe(
      `\`ls\` cannot run in ${project.folder}/shallow: there is no such folder.`,
    );
  });

  test.each([
    ["no-such-program", 'there is no program "no-such-program" on the PATH.'],
    ["./no-such-program", "there is no program /tmp/no-such-program."],
    ["/etc/passwd", '"/etc/passwd" is not executable.'],
  ])("says that there is no %s", async (command, message) => {
    const { result } = await running([command], {}, { cwd: "/tmp" });
    expect(result.error?.message).toBe(message);
  });

  test.each([
    ["npm test", 'run("npm", "test")'],
    ["npm ci && npm test", 'run("npm", "ci"), then run("npm", "test")'],
    ["FOO=1 BAR= cmd -x", 'run("cmd", "-x", { env: { FOO: "1", BAR: "" } })'],
    ["echo hi | cat", 'run("sh", "-c", "echo hi | cat") where a shell is to read it'],
    ["A=1 cmd && b", 'run("sh", "-c", "A=1 cmd && b") where a shell is to read it'],
    ["ls *.ts", 'run("sh", "-c", "ls *.ts") where a shell is to read it'],
    ["bin/x > out", 'run("sh", "-c", "bin/x > out") where a shell is to read it'],
    // What is part of a shell is no program: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_15
    [
      "cd docs && npm ci && npm t",
      'run("npm", "ci", { cwd: "docs" }), then run("npm", "t", { cwd: "docs" })',
    ],
    ["cd docs", '{ cwd: "docs" } behind the arguments of the program that is to run there'],
    ["npm ci && cd docs", 'run("sh", "-c", "npm ci && cd docs") where a shell is to read it'],
    ["export A=1", 'run("sh", "-c", "export A=1") where a shell is to read it'],
    ["source env.sh", 'run("bash", "-c", "source env.sh") where a shell is to read it'],
    ["trap", 'run("sh", "-c", "trap") where a shell is to read it'],
  ])(
    "says of %j, a line for a shell, that there is none, and what to write",
    async (line, code) => {
      const { result } = await running([line]);
      expect(result.error?.message).toBe(
        `there is no program ${JSON.stringify(line)}. run() has no shell: it takes the program and each argument as a text of its own. Write ${code}.`,
      );
    },
  );

  test("starts a program whose name has a space, as any other", async () => {
    const project = new Project({ "my tool": '#!/bin/sh\necho "$1"\n' });
    const { lines } = await running(["./my tool", "works"], {}, { cwd: project.folder });
    expect(lines).toEqual(["t │ works"]);
  });

  test("finds the programs of packages that are installed beside the app or above it, the nearest first", async () => {
    const print = (text: string): string => `#!/bin/sh\necho ${text}\n`;
    const project = new Project({
      "node_modules/.bin/outer": print("outer"),
      "node_modules/.bin/both": print("far"),
      "packages/one/node_modules/.bin/both": print("near"),
    });
    const cwd = path.join(project.folder, "packages/one");
    // As npx leaves it: the programs of a folder above come first.
    const env = { PATH: `${project.folder}/node_modules/.bin:${process.env["PATH"]}` };
    for (const overrides of [{ cwd }, { cwd, env }]) {
      expect((await running(["outer"], {}, overrides)).lines).toEqual(["t │ outer"]);
      expect((await running(["both"], {}, overrides)).lines).toEqual(["t │ near"]);
    }
    const own = await running(["both"], { env: { PATH: "/usr/bin" } }, { cwd });
    expect(own.result.error?.message).toBe('there is no program "both" on the PATH.');
  });

  test("asks programs for colours where they are wanted, and leaves NO_COLOR alone", async () => {
    const script = "console.log(process.env.FORCE_COLOR ?? 'none')";
    expect((await running(node(script))).lines).toEqual(["t │ none"]);
    expect((await running(node(script), {}, { color: true })).lines).toEqual(["t │ 1"]);
    const env = { PATH: process.env["PATH"], NO_COLOR: "1" };
    expect((await running(node(script), {}, { color: true, env })).lines).toEqual(["t │ none"]);
  });

  test("returns when the program has ended, also where it left something behind that holds its output", async () => {
    const script = `require("node:child_process").spawn("sleep", ["60"], { stdio: "inherit", detached: true }).unref(); console.log("done")`;
    const { result, lines } = await running(node(script));
    expect(result.ok).toBe(true);
    expect(lines).toEqual(["t │ done"]);
  });
});

/** Prints the ids of a child and a grandchild, both of which ignore every signal that can be ignored. */
function stubborn(file: string): Command {
  const ignore = `for (const s of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(s, () => {}); setInterval(() => {}, 1000);`;
  const child = `${ignore} require("node:fs").appendFileSync(${JSON.stringify(file)}, process.pid + "\\n");`;
  const parent = `${child} require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); `;
  return node(parent);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    // A zombie has ended: nobody has asked how yet.
    return !readFileSync(`/proc/${id}/stat`, "utf8").includes(") Z");
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.concurrent("a program that will not end", () => {
  const ids = (file: string): number[] =>
    readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number);

  test("is killed with its children when the task is cancelled", async () => {
    const file = path.join(new Project({ ids: "" }).folder, "ids");
    const controller = new AbortController();
    const runs = running(stubborn(file), {}, { signal: controller.signal });
    await until(() => ids(file).length === 2);
    controller.abort();
    const { result } = await runs;
    expect(result.error?.message).toMatch(/was cancelled$/);
    await until(() => !ids(file).some(isRunning));
  }, 20_000);

  test("is killed with its children after its timeout", async () => {
    const file = path.join(new Project({ ids: "" }).folder, "ids");
    const { result } = await running(stubborn(file), { timeoutMs: 500 });
    expect(result.error?.message).toMatch(/took too long and was ended$/);
    await until(() => !ids(file).some(isRunning));
  }, 20_000);
});

test("what a program started is killed also where the program itself ended when it was told to", async () => {
  const file = path.join(new Project({ ids: "" }).folder, "ids");
  const child = `for (const s of ["SIGINT", "SIGTERM"]) process.on(s, () => {}); require("node:fs").appendFileSync(${JSON.stringify(file)}, process.pid + "\\n"); setInterval(() => {}, 1000);`;
  const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "ignore" }); setInterval(() => {}, 1000);`;
  const controller = new AbortController();
  const runs = running(node(parent), {}, { signal: controller.signal });
  const ids = (): number[] => readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number);
  await until(() => ids().length === 1);
  controller.abort();
  expect((await runs).result.error?.message).toMatch(/was cancelled$/);
  await until(() => !ids().some(isRunning));
});

test("a task that is cancelled already starts no program that goes on", async () => {
  const { result } = await running(
    node("setInterval(() => {}, 1000)"),
    {},
    { signal: AbortSignal.abort() },
  );
  expect(result.error?.message).toMatch(/was cancelled$/);
});

test("binary output is text with replacement characters, and captured bytes count as UTF-8", async () => {
  const { lines } = await running(
    node("process.stdout.write(Buffer.from([0x61, 0xff, 0x00, 0x0a, 0x62]))"),
  );
  expect(lines).toEqual(["t │ a\ufffd\u0000", "t │ b"]);
});

test("a program that ends when it is interrupted has time to clean up", async () => {
  const file = path.join(new Project({}).folder, "trace");
  const script = `process.on("SIGINT", () => { require("node:fs").appendFileSync(${JSON.stringify(file)}, "cleaned"); process.exit(0); }); require("node:fs").writeFileSync(${JSON.stringify(file)}, "ready "); setInterval(() => {}, 1000);`;
  writeFileSync(file, "");
  const controller = new AbortController();
  const runs = running(node(script), {}, { signal: controller.signal });
  await until(() => readFileSync(file, "utf8") === "ready ");
  controller.abort();
  await runs;
  expect(readFileSync(file, "utf8")).toBe("ready cleaned");
});
