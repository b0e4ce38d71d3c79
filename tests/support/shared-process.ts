/** Test files follow each other in one process: what one of them changes in it, it has to change back. */
import assert from "node:assert/strict";
import { afterAll } from "vitest";

const { env } = process;
const variables = Object.entries(env);
const folder = process.cwd();

afterAll(() => {
  assert.equal(process.env, env, "process.env is another object now");
  assert.deepEqual(Object.entries(env).filter(isOurs), variables.filter(isOurs));
  assert.equal(process.cwd(), folder);
});

/** Vitest sets some of its own while tests run. */
function isOurs([name]: readonly [string, unknown]): boolean {
  return !name.startsWith("VITEST");
}
