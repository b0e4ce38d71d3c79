/** Jobs of steps for tests, as callers without types can write them. */
import { task } from "../../../src/task/task.ts";
import { runs } from "../../../src/automation/job/runs.ts";
import { job } from "../../../src/automation/job/job.ts";
import { call } from "../../../src/automation/job/call.ts";
import { type UsesStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { declare, messageOf } from "../declarations.ts";

export type Untyped = (...parameters: readonly unknown[]) => {
  readonly get: (output: unknown) => unknown;
  readonly artifact: (name: unknown) => unknown;
};

export function untyped(callee: unknown): Untyped {
  return callee as Untyped;
}

export const anyJob: Untyped = untyped(job);
export const anyCall: Untyped = untyped(call);
export const anyRuns: Untyped = untyped(runs);

export const measure = task({ name: "measure", outputs: ["version", "coverage"], run() {} });

/** An action with an id, to refer to. */
export function push(): UsesStep {
  return uses("docker/build-push-action@f9f3042f7e2789586610d6e8b85c8f03e5195baf # v7.2.0", {
    id: "push",
  });
}

/** The message of the error that the automation `ci` ends with, without what is the same in all. */
export function problemOf(jobs: () => unknown): string {
  return messageOf(() => declare(() => void jobs()))
    .replace(/^(?:Usage|Declaration)Error: /, "")
    .replace(/^automation "ci"(?:: |, )/, "");
}

/** What callers without types may pass where none of it fits. */
export const others: Readonly<Record<string, unknown>> = {
  "a number": 3,
  "a promise": Promise.resolve({}),
  "a function": () => ({}),
  "a list": [1],
  true: true,
  "an object": { a: 1 },
};
