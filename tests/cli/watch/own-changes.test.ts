import { expect, test } from "vitest";
import { OwnChanges } from "../../../src/cli/watch/own-changes.ts";

test("a file that changes during each run starts three more", () => {
  const own = new OwnChanges();
  const started = Array.from({ length: 6 }, () => {
    own.nextRun();
    return own.startsRun("made.txt");
  });
  expect(started).toEqual([true, true, true, false, false, false]);
});

test("a file that did not change during one run counts from the beginning", () => {
  const own = new OwnChanges();
  for (let run = 0; run < 4; run += 1) {
    own.nextRun();
    own.startsRun("made.txt");
  }
  own.nextRun();
  own.nextRun();
  expect(own.startsRun("made.txt")).toBe(true);
});

test("several changes during one run are one, and each file counts for itself", () => {
  const own = new OwnChanges();
  own.nextRun();
  expect([1, 2, 3, 4].map(() => own.startsRun("a.ts"))).toEqual([true, true, true, true]);
  for (let run = 0; run < 3; run += 1) {
    own.nextRun();
    own.startsRun("a.ts");
  }
  expect(own.startsRun("a.ts")).toBe(false);
  expect(own.startsRun("b.ts")).toBe(true);
});
