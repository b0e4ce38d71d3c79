import { run, task } from "recompose-ci";

export const checkCoverage = task({
  name: "check_coverage",
  description: "Run all tests, and check that they reach 90% of the lines outside of src/cli/",
  async run() {
    await run("npx", "vitest", "run", "--coverage");
  },
});
