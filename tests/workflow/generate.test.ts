import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Automation, automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import type { AutomationOptions } from "../../src/automation/keys/automation-options.ts";
import { github } from "../../src/expression/build/github-context.ts";
import { task } from "../../src/task/task.ts";
import { checkout } from "../../src/steps/setup/checkout.ts";
import { setupUv } from "../../src/steps/setup/setup-uv.ts";
import { uses } from "../../src/steps/uses.ts";
import { FolderContents } from "../../src/workflow/files/folder-contents.ts";
import { applyChanges, planChanges } from "../../src/workflow/files/workflow-files.ts";
import { workflowWarnings } from "../../src/workflow/workflow-warnings.ts";
import { generateWorkflows, type GenerateRequest } from "../../src/workflow/generate.ts";
import { generateRequest } from "./generate-request.ts";

const lint = task({ name: "lint", run() {} });

function ci(options: Partial<AutomationOptions> = {}): ReturnType<typeof automation> {
  return automation({
    name: "ci",
    jobs() {
      job(lint);
    },
    ...options,
  });
}

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-generate-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function request(automations: readonly Automation[] = [ci()]): GenerateRequest {
  return generateRequest(automations, folder);
}

/** An actionlint that says the same of everything. */
function actionlint(script: string): string {
  const program = join(folder, "actionlint");
  writeFileSync(program, `#!/bin/sh\n[ "$1" = -version ] && exit\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

/** As \`generate-gha\` does it. */
async function write(): Promise<string> {
  const { files } = await generateWorkflows(varied());
  applyChanges(folder, planChanges(new FolderContents(folder), files));
  return readFileSync(join(folder, "ci.yml"), "utf8");
}

/** Releases of every kind: none, a tag, two of one action, a commit. */
function varied(): GenerateRequest {
  const sha = "b".repeat(40);
  const setup = [checkout(), uses("own/act@v1"), uses(`own/act@${sha} # v2.1.0`), setupUv()];
  return request([ci({ jobs: () => void job(lint, { setup }) })]);
}

test("the same app gives the same bytes, also on top of what it wrote", async () => {
  const first = await write();
  expect(await write()).toBe(first);
  expect(first).toMatch(
    /^# GENERATED FILE - DO NOT EDIT\n# Source: recompose\.ts\n# Regenerate: \.\/run generate-gha\n/,
  );
});

test("a pin that was bumped in the committed file stays", async () => {
  const first = await write();
  const bumped = first.replace(/checkout@.*$/m, `checkout@${"a".repeat(40)} # v8.1.0`);
  expect(bumped).not.toBe(first);
  writeFileSync(join(folder, "ci.yml"), bumped);
  const { files } = await generateWorkflows(varied());
  expect(planChanges(new FolderContents(folder), files)).toEqual([]);
  expect(await write()).toBe(bumped);
});

test("a file larger than GitHub reads is refused", async () => {
  const env = { A: "x".repeat(1024 * 1024) };
  await expect(generateWorkflows(request([ci({ env })]))).rejects.toThrow(
    'automation "ci": the workflow is larger than the 1 MiB that GitHub reads.',
  );
});

test("two automations are not written to one file", async () => {
  const automations = [ci(), ci({ name: "other", file: "CI.yml" })];
  await expect(generateWorkflows(request(automations))).rejects.toThrow(
    'The automations "ci" and "other" would both be written to CI.yml. Give one of them another `file`.',
  );
});

describe("what GitHub would refuse is said in the words of the code", () => {
  const refused = ci({
    extra: { description: { a: "no text" } },
    jobs() {
      job(lint, { extra: { "cancel-timeout-minutes": "soon" } });
    },
  });

  test("with automation, job and option", async () => {
    await expect(generateWorkflows(request([refused]))).rejects.toThrow(
      /^GitHub would refuse what this app describes:\nautomation "ci", option "extra.description": .*\nautomation "ci", job "lint", option "extra.cancel-timeout-minutes": Unexpected value 'soon'$/,
    );
  });
});

describe("what actionlint says, which may be there or not, warns and changes no file", () => {
  const warnings = async (program: string, silenced: object = {}): Promise<readonly string[]> => {
    const asked = request([ci(silenced)]);
    const generated = await generateWorkflows(asked);
    return (await workflowWarnings(asked, generated, program)).map(({ kind, text }) => {
      expect(kind).toBe("actionlint");
      return text;
    });
  };
  const finding = JSON.stringify([
    { filepath: "0.yml", message: "bad", line: 20, column: 5, kind: "x" },
    { filepath: "0.yml", message: "label", line: 1, column: 1, kind: "runner-label" },
  ]);

  test("with automation, job and option", async () => {
    const [text, ...others] = await warnings(actionlint(`echo '${finding}'; exit 1`));
    expect(text).toMatch(/^automation "ci", job "lint", option "\w+": bad$/);
    expect(others).toEqual([]);
    expect(await warnings(actionlint("exit 0"))).toEqual([]);
    expect(await warnings("/no/actionlint")).toEqual([]);
  });

  test("unless its kind is silenced, by the automation or the job", async () => {
    const program = actionlint(`echo '${finding}'; exit 1`);
    expect(await warnings(program, { warnings: ["actionlint"] })).toEqual([]);
    const jobs = (): void => void job(lint, { warnings: false });
    expect(await warnings(program, { jobs })).toEqual([]);
  });

  // As actionlint 1.7.12 words them, of keys that GitHub has.
  test.each([
    ["syntax-check", 'unexpected key "queue" for "concurrency" section. expected one of "group"'],
    ["permissions", 'unknown permission scope "drives". all available permission scopes are'],
    ["action", 'specifying action "$/tools" in invalid format because ref is missing.'],
    ["events", 'invalid activity type "field_added" for "issues" Webhook event.'],
  ])("but not where an older actionlint does not know a name: %s", async (kind, message) => {
    const known = JSON.stringify([{ filepath: "0.yml", message, line: 1, column: 1, kind }]);
    expect(await warnings(actionlint(`echo '${known}'; exit 1`))).toEqual([]);
  });

  test("and that it does not work is said", async () => {
    const [text] = await warnings(actionlint("echo broken >&2; exit 3"));
    expect(text).toContain("is on the PATH and does not work: broken");
  });
});

test("GitHub's parser takes what is valid and rare", async () => {
  const jobs = (): void => {
    const options = { failFast: github.refName.ne("main"), maxParallel: 0 };
    job(lint, {
      matrix: matrix({ node: [20] }, options),
      environment: { name: "prod", deployment: github.refName.eq("main") },
      setup: [checkout(), uses("./"), uses("$/tools/build"), uses("actions/checkout@v3")],
    });
  };
  const { files } = await generateWorkflows(request([ci({ jobs })]));
  const [file] = files;
  expect(file?.content).toContain("fail-fast: ${{ github.ref_name != 'main' }}\n");
  expect(file?.content).toContain("deployment: ${{ github.ref_name == 'main' }}\n");
  expect(file?.content).toContain("uses: ./\n");
  expect(file?.content).toMatch(/uses: "?\$\/tools\/build"?\n/);
});
