import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("every property asks in one place how many cases it is tried with", () => {
  const files = readdirSync("tests", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.startsWith("architecture"))
    .map((file) => [file, readFileSync(join("tests", file), "utf8")] as const)
    .filter(([, text]) => text.includes("fc.assert("));
  expect(files.length).toBeGreaterThan(10);
  const counts = (text: string, part: RegExp): number => [...text.matchAll(part)].length;
  for (const [file, text] of files) {
    const properties = counts(text, /\bfc\.assert\(/g);
    expect({ file, asked: counts(text, /\bcases\(\d/g) }).toEqual({ file, asked: properties });
    expect({ file, own: counts(text, /\bnumRuns\b/g) }).toEqual({ file, own: 0 });
  }
});
