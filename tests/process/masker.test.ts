import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Masker } from "../../src/process/masker.ts";
import { cases } from "../support/cases.ts";

function masking(value: string): Masker {
  const masker = new Masker();
  masker.add(value);
  return masker;
}

describe("a hidden value", () => {
  const value = `p&ss "w0rd" it's\\here`;

  test.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["in JSON", (text) => JSON.stringify({ text })],
    ["in a URL", (text) => `https://x.test/?q=${encodeURIComponent(text)}`],
    ["in a form", (text) => new URLSearchParams({ text }).toString()],
    ["in an object that Node prints", (text) => inspect({ text })],
    ["in a word of a shell", (text) => `'${text.replaceAll("'", "'\\''")}'`],
    ["in base64", (text) => Buffer.from(text).toString("base64")],
  ])("%s is not seen", (_what, print) => {
    const shown = masking(value).mask(`before ${print(value)} after`);
    expect(shown).toMatch(/^before .*\*\*\*.* after$/);
    expect(shown).not.toMatch(/w0rd|cGF|here/);
  });

  test("in base64 is not seen behind and before anything, but for characters that it shares", () => {
    const masker = masking("a-long-enough-secret");
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        (before, after) => {
          const all = Buffer.concat([before, Buffer.from("a-long-enough-secret"), after]);
          const shown = masker.mask(all.toString("base64"));
          expect(shown).toContain("***");
          const known = shown.replace(/\*\*\*/g, "");
          expect(known.length).toBeLessThanOrEqual(
            Math.ceil((before.length + after.length + 4) / 3) * 4 + 4,
          );
        },
      ),
      cases(100),
    );
  });

  test("of several lines is not seen line by line", () => {
    const masker = masking("first line\n  second line\n");
    expect(masker.mask("a second line")).toBe("a ***");
  });

  test("that begins another one leaves nothing of the longer one", () => {
    const masker = masking("token");
    masker.add("token-of-mine");
    expect(masker.mask("token-of-mine token")).toBe("*** ***");
  });
});

describe("a secret with control characters in it", () => {
  const masker = masking("hunter2-and-more");
  const between = [
    "\u0000",
    "\u001B[31m",
    "\u001B[0;1m",
    "\u001B[K",
    "\u009B2K",
    "\u001B]0;title\u0007",
    "\u0007",
  ];

  test.each(between)("is hidden where %j is left out of what is shown", (control) => {
    expect(masker.mask(`a hunter2${control}-and-more b`)).toBe("a *** b");
    expect(masker.mask("hunter2-and-more".split("").join(control))).toBe("***");
    expect(masker.maskBeginning(`a hunter2${control}-an`)).toBe("a ");
    expect(masker.maskBeginning(`a hunter2${control}`)).toBe("a ");
    expect(masker.maskBeginning(`a hunter2${control.slice(0, -1)}`)).toBe("a ");
  });

  test("is hidden where it has them itself", () => {
    expect(masking("hunter2\u0007more").mask("hunter2more hunter2\u0007more")).toBe("*** ***");
  });

  test("takes no colour from a line that hides it without", () => {
    const line = "\u001B[31mhunter2-and-more\u001B[0m";
    expect(masker.mask(line)).toBe("\u001B[31m***\u001B[0m");
    expect(masker.maskBeginning("\u001B[31mName? \u001B[0m")).toBe("\u001B[31mName? \u001B[0m");
  });
});

describe("a line that is still being printed", () => {
  test("waits with what could be the beginning of a secret, and with a secret that could become a longer one", () => {
    const masker = masking("hunter2");
    masker.add("hunter2-and-more");
    expect(masker.maskBeginning("Your name? ")).toBe("Your name? ");
    expect(masker.maskBeginning("is it hunt")).toBe("is it ");
    expect(masker.maskBeginning("is it hunter2")).toBe("is it ");
    expect(masker.maskBeginning("is it hunter2?")).toBe("is it ***?");
  });

  test("shows nothing that the whole line does not begin with", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, text, (secrets, shown, rest) => {
        const masker = new Masker();
        for (const secret of secrets) masker.add(secret);
        const whole = masker.mask(shown + rest);
        expect(whole.slice(0, masker.maskBeginning(shown).length)).toBe(
          masker.maskBeginning(shown),
        );
      }),
      cases(100),
    );
  });
});
