import { expect, test } from "vitest";
import {
  automation,
  cache,
  checkout,
  job,
  setupNode,
  setupPnpm,
  setupRust,
  shell,
  task,
  uses,
} from "../../../src/index.ts";
import type { JobOptions } from "../../../src/automation/keys/job-options.ts";
import { warnOfMissingPnpm } from "../../../src/workflow/checks/missing-pnpm.ts";
import type { SetupStep } from "../../../src/steps/step.ts";

const lint = task({ name: "lint", run() {} });
const node = setupNode("24", { cache: "pnpm" });

function warned(steps: readonly SetupStep[], options: JobOptions = {}): readonly unknown[] {
  const ci = automation({ name: "ci", jobs: () => void job("web", { ...options, steps }) });
  return warnOfMissingPnpm(ci, []);
}

test("a cache of pnpm without pnpm before it is warned of", () => {
  const warning = {
    kind: "no-pnpm",
    job: "web",
    text: 'job "web" keeps the packages of pnpm by setup-node, which asks pnpm for their folder, and nothing before it installs pnpm. Put setupPnpm() before it.',
  };
  expect(warned([checkout(), node])).toEqual([warning]);
  expect(warned([checkout(), node, setupPnpm()])).toEqual([warning]);
  expect(warned([checkout(), cache({ path: "a", key: "b" }), setupRust(), node])).toEqual([
    warning,
  ]);
  const own = uses("Actions/setup-node@v6", { with: { cache: "pnpm" } });
  expect(warned([checkout(), own])).toEqual([warning]);
});

test("it is not where pnpm is, or may be", () => {
  expect(warned([checkout(), setupPnpm(), node])).toEqual([]);
  expect(warned([checkout(), uses("PNPM/action-setup@v4"), node])).toEqual([]);
  expect(warned([checkout(), shell("npm install --global pnpm"), node])).toEqual([]);
  expect(warned([checkout(), uses("own/tools@v1"), node])).toEqual([]);
  expect(warned([checkout(), node], { container: "own/image" })).toEqual([]);
  expect(warned([checkout(), node], { runsOn: ["self-hosted", "linux"] })).toEqual([]);
  expect(warned([checkout(), setupNode("24", { cache: "npm" })])).toEqual([]);
});

test("the app's setup counts", () => {
  const ci = automation({ name: "ci", jobs: () => void job(lint) });
  expect(warnOfMissingPnpm(ci, [checkout(), node])).toHaveLength(1);
  expect(warnOfMissingPnpm(ci, [checkout(), setupPnpm(), node])).toEqual([]);
});
