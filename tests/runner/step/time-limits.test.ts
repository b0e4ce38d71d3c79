import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TimeLimits } from "../../../src/runner/step/time-limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function limits(): { readonly limits: TimeLimits; readonly over: string[] } {
  const over: string[] = [];
  return { limits: new TimeLimits(() => Date.now()), over };
}

test("a limit is over after its time, unless it was ended", () => {
  const { limits: all, over } = limits();
  all.start(100, () => over.push("job"));
  const end = all.start(50, () => over.push("step"));
  vi.advanceTimersByTime(40);
  end();
  vi.advanceTimersByTime(59);
  expect(over).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(over).toEqual(["job"]);
});

test("the time of all stands still while they are paused, and the rest is left after it", () => {
  const { limits: all, over } = limits();
  all.start(100, () => over.push("job"));
  const end = all.start(200, () => over.push("step"));
  vi.advanceTimersByTime(70);
  const resume = all.pause();
  vi.advanceTimersByTime(10_000);
  end();
  resume();
  vi.advanceTimersByTime(29);
  expect(over).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(over).toEqual(["job"]);
  vi.advanceTimersByTime(10_000);
  expect(over).toEqual(["job"]);
});
