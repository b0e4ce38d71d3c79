/** Test files follow each other in one process: what one of them changes in it, it has to change back. */
import assert from "node:assert/strict";
import { afterAll } from "vitest";

const { env } = process;
const variables = { ...env };
const folder = process.cwd();
/** Vitest sets some of its own while tests run. */
const ownPrefix = "VITEST";

afterAll(() => {
  assert.equal(
    process.env,
    env,
    "a test of this file put another object in the place of process.env",
  );
  const changed = [...new Set([...Object.keys(env), ...Object.keys(variables)])].filter(
    (name) => !name.startsWith(ownPrefix) && env[name] !== variables[name],
  );
  assert.deepEqual(changed, [], "a test of this file left these variables in process.env changed");
  assert.equal(process.cwd(), folder, "a test of this file left the process in another folder");
});
