/** What docs/security.md promises is tested. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

test("each promise of docs/security.md names tests in their own words", () => {
  const text = readFileSync("docs/security.md", "utf8");
  const [, promised = ""] = /^## Promised$(.*?)^## /ms.exec(text) ?? [];
  const promises = promised.split(/^- /m).slice(1);
  expect(promises.length).toBeGreaterThan(10);
  for (const promise of promises) {
    const links = [...promise.matchAll(/\[([^\]]+)\]\(([^)\s]+\.test\.ts)\)/g)];
    const tests = links.map(([, words = "", to = ""]) => ({ words, file: path.join("docs", to) }));
    const named = tests.filter(({ words, file }) => readFileSync(file, "utf8").includes(words));
    expect({ promise, named: named.length }).toEqual({ promise, named: tests.length });
    expect({ promise, tests: tests.length }).not.toEqual({ promise, tests: 0 });
  }
});
