import { expect, test } from "vitest";
import { noteReadBuffer } from "../../src/host/read-buffers.ts";

/** Of 64 KiB each. */
const readings = 1000;

test("buffers that were read and that nobody needs do not lie about", () => {
  const kept: number[] = [];
  for (let count = 0; count < readings; count += 1) {
    Buffer.allocUnsafeSlow(64 * 1024).fill(count);
    noteReadBuffer();
    kept.push(process.memoryUsage().arrayBuffers);
  }
  // V8 alone lets 32 MiB of them come together.
  expect(Math.max(...kept) - Math.min(...kept)).toBeLessThan(16 * 1024 * 1024);
});
