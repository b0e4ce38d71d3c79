import { describe, expect, test } from "vitest";
import { Project } from "../support/project.ts";

/** Runs a task whose `run` has this body, from line 3 on, as a command. */
async function runBody(
  body: string,
  ...args: readonly string[]
): Promise<{ readonly exitCode: number | undefined; readonly output: string }> {
  const project = new Project({
    "recompose.ts": `import { app, out, run, step, task } from "recompose-ci";
const t = task({ name: "t", async run(_inputs, context) {
${body}
} });
const nested = task({ name: "nested", async run() { await run("sh", "-c", "sleep 0.2; echo nested; exit 3"); } });
export default app({ commands: [t, nested] });`,
  });
  const { exitCode, stdout, stderr } = await project.recompose(["t", ...args]);
  expect(stderr.replace("closed", "").trim()).toBe("");
  return {
    exitCode,
    output: stdout.replaceAll(/ \d+\.\d+s(?: |$)/gm, " ").replaceAll(/ +$/gm, ""),
  };
}

const advice = "Write `await` before the call, and before each call that leads to it.";

describe("what a task started and did not await", () => {
  test("is waited for, and fails the task with its line", async () => {
    expect(await runBody(`  run("sh", "-c", "sleep 0.2; echo late");`)).toEqual({
      exitCode: 1,
      output: [
        "waiting for `sh -c 'sleep 0.2; echo late'`, which the task did not await",
        "late",
        "✗ t the task did not await `sh -c 'sleep 0.2; echo late'`, which was still running when its code ended. " +
          advice,
        "  at recompose.ts:3:3",
      ].join("\n"),
    });
  });

  test("tells how it failed, without a stack of recompose's own", async () => {
    const { exitCode, output } = await runBody(`  run("false");`);
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^✗ t the task did not await `false`, .* It failed, too: `false` exited with code 1\n {2}at recompose\.ts:3:3$/m,
    );
    expect(output).not.toContain(".js:");
  });

  test.each([
    ["void", `  void run("sleep", "0.2");`],
    ["the loser of a Promise.race", `  await Promise.race([run("sleep", "0.2"), null]);`],
    ["a capture", `  const got = run("sleep", "0.2", { capture: true }); out(typeof got);`],
    ["what has a catch", `  run("sleep", "0.2").catch(() => {});`],
  ])("is found with %s", async (_name, body) => {
    const { exitCode, output } = await runBody(body);
    expect(exitCode).toBe(1);
    expect(output).toContain("✗ t the task did not await `sleep 0.2`, which was still running");
    expect(output).toMatch(/at recompose\.ts:3:\d+$/);
  });

  test("is found in a function, with the line of the call in it", async () => {
    const { output } = await runBody(`  const build = async () => {
    await run("sleep", "0.2");
  };
  build();`);
    expect(output).toContain("the task did not await `sleep 0.2`");
    expect(output).toMatch(/at recompose\.ts:4:11$/);
  });

  test("may be a step, with the first of several named in its line", async () => {
    const { output } = await runBody(`  step("a  b", async () => {
    await run("sleep", "0.2");
  });`);
    expect(output).toContain('the task did not await step "a b", `sleep 0.2`, which were still');
    expect(output).toMatch(/at recompose\.ts:3:3$/);
  });

  test("may be a nested task, with its failure", async () => {
    const { exitCode, output } = await runBody(`  nested();`);
    expect(exitCode).toBe(1);
    expect(output).toContain("nested │ nested\n");
    expect(output).toMatch(
      /the task did not await task "nested", .* It failed, too: `sh -c .*` exited with code 3\n {2}at recompose\.ts:3:3$/,
    );
  });

  test("fails the task also where it failed before the task's code ended, with its line", async () => {
    const { exitCode, output } = await runBody(`  run("false");
  await run("sleep", "0.3").catch(() => {});`);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/✗ t `false` exited with code 1\n {2}at recompose\.ts:3:3$/);
  });

  test("is ended where the task has failed by itself", async () => {
    const { exitCode, output } = await runBody(
      `  await Promise.all([run("sleep", "60"), run("false")]);`,
    );
    expect(exitCode).toBe(1);
    expect(output).toBe(
      "ending `sleep 60`: the task has failed\n" +
        "✗ t `false` exited with code 1\n  at recompose.ts:3:42",
    );
  });
});

