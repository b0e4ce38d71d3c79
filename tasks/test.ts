import { restInput, run, task } from "recompose-ci";

export const test = task({
  name: "test",
  description: "Run the tests",
  inputs: { vitest: restInput({ description: "Arguments for Vitest, such as a path" }) },
  async run({ vitest }) {
    await run("npx", "vitest", "run", ...vitest);
  },
});
