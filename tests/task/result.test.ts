import { describe, expect, test } from "vitest";
import {
  dbg,
  err,
  getSecret,
  ok,
  out,
  saveArtifact,
  setOutput,
  step,
  stringInput,
  task,
} from "../../src/index.ts";
import { record } from "../support/terminal/session.ts";

describe("a task", () => {
  test("succeeds with what run returns, plain or in ok()", async () => {
    expect((await record(task({ name: "plain", run: () => 1 }))).result.value).toBe(1);
    expect((await record(task({ name: "wrapped", run: () => ok("a") }))).result.value).toBe("a");
    expect((await record(task({ name: "nothing", run() {} }))).result.ok).toBe(true);
  });

  test.each([
    ["err()", () => err("no good"), "no good"],
    ["a thrown error", () => Promise.reject(new Error("boom")), "boom"],
    ["a thrown text", () => Promise.reject("just text"), "just text"],
    ["a thrown nothing", () => Promise.reject(undefined), "undefined"],
    [
      "a thrown thing without a text",
      () => Promise.reject(Object.create(null)),
      "something was thrown that has no text",
    ],
  ])("fails with %s and never rejects", async (_what, run, message) => {
    const { result, finished } = await record(task({ name: "fails", run }));
    expect(result.failed).toBe(true);
    expect(result.error?.message).toBe(message);
    expect(finished).toMatchObject({ result: "failure", error: message });
  });

  test("that declares an output or artifact and never sets it fails, naming all of them", async () => {
    const half = task({
      name: "half",
      outputs: ["a", "b", "c"],
      artifacts: ["wheel"],
      run(_inputs, context) {
        context.setOutput("b", true);
      },
    });
    const { result } = await record(half);
    expect(result.error?.message).toBe(
      'it never set its output "a" and "c" and never saved its artifact "wheel", which it declares',
    );
    expect(result.outputs).toEqual({ b: "true" });
  });

  test("has the last value of an output that is set twice, as text", async () => {
    const twice = task({
      name: "twice",
      outputs: ["n"],
      run(_inputs, { setOutput: set }) {
        set("n", 1);
        set("n", 2.5);
      },
    });
    expect((await record(twice)).result.outputs).toEqual({ n: "2.5" });
  });

  test("fails where an artifact's path does not exist, there and then", async () => {
    const saves = task({
      name: "saves",
      artifacts: ["wheel"],
      run(_inputs, context) {
        context.saveArtifact("wheel", "no/such.whl");
        out("never printed");
      },
    });
    const { result, lines } = await record(saves, {}, { cwd: "/tmp" });
    expect(result.error?.message).toBe(
      'task "saves": the artifact "wheel" cannot be saved: there is no file or folder /tmp/no/such.whl.',
    );
    expect(lines).toEqual([]);
  });

  test("called with wrong names by a caller without types says what it declares", async () => {
    const strict = task({
      name: "strict",
      outputs: ["version"],
      run: () => setOutput("versoin", 1),
    });
    expect((await record(strict)).result.error?.message).toBe(
      'task "strict" does not declare the output "versoin". Its outputs are "version". Did you mean "version"?',
    );
  });
});

describe("a nested task", () => {
  const failing = task({ name: "failing", run: () => err("broken") });

  test("that failed unseen fails its parent, by name", async () => {
    const parent = task({
      name: "parent",
      async run() {
        await failing();
      },
    });
    expect((await record(parent)).result.error?.message).toBe(
      'the nested task "failing" failed: broken',
    );
  });

  test.each([
    ["ok", async () => (await failing()).ok],
    ["failed", async () => (await failing()).failed],
    [
      "error",
      async () => {
        const result = await failing();
        return "error" in result && result.error;
      },
    ],
  ])("that failed and whose %s was looked at does not", async (_property, look) => {
    const parent = task({ name: "parent", run: async () => void (await look()) });
    expect((await record(parent)).result.ok).toBe(true);
  });

  test("fails its parent through unwrap() with the same message", async () => {
    const parent = task({ name: "parent", run: async () => (await failing()).unwrap() });
    expect((await record(parent)).result.error?.message).toBe("broken");
  });

  test("that nobody waited for still belongs to its parent", async () => {
    const late = task({
      name: "late",
      async run() {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return err("late and broken");
      },
    });
    const parent = task({ name: "parent", run: () => void late() });
    expect((await record(parent)).result.error?.message).toContain("late and broken");
  });

  test("keeps its outputs, lines and path apart from those that run beside it", async () => {
    const worker = (name: string) =>
      task({
        name,
        outputs: ["who"],
        async run() {
          for (let turn = 0; turn < 3; turn += 1) {
            await Promise.resolve();
            out(`${name} ${turn}`);
          }
          setOutput("who", name);
        },
      });
    const [a, b] = [worker("a"), worker("b")];
    const parent = task({
      name: "parent",
      async run() {
        const results = await Promise.all([a(), b()]);
        return results.map((result) => result.outputs.who);
      },
    });
    const { result, lines } = await record(parent);
    expect(result.value).toEqual(["a", "b"]);
    expect(result.outputs).toEqual({});
    expect(lines.filter((line) => line.startsWith("parent › a"))).toEqual(
      [0, 1, 2].map((turn) => `parent › a │ a ${turn}`),
    );
    expect(lines).toHaveLength(6);
  });
});

test("a call whose arguments throw when they are read fails and does not reject", async () => {
  const given = {
    get name(): string {
      throw new Error("no name");
    },
  };
  const named = task({ name: "named", inputs: { name: stringInput() }, run() {} });
  expect((await record(named, given)).result.error?.message).toBe("no name");
});

describe("step()", () => {
  test("gives its lines, and those of steps in it, a path of their own, and returns what its body does", async () => {
    const steps = task({
      name: "t",
      run: () => step("outer", () => step("inner", () => (out("here"), 5))),
    });
    const { result, lines, events } = await record(steps);
    expect(result.value).toBe(5);
    expect(lines).toEqual(["t › outer › inner │ here"]);
    expect(events.map(({ type }) => type)).toEqual([
      "task-started",
      "step-started",
      "step-started",
      "line",
      "step-finished",
      "step-finished",
      "task-finished",
    ]);
  });

  test("that fails says so in its own place, and fails the task with the same message", async () => {
    const fails = task({
      name: "t",
      run: () => step("bad", () => Promise.reject(new Error("broken"))),
    });
    const { result, lines } = await record(fails);
    expect(result.error?.message).toBe("broken");
    expect(lines).toEqual(["t › bad │ broken"]);
  });
});

test.each([
  ["setOutput", () => setOutput("a", 1)],
  ["getSecret", () => getSecret("A")],
  ["dbg", () => dbg("a")],
  ["saveArtifact", () => saveArtifact("a", ".")],
  ["out", () => out("a")],
])("%s() outside of a task says so", (name, call) => {
  expect(call).toThrow(`${name}() was called outside of a task`);
});
