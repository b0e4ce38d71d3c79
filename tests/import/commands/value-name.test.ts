import { describe, expect, test } from "vitest";
import { isValueName, valueName } from "../../../src/import/commands/value-name.ts";

describe("the name of a variable says what its value is of", () => {
  test.each([
    ["inputs.tag", "INPUTS_TAG"],
    ["matrix.os", "MATRIX_OS"],
    ["matrix.config.*.os", "MATRIX_CONFIG_OS"],
    ["steps.git.outputs.dir", "STEPS_GIT_DIR"],
    ["steps.outputs.outputs.outputs", "STEPS_OUTPUTS"],
    ["steps.test.outcome", "STEPS_TEST_OUTCOME"],
    ["needs.docker.outputs.host", "NEEDS_DOCKER_HOST"],
    ["needs.version.outputs.version", "NEEDS_VERSION"],
    ["steps.get-version.outputs.version", "STEPS_GET_VERSION"],
    ["secrets.KUBECONFIG", "SECRETS_KUBECONFIG"],
    ["secrets.GH_TOKEN", "SECRETS_GH_TOKEN"],
    ["vars.PATH", "VARS_PATH"],
    ["env.LIST", "ENV_LIST"],
    ["job.status", "JOB_STATUS"],
    ["runner.os", "THIS_RUNNER_OS"],
    ["github.run_id", "RUN_ID"],
    ["github.sha", "RUN_SHA"],
    ["github.event", "RUN_EVENT"],
    ["github.event.pull_request.title", "EVENT_PULL_REQUEST_TITLE"],
    ["github.event.number || github.sha", "EVENT_NUMBER"],
    ["inputs.debug && '--debug' || ''", "BY_INPUTS_DEBUG"],
    ["inputs.debug && vars.FLAGS || ''", "VARS_FLAGS"],
    ["github.ref == 'refs/heads/main'", "BY_RUN_REF"],
    ["!inputs.debug", "BY_INPUTS_DEBUG"],
    ["contains(matrix.os, 'a')", "BY_MATRIX_OS"],
    ["format('v{0}', inputs.tag)", "INPUTS_TAG"],
    ["toJSON(needs)", "NEEDS_JSON"],
    ["fromJSON(needs.a.outputs.b).c", "NEEDS_A_B_C"],
    ["hashFiles('a')", "HASH_OF_FILES"],
    ["always()", "VALUE"],
    ["'a'", "VALUE"],
  ])("%s is %s", (expression, name) => {
    expect(valueName(expression)).toBe(name);
    expect(isValueName(name)).toBe(true);
  });
});

test.each(["PATH", "KUBECONFIG", "GIT_DIR", "NODE_OPTIONS", "DOCKER_HOST", "BASH_ENV", "IFS", "A"])(
  "%s, which a program may read, is no such name",
  (name) => {
    expect(isValueName(name)).toBe(false);
  },
);
