import { run, task } from "recompose-ci";

export const checkCoverage = task({
  name: "check_coverage",
  description:
    "Run all tests, and check that they and the programs they start reach 95% of the lines of src/",
  async run() {
    await run("npx", "vitest", "run", "--coverage");
  },
});
