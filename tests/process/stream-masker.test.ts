import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Masker } from "../../src/process/masker.ts";
import { StreamMasker } from "../../src/process/stream-masker.ts";
import { cases } from "../support/cases.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const secret = "hunter2hunter";

function stream(): { readonly masker: StreamMasker; readonly shown: () => string } {
  let text = "";
  const masker = new StreamMasker(new Masker([secret]), (more) => (text += more));
  return { masker, shown: () => text };
}

test("text is shown at once, also without a line ending", () => {
  const { masker, shown } = stream();
  masker.push(Buffer.from("$ "));
  expect(shown()).toBe("$ ");
});

test("a key where a secret begins is shown after a moment, and a secret never, however slowly it comes", () => {
  const { masker, shown } = stream();
  for (const key of `echo ${secret};hun`) {
    masker.push(Buffer.from(key));
    vi.advanceTimersByTime(1000);
  }
  // Three characters that could have become anything.
  expect(shown()).toBe("echo hun***;hun");
  masker.push(Buffer.from("g"));
  expect(shown()).toBe("echo hun***;hung");
});

test("what could have become a secret is shown in the end", () => {
  const { masker, shown } = stream();
  masker.push(Buffer.from("hunter2"));
  masker.end();
  expect(shown()).toBe("hunter2");
});

test("wherever the bytes are cut, and however long each part takes, the same is shown", () => {
  const part = fc.constantFrom(secret, "hun", "hunter", "é", "\r\n", " ", "\u001B[1m", "r2");
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }),
      fc.array(fc.nat({ max: 60 }), { maxLength: 12 }),
      fc.boolean(),
      (parts, cuts, isSlow) => {
        const { masker, shown } = stream();
        const bytes = Buffer.from(parts.join(""));
        const places = [...new Set(cuts)].sort((a, b) => a - b);
        let start = 0;
        for (const end of [...places, bytes.length]) {
          masker.push(bytes.subarray(start, Math.max(start, end)));
          start = Math.max(start, end);
          if (isSlow) vi.advanceTimersByTime(1000);
        }
        masker.end();
        expect(shown()).not.toContain(secret);
        const whole = new Masker([secret]).mask(parts.join(""));
        // Up to three characters of a secret may stand before its stars.
        const alike = (text: string): string =>
          isSlow ? text.replaceAll(/(?:hu?n?)*\*\*\*/g, "***") : text;
        expect(alike(shown())).toBe(alike(whole));
      },
    ),
    cases(100),
  );
});
