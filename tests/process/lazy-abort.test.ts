import { expect, test, vi } from "vitest";
import { LazyAbort } from "../../src/process/lazy-abort.ts";

test("a signal is made when someone looks at it, and is told of what comes after", () => {
  const onMade = vi.fn<() => void>();
  const abort = new LazyAbort(onMade);
  expect(abort.isMade).toBe(false);
  expect(onMade).not.toHaveBeenCalled();
  const { signal } = abort;
  expect(onMade).toHaveBeenCalledOnce();
  expect(signal.aborted).toBe(false);
  abort.abort("SIGINT");
  expect(abort.isAborted).toBe(true);
  expect(abort.signal).toBe(signal);
  expect(signal).toMatchObject({ aborted: true, reason: "SIGINT" });
});

test("a signal that is looked at after the abort is aborted, for the first reason", () => {
  const abort = new LazyAbort();
  abort.abort("SIGINT");
  abort.abort("SIGTERM");
  expect(abort.signal).toMatchObject({ aborted: true, reason: "SIGINT" });
});
