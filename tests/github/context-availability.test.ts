import { describe, expect, test } from "vitest";
import { availableContexts, type ContextRule } from "../../src/github/context-availability.ts";
import { contextsIn, definitions } from "../support/github/workflow-schema.ts";

/** The definition in GitHub's schema that has each rule's contexts. */
const sources: Readonly<Record<Exclude<ContextRule, "none">, string>> = {
  runName: "run-name",
  workflowConcurrency: "workflow-concurrency",
  workflowEnv: "workflow-env",
  condition: "job-if",
  strategy: "strategy",
  jobSetting: "runs-on",
  jobEnv: "job-env",
  environmentUrl: "string-runner-context-no-secrets",
  credentials: "container-registry-credentials",
  containerEnv: "string-runner-context",
  stepIf: "step-if",
  step: "step-env",
  callOutput: "workflow-output-context",
};

describe("the contexts are those of GitHub's schema", () => {
  test.each(Object.entries(sources))("%s", (rule, definition) => {
    const withoutSecrets = ["workflowEnv", "jobEnv", "containerEnv"].includes(rule);
    const expected = contextsIn(definition).filter((it) => !(withoutSecrets && it === "secrets"));
    expect([...availableContexts[rule as ContextRule]].sort()).toEqual([...expected].sort());
  });

  test.each([
    "string-strategy-context",
    "job-environment",
    "job-concurrency",
    "container",
    "services-container",
    "boolean-strategy-context",
    "number-strategy-context",
  ])("a job's settings share the contexts of %s", (definition) => {
    expect(definitions).toHaveProperty(definition);
    expect([...availableContexts.jobSetting].sort()).toEqual([...contextsIn(definition)].sort());
  });
});