describe("what its code left running, past recompose", () => {
  test.each([
    ["a timer", `  setTimeout(() => { throw new Error("late"); }, 100);`, "3:28"],
    [
      "a promise",
      `  void (async () => { await new Promise((next) => setTimeout(next, 100)); throw new Error("late"); })();`,
      "3:81",
    ],
    [
      "a program",
      `  process.getBuiltinModule("node:child_process").execFile("false", () => { throw new Error("late"); });`,
      "3:82",
    ],
    [
      "a timer, where the streams of the process were used",
      `  process.stdout.write(""); void process.stderr.isTTY; setTimeout(() => { throw new Error("late"); }, 100);`,
      "3:81",
    ],
    [
      "one of two timers",
      `  setInterval(() => {}, 10); setTimeout(() => { throw new Error("late"); }, 100);`,
      "3:55",
    ],
  ])("fails the task where it fails, with its line in the app: %s", async (_, body, place) => {
    const { exitCode, output } = await runBody(body);
    expect(output).toBe(`✗ t late\n  at recompose.ts:${place}`);
    expect(exitCode).toBe(1);
  });

  test("fails it by a command that it starts late", async () => {
    const { exitCode, output } = await runBody(`  setTimeout(() => { run("false"); }, 50);`);
    expect(output).toBe("✗ t `false` exited with code 1\n  at recompose.ts:3:22");
    expect(exitCode).toBe(1);
  });

  test("is waited for, and belongs to it", async () => {
    const { exitCode, output } = await runBody(
      `  setTimeout(() => { out("late"); context.setOutput("x" as never, 1); }, 50);`,
    );
    expect(output).toMatch(/^late\n✗ t .*"x"/);
    expect(exitCode).toBe(1);
  });

  test("is named where it takes a while", async () => {
    // It is looked for as often as this counts.
    const { exitCode, output } = await runBody(`  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    if (count < 60) return;
    clearInterval(timer);
    out("late");
  }, 50);`);
    expect(output).toBe("waiting for what the code of the task left running: a timer\nlate\n✓ t");
    expect(exitCode).toBe(0);
  });

  test("ends with the task on Ctrl-C", async () => {
    const { exitCode, output } = await runBody(
      `  setInterval(() => {}, 1e6); setTimeout(() => process.kill(process.pid, "SIGINT"), 50);`,
    );
    expect(output).toBe("✗ t it was ended before what its code left running was done");
    expect(exitCode).toBe(130);
  });

  test.each([
    ["a server", `createServer().listen(0, "127.0.0.1")`],
    ["a server of a socket", `createServer().listen("socket")`],
  ])("is not waited for where it is %s", async (_name, server) => {
    const { exitCode, output } = await runBody(`  const { createServer } = await import("node:net");
  const server = ${server};
  server.on("listening", () => setTimeout(() => { console.error("closed"); server.close(); }, 300));
  await new Promise((next) => server.on("listening", next));`);
    expect(output.split("\n")[0]).toBe("✓ t");
    expect(exitCode).toBe(0);
  });
});

describe("a task is not failed", () => {
  test("by a server that it ends, and awaits then", async () => {
    const { exitCode } =
      await runBody(`  const server = run("sh", "-c", "echo $$ > pid; exec sleep 60").catch(() => {});
  await run("sh", "-c", "until [ -s pid ]; do :; done; kill $(cat pid)");
  await server;`);
    expect(exitCode).toBe(0);
  });

  test("by what had ended before it without being awaited", async () => {
    const { exitCode } = await runBody(`  run("true");
  await run("sleep", "0.3");`);
    expect(exitCode).toBe(0);
  });

  test("by what is awaited together", async () => {
    const { exitCode, output } = await runBody(
      `  await Promise.all([step("a", () => run("true")), step("b", () => run("true"))]);`,
    );
    expect(output).not.toContain("waiting");
    expect(exitCode).toBe(0);
  });
});
