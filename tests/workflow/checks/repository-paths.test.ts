import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Workflow, WorkflowJob, WorkflowStep } from "../../../src/model/workflow.ts";
import { checkRepositoryPaths } from "../../../src/workflow/checks/repository-paths.ts";
import { folderWith } from "../../support/folder-with.ts";

const folder = folderWith("recompose-paths-", {
  "actions/greet/action.yml": "",
  "actions/image/Dockerfile": "",
  ".github/workflows/scan.yml": "",
});

function workflow(job: Partial<WorkflowJob>): Workflow {
  return { name: "ci", on: { push: null }, jobs: { one: { steps: [], ...job } } };
}

function check(job: Partial<WorkflowJob>): void {
  checkRepositoryPaths(workflow(job), { folder, workflows: ["checks.yml"] });
}

function action(uses: string, settings?: Record<string, string>): WorkflowStep {
  return { purpose: "other", uses, ...(settings && { with: settings }) };
}

const missing = action("./actions/gret");

describe("an action of the repository", () => {
  test.each(["./actions/greet", "./actions/greet/", "./actions/image", "docker://alpine"])(
    "%s is found",
    (uses) => {
      expect(() => check({ steps: [action(uses)] })).not.toThrow();
    },
  );

  test("that is not there is an error with its place, and the nearest that is", () => {
    expect(() => check({ steps: [action("actions/checkout@v7"), missing] })).toThrow(
      `automation "ci", job "one", step "./actions/gret": there is no action.yml, action.yaml or Dockerfile in ${join(folder, "actions/gret")}. Did you mean "greet"?`,
    );
  });

  test("is looked for in called automations, too", () => {
    const called = workflow({ steps: [missing] });
    expect(() => check({ uses: "./.github/workflows/called.yml", called })).toThrow(
      "there is no action.yml",
    );
  });

  test.each<[string, WorkflowStep]>([
    ["a checkout of another repository", action("actions/checkout@v7", { repository: "o/r" })],
    ["a checkout into a folder", action("actions/checkout@v7", { path: "actions" })],
    ["a checkout of another commit", action("actions/checkout@v7", { ref: "next" })],
    ["a checkout with submodules", action("Actions/Checkout@v7", { submodules: "true" })],
    ["a download", action("actions/download-artifact@v8")],
    ["a git command", { purpose: "other", run: "git clone https://x/y actions" }],
    ["a clone by gh", { purpose: "other", run: "gh repo clone o/r actions" }],
    ["an archive", { purpose: "other", run: "tar -xf all.tar.gz" }],
    ["a cache", action("actions/cache@v5")],
    ["a command that names it", { purpose: "other", run: "./build --to actions/gret" }],
  ])("may be brought by %s before it", (_, step) => {
    expect(() => check({ steps: [step, missing] })).not.toThrow();
    expect(() => check({ steps: [missing, step] })).toThrow("there is no action.yml");
  });
});

describe("a called file", () => {
  test.each(["scan.yml", "checks.yml"])("%s is there, or will be", (name) => {
    expect(() => check({ uses: `./.github/workflows/${name}` })).not.toThrow();
  });

  test("of another repository is not looked for", () => {
    expect(() => check({ uses: "o/r/.github/workflows/x.yml@v1" })).not.toThrow();
  });

  test("of the same repository by $/ is looked for, too", () => {
    expect(() => check({ uses: "$/.github/workflows/scan.yml" })).not.toThrow();
    expect(() => check({ uses: "$/.github/workflows/scam.yml" })).toThrow(
      'Did you mean "scan.yml"?',
    );
  });

  test("that is not there is an error with its place, and the nearest that is", () => {
    expect(() => check({ uses: "./.github/workflows/scam.yml" })).toThrow(
      `automation "ci", job "one": call(): there is no ./.github/workflows/scam.yml in ${folder}, and no automation of this app is written to it. Did you mean "scan.yml"?`,
    );
  });
});
