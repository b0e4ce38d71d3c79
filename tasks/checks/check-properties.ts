/** Tries every property with many random cases; `./run test` tries the same ones with a few. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { numberInput, run, task } from "recompose-ci";

export const checkProperties = task({
  name: "check_properties",
  description: "Try every property of the tests with many random cases",
  inputs: {
    cases: numberInput({ description: "How many for each property", default: 10_000 }),
  },
  async run({ cases }) {
    const files = await filesWithProperties();
    const args = ["--testTimeout=900000", "--typecheck.enabled=false"];
    await run("npx", "vitest", "run", ...args, ...files, {
      env: { RECOMPOSE_CASES: String(cases) },
    });
  },
});

/** The test files that ask tests/support/cases.ts how many cases there are. */
async function filesWithProperties(): Promise<readonly string[]> {
  const all = await readdir("tests", { recursive: true });
  const tests = all.filter((file) => file.endsWith(".test.ts")).map((file) => join("tests", file));
  const texts = await Promise.all(tests.map((file) => readFile(file, "utf8")));
  return tests.filter((_file, index) => texts[index]?.includes("support/cases.ts"));
}
