import process from "node:process";
import { expect, test } from "vitest";
import { Child } from "../../src/host/processes/child.ts";

const options = { cwd: process.cwd(), env: process.env, stdin: "ignore" } as const;

test.each([
  ["of which there is none", "no-such-program", [], "ENOENT"],
  ["with arguments that are too long", "echo", ["x".repeat(4_000_000)], "E2BIG"],
  ["with a NUL in an argument", "echo", ["\0"], "ERR_INVALID_ARG_VALUE"],
])("a program %s has ended, and says why it never started", async (_what, program, args, code) => {
  const child = new Child(program, args, options);
  child.later(10_000, () => {});
  child.whenAborted(AbortSignal.abort(), () => expect.unreachable());
  expect(child.pid).toBeUndefined();
  expect(child.treeToEnd()).toBeUndefined();
  expect(await child.completion).toMatchObject({ exitCode: undefined, startError: { code } });
});

test("a program gets its input, and may end without reading it", async () => {
  const input = Buffer.alloc(1_000_000, "x");
  const reading = new Child("wc", ["-c"], { ...options, stdin: input });
  let text = "";
  reading.onOutput("stdout", (chunk) => (text += chunk.toString()));
  expect(await reading.completion).toEqual({ exitCode: 0, signal: undefined });
  expect(text.trim()).toBe("1000000");
  const deaf = new Child("false", [], { ...options, stdin: input });
  expect(await deaf.completion).toEqual({ exitCode: 1, signal: undefined });
});

test("a program that has ended is not waited for where it left another with its pipes", async () => {
  const child = new Child("sh", ["-c", "sleep 60 & echo $!"], options);
  let id = "";
  child.onOutput("stdout", (chunk) => (id += chunk.toString()));
  expect(await child.completion).toEqual({ exitCode: 0, signal: undefined });
  // It was not to be ended either.
  expect(process.kill(Number(id), "SIGKILL")).toBe(true);
});
