import { describe, expect, test } from "vitest";
import {
  type ContextKey,
  contextKey,
  contextOffer,
} from "../../src/github/context-availability.ts";
import { contextsIn, definitions } from "../support/github/workflow-schema.ts";

/** The definitions in GitHub's schema that give each key its contexts: its own, and one above it. */
const sources: Readonly<Partial<Record<ContextKey, readonly string[]>>> = {
  "run-name": ["run-name"],
  concurrency: ["workflow-concurrency"],
  env: ["workflow-env"],
  "jobs.<job_id>.if": ["job-if"],
  "jobs.<job_id>.strategy": ["strategy"],
  "jobs.<job_id>.runs-on": ["runs-on"],
  "jobs.<job_id>.env": ["job-env"],
  "jobs.<job_id>.environment.url": ["string-runner-context-no-secrets"],
  "jobs.<job_id>.container.credentials": ["container-registry-credentials", "container"],
  "jobs.<job_id>.services.<service_id>.credentials": ["container-registry-credentials", "services"],
  "jobs.<job_id>.container.env.<name>": ["string-runner-context"],
  "jobs.<job_id>.services.<service_id>.env.<name>": ["string-runner-context"],
  "jobs.<job_id>.steps[].if": ["step-if"],
  "jobs.<job_id>.steps[].name": ["step-name"],
  "jobs.<job_id>.steps[].with": ["step-with"],
  "jobs.<job_id>.steps[].env": ["step-env"],
  "on.workflow_call.outputs.<output_id>.value": ["workflow-output-context"],
};

const withoutSecrets: readonly string[] = [
  "env",
  "jobs.<job_id>.env",
  "jobs.<job_id>.container.env.<name>",
];

describe("the contexts are those of GitHub's schema", () => {
  test.each(Object.entries(sources))("%s", (key, names) => {
    expect(contextKey(key)).toBe(key);
    const expected = new Set(names.flatMap(contextsIn));
    if (withoutSecrets.includes(key)) expected.delete("secrets");
    expect([...contextOffer(key as ContextKey).contexts].sort()).toEqual([...expected].sort());
  });

  test.each([
    ["string-strategy-context", "jobs.<job_id>.name"],
    ["job-environment", "jobs.<job_id>.environment"],
    ["job-concurrency", "jobs.<job_id>.concurrency"],
    ["container", "jobs.<job_id>.container"],
    ["services-container", "jobs.<job_id>.services"],
    ["boolean-strategy-context", "jobs.<job_id>.continue-on-error"],
    ["number-strategy-context", "jobs.<job_id>.timeout-minutes"],
  ] as const)("a job's settings share the contexts of %s", (definition, key) => {
    expect(definitions).toHaveProperty(definition);
    const { contexts } = contextOffer("jobs.<job_id>.runs-on");
    expect(contextOffer(key).contexts).toEqual(contexts);
    expect([...contexts].sort()).toEqual([...contextsIn(definition)].sort());
  });
});

test("only conditions have status functions, and only steps have files to hash", () => {
  const status = ["always", "failure", "cancelled", "success"];
  expect(contextOffer("jobs.<job_id>.if").functions).toEqual(status);
  expect(contextOffer("jobs.<job_id>.steps[].if").functions).toEqual([...status, "hashFiles"]);
  expect(contextOffer("jobs.<job_id>.steps[].env").functions).toEqual(["hashFiles"]);
  expect(contextOffer("jobs.<job_id>.runs-on").functions).toEqual([]);
});

test("a key without expressions has no contexts", () => {
  expect(contextKey("jobs.<job_id>.permissions")).toBe("none");
  expect(contextOffer("none")).toEqual({ contexts: [], functions: [] });
});
