import fc from "fast-check";
import { expect, test } from "vitest";
import { checksum } from "../../src/start/checksum.ts";
import { cases } from "../support/cases.ts";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });

test("a change of any byte changes the sum", () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (data, place, change) => {
      const changed = Buffer.from(data);
      const index = place % data.length;
      changed[index] = (changed[index] ?? 0) ^ change;
      expect(checksum(changed)).not.toBe(checksum(Buffer.from(data)));
    }),
    cases(100),
  );
});

test("a place in memory does not change the sum", () => {
  fc.assert(
    fc.property(bytes, fc.nat(7), (data, offset) => {
      const memory = Buffer.alloc(offset + data.length);
      memory.set(data, offset);
      expect(checksum(memory.subarray(offset))).toBe(checksum(Buffer.from(data)));
    }),
    cases(100),
  );
});

test("zeros that were added or lost change the sum", () => {
  const sums = Array.from({ length: 20 }, (_, length) => checksum(Buffer.alloc(length)));
  expect(new Set(sums).size).toBe(20);
});
