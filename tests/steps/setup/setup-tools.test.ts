/** What the functions for tools print beside the inputs that they are given. */
import { describe, expect, test } from "vitest";
import { github, vars } from "../../../src/expression/build/github-context.ts";
import { cacheRust } from "../../../src/steps/setup/cache-rust.ts";
import { setupBun } from "../../../src/steps/setup/setup-bun.ts";
import { setupDeno } from "../../../src/steps/setup/setup-deno.ts";
import { setupGradle } from "../../../src/steps/setup/setup-gradle.ts";
import { setupJava } from "../../../src/steps/setup/setup-java.ts";
import { setupPnpm } from "../../../src/steps/setup/setup-pnpm.ts";
import type { UsesStep } from "../../../src/steps/step.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";

describe("a function for a tool", () => {
  test.each<[UsesStep, string, UsesStep["with"]]>([
    [setupPnpm(), "pnpm/action-setup", undefined],
    [
      setupPnpm({
        version: "10",
        packageJsonFile: "web/package.json",
        cache: true,
        cacheDependencyPath: ["web/pnpm-lock.yaml"],
        runInstall: false,
      }),
      "pnpm/action-setup",
      {
        version: "10",
        package_json_file: "web/package.json",
        cache: true,
        cache_dependency_path: "web/pnpm-lock.yaml",
        run_install: false,
      },
    ],
    [
      setupPnpm({ runInstall: "args: [--prod]" }),
      "pnpm/action-setup",
      { run_install: "args: [--prod]" },
    ],
    [setupBun(), "oven-sh/setup-bun", { "no-cache": true }],
    [setupBun("1.3"), "oven-sh/setup-bun", { "bun-version": "1.3", "no-cache": true }],
    [
      setupBun({ versionFile: ".bun-version" }, { noCache: github.refName.eq("main") }),
      "oven-sh/setup-bun",
      { "bun-version-file": ".bun-version", "no-cache": "${{ github.ref_name == 'main' }}" },
    ],
    [setupDeno(), "denoland/setup-deno", undefined],
    [
      setupDeno(vars("DENO"), { cache: true }),
      "denoland/setup-deno",
      { "deno-version": "${{ vars.DENO }}", cache: true },
    ],
    [
      setupDeno({ versionFile: ".dvmrc" }),
      "denoland/setup-deno",
      { "deno-version-file": ".dvmrc" },
    ],
    [
      setupJava("21", { cache: "maven" }),
      "actions/setup-java",
      { "java-version": "21", distribution: "temurin", cache: "maven" },
    ],
    [
      setupJava(["17", "21"], { distribution: "corretto" }),
      "actions/setup-java",
      { "java-version": "17\n21", distribution: "corretto" },
    ],
    [
      setupJava({ versionFile: ".java-version" }),
      "actions/setup-java",
      { "java-version-file": ".java-version", distribution: "temurin" },
    ],
    [setupGradle(), "gradle/actions/setup-gradle", undefined],
    [
      setupGradle({ version: "9.1", cacheProvider: "basic", addJobSummaryAsPrComment: "never" }),
      "gradle/actions/setup-gradle",
      {
        "gradle-version": "9.1",
        "cache-provider": "basic",
        "add-job-summary-as-pr-comment": "never",
      },
    ],
    [cacheRust(), "Swatinem/rust-cache", undefined],
    [
      cacheRust({ workspaces: ["tool", "wasm -> target"], saveIf: github.refName.eq("main") }),
      "Swatinem/rust-cache",
      { workspaces: "tool\nwasm -> target", "save-if": "${{ github.ref_name == 'main' }}" },
    ],
  ])("%j uses its action", (step, action, inputs) => {
    expect(step).toEqual({ kind: "action", action, with: inputs });
  });
});

test.each<[message: string, make: (functions: Untyped) => unknown]>([
  ["setupJava() takes the version as a text, not 21.", ({ setupJava: it }) => it(21)],
  ["setupJava() takes the version as a text, not undefined.", ({ setupJava: it }) => it()],
  [
    'setupJava(): `distribution` is "temurin", "zulu",',
    ({ setupJava: it }) => it("21", { distribution: "adopt" }),
  ],
  [
    'setupJava(): `cache` is "maven", "gradle" or "sbt", or a reference, not true.',
    ({ setupJava: it }) => it("21", { cache: true }),
  ],
  ["setupBun() takes the version as a text, not 1.3.", ({ setupBun: it }) => it(1.3)],
  ['setupBun() has no option "cache".', ({ setupBun: it }) => it("1.3", { cache: true })],
  [
    "setupDeno(): `cache` is true, false or a condition, not",
    ({ setupDeno: it }) => it("2", { cache: 1 }),
  ],
  [
    "setupPnpm(): `version` takes the version as a text, not 10.",
    ({ setupPnpm: it }) => it({ version: 10 }),
  ],
  ["setupPnpm(): `runInstall` is empty.", ({ setupPnpm: it }) => it({ runInstall: "" })],
  [
    "setupGradle(): `artifactRetentionDays` is a whole number, 1 or above, not 0.",
    ({ setupGradle: it }) => it({ artifactRetentionDays: 0 }),
  ],
  [
    "cacheRust(): `saveIf` is true, false or a condition, not",
    ({ cacheRust: it }) => it({ saveIf: "main" }),
  ],
])("is refused: %s", (message, make) => {
  const functions = { cacheRust, setupBun, setupDeno, setupGradle, setupJava, setupPnpm };
  const untyped = functions as unknown as Untyped;
  expect(() => make(untyped)).toThrow(UsageError);
  expect(() => make(untyped)).toThrow(message);
});

type Untyped = Readonly<
  Record<
    "cacheRust" | "setupBun" | "setupDeno" | "setupGradle" | "setupJava" | "setupPnpm",
    (...args: readonly unknown[]) => unknown
  >
>;
