import { expect, test } from "vitest";
import { askProgram } from "../../src/host/processes/program-answer.ts";

const shell = (script: string, question: Parameters<typeof askProgram>[2] = {}) =>
  askProgram("sh", ["-c", script], question);

test("what a program prints is read to its end, without the last line ending", async () => {
  const script = "echo a; echo; printf 'b\\r\\n' >&2; read line || echo end";
  const answer = { ok: true, exitCode: 0, stdout: "a\n\nend", stderr: "b", startError: undefined };
  expect(await shell(script)).toEqual(answer);
});

test("a program that fails, is ended by a signal or is not there, is not ok", async () => {
  expect(await shell("echo no; exit 3")).toMatchObject({ ok: false, exitCode: 3, stdout: "no" });
  expect(await shell("kill -9 $$")).toMatchObject({ ok: false, exitCode: undefined });
  expect(await askProgram("no-such-program", [])).toMatchObject({ startError: "ENOENT" });
});

test("it has the folder and the environment that it is given, and no more", async () => {
  const env = { PATH: "/usr/bin:/bin", X: "1", HOME: undefined };
  const answer = await shell('echo "$PWD $X $HOME."', { cwd: "/", env });
  expect(answer.stdout).toBe("/ 1 .");
});

test("it is ended when it takes too long, prints too much, or the signal is aborted", async () => {
  const started = Date.now();
  const endless = "trap '' TERM; sleep 60 & wait; sleep 60";
  expect(await shell(endless, { timeoutMs: 100 })).toMatchObject({ ok: false });
  expect(await shell("yes", { longestAnswer: 100 })).toMatchObject({ ok: false });
  const cancelSignal = AbortSignal.timeout(100);
  expect(await shell("trap 'exit 0' TERM; sleep 60 & wait", { cancelSignal })).toMatchObject({
    ok: false,
    exitCode: 0,
  });
  expect(Date.now() - started).toBeLessThan(10_000);
});
