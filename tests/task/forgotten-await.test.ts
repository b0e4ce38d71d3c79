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
  expect(stderr).toBe("");
  return { exitCode, output: stdout.replaceAll(/ \d+\.\d+s /g, " ") };
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

test.each([
  ["a timer", `  setTimeout(() => { throw new Error("late"); }, 100);`, "3:28"],
  [
    "a promise",
    `  void (async () => { await new Promise((next) => setTimeout(next, 100)); throw new Error("late"); })();`,
    "3:81",
  ],
])(
  "%s that a task left behind fails the command with its line in the app",
  async (_, body, place) => {
    const project = new Project({
      "recompose.ts": `import { app, task } from "recompose-ci";
const t = task({ name: "t", async run() {
${body}
} });
export default app({ commands: [t] });`,
    });
    const { exitCode, stderr } = await project.recompose(["t"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: Error: late\n/);
    expect(stderr).toContain(`recompose.ts:${place}`);
    expect(stderr).not.toMatch(/\.cjs|Node\.js v/);
  },
);

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
