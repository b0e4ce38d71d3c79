/** What is said of generated files and is no reason not to write them. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { automation } from "../../src/automation/automation.ts";
import type { AutomationOptions } from "../../src/automation/keys/automation-options.ts";
import { job } from "../../src/automation/job/job.ts";
import { checkout } from "../../src/steps/setup/checkout.ts";
import { uses } from "../../src/steps/uses.ts";
import { task } from "../../src/task/task.ts";
import { generateWorkflows, type GenerateRequest } from "../../src/workflow/generate.ts";
import { workflowWarnings } from "../../src/workflow/workflow-warnings.ts";
import { generateRequest } from "./generate-request.ts";

const lint = task({ name: "lint", run() {} });
const sha = "a".repeat(40);

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-warnings-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function using(name: string, used: readonly string[], more: Partial<AutomationOptions> = {}) {
  return automation({
    name,
    ...more,
    jobs() {
      job(lint, { setup: [checkout(), ...used.map((action) => uses(action))] });
    },
  });
}

async function warned(
  automations: GenerateRequest["automations"],
  more: Partial<GenerateRequest["defaults"]> = {},
  actionlint = "/no/actionlint",
): Promise<readonly unknown[]> {
  const asked = generateRequest(automations, folder);
  const request = { ...asked, defaults: { ...asked.defaults, ...more } };
  return await workflowWarnings(request, await generateWorkflows(request), actionlint);
}

const unpinned = (name: string) => ({
  kind: "unpinned",
  text: `automation "${name}": own/act@v1 is not a commit: whoever owns "v1" can move it. Type ./run pins --update, which writes its commit.`,
});

test("each automation is told of the actions that a tag names, and of no others", async () => {
  const used = ["own/act@v1", `own/other@${sha} # v2.0.0`, "./own"];
  const automations = [using("ci", used), using("none", []), using("cd", used)];
  expect(await warned(automations)).toEqual([unpinned("ci"), unpinned("cd")]);
});

test("where tags are wanted, and where the kind is silenced, nothing is said of them", async () => {
  const used = ["own/act@v1"];
  expect(await warned([using("ci", used)], { actionPins: "tag" })).toEqual([]);
  expect(await warned([using("ci", used, { warnings: ["unpinned"] })])).toEqual([]);
  expect(await warned([using("ci", used, { warnings: ["actionlint"] })])).toEqual([unpinned("ci")]);
});

/** One that finds something in the second file. */
function actionlint(script: string): string {
  const program = join(folder, "actionlint");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

test("a finding of actionlint's is said of the automation whose file it is in, with its job where it is in one", async () => {
  const findings = [
    { filepath: "1.yml", message: "of a job", line: 18, column: 5, kind: "x" },
    { filepath: "1.yml", message: "of all", line: 1, column: 1, kind: "x" },
  ];
  const program = actionlint(
    `[ "$1" = -version ] && echo 1.7.12 && exit\necho '${JSON.stringify(findings)}'; exit 1`,
  );
  const automations = [using("ci", []), using("cd", []), using("other", [])];
  expect(await warned(automations, {}, program)).toEqual([
    {
      kind: "actionlint",
      job: "lint",
      text: expect.stringMatching(/^automation "cd", job "lint".*: of a job$/),
    },
    { kind: "actionlint", text: expect.stringMatching(/^automation "cd".*: of all$/) },
  ]);
});

test("that actionlint does not work is said of each automation", async () => {
  const program = actionlint("echo broken >&2; exit 3");
  const said = (name: string) => ({
    kind: "actionlint",
    text: expect.stringMatching(`^automation "${name}": .* does not work: broken`),
  });
  expect(await warned([using("ci", []), using("cd", [])], {}, program)).toEqual([
    said("ci"),
    said("cd"),
  ]);
});
