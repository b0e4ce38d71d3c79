import { expect, test } from "vitest";
import { readWorkflow } from "../../../src/import/read-workflow.ts";
import { chooseReleases } from "../../../src/import/translate/release-choice.ts";
import { translateWorkflow } from "../../../src/import/translate/workflow-plan.ts";
import { readPins } from "../../../src/workflow/pins/read-pins.ts";
import { statementsText } from "./plan-text.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

function fileOf(...uses: readonly string[]): Parameters<typeof chooseReleases>[0][number] {
  const steps = uses.map((each) => `      - uses: ${each}\n`).join("");
  const text = `on: push\njobs:\n  a:\n    runs-on: a\n    steps:\n${steps}`;
  return { workflow: readWorkflow(text), pins: readPins(text) };
}

test("each action has the release that most steps of all files use", () => {
  const files = [
    fileOf("actions/checkout@v3", "actions/checkout@v4", "example/other@v1"),
    fileOf("actions/checkout@v4", "actions/cache/save@v4", "actions/cache@v3", "actions/cache@v4"),
  ];
  expect(chooseReleases(files)).toEqual({ "actions/checkout": "v4", "actions/cache": "v4" });
});

test("a commit keeps its release", () => {
  expect(chooseReleases([fileOf(`actions/checkout@${commit} # v4.1.0`)])).toEqual({
    "actions/checkout": `${commit} # v4.1.0`,
  });
});

test("what an app cannot choose is no choice", () => {
  expect(chooseReleases([fileOf("actions/checkout@01234ab")])).toEqual({});
});

test("the releases of a translation are those of the functions that it calls", () => {
  const { workflow, pins } = fileOf(
    "actions/checkout@v4",
    "actions/checkout@v3",
    "actions/setup-node@v4",
  );
  const { actionPins, plan } = translateWorkflow(workflow, { file: "ci.yml", pins });
  expect(actionPins).toEqual({ "actions/checkout": "v4" });
  expect(statementsText(plan.statements)).toContain(`  steps: [
    checkout({ persistCredentials: true }),
    uses("actions/checkout@v3", { with: { "persist-credentials": true } }),
    uses("actions/setup-node@v4"),
  ],`);
});
