/** The versions that the functions for tools take. */
import { describe, expect, test } from "vitest";
import { github, vars } from "../../src/expression/build/github-context.ts";
import { UsageError } from "../../src/problems/usage-error.ts";
import { setupGo } from "../../src/steps/setup/setup-go.ts";
import { setupNode } from "../../src/steps/setup/setup-node.ts";
import { setupPython } from "../../src/steps/setup/setup-python.ts";
import { setupUv } from "../../src/steps/setup/setup-uv.ts";
import type { UsesStep } from "../../src/steps/step.ts";

describe("a version", () => {
  test.each<[step: UsesStep, inputs: object]>([
    [setupGo("1.25"), { "go-version": "1.25", cache: false }],
    [setupGo(vars("GO")), { "go-version": "${{ vars.GO }}", cache: false }],
    [setupNode(`${vars("NODE")}.x`), { "node-version": "${{ vars.NODE }}.x" }],
    [setupPython(vars("PYTHON")), { "python-version": "${{ vars.PYTHON }}" }],
    [setupPython(["3.12", vars("PYTHON")]), { "python-version": "3.12\n${{ vars.PYTHON }}" }],
    [setupUv({ version: vars("UV") }), { version: "${{ vars.UV }}" }],
  ])("is a text, or a reference: %j", (step, inputs) => {
    expect(step.with).toMatchObject(inputs);
  });

  test.each<[step: UsesStep, inputs: object]>([
    [setupGo({ versionFile: "go.mod" }), { "go-version-file": "go.mod", cache: false }],
    [
      setupNode({ versionFile: ".nvmrc" }),
      { "node-version-file": ".nvmrc", "package-manager-cache": false },
    ],
    [setupPython({ versionFile: ".python-version" }), { "python-version-file": ".python-version" }],
    [setupPython({ versionFile: vars("FILE") }), { "python-version-file": "${{ vars.FILE }}" }],
    [setupUv({ versionFile: "uv.toml" }), { "version-file": "uv.toml" }],
  ])("is in a file: %j", (step, inputs) => {
    expect(step.with).toEqual(inputs);
  });

  const untyped = { setupGo, setupNode, setupPython, setupUv } as unknown as Readonly<
    Record<string, (first?: unknown, second?: unknown) => unknown>
  >;

  test.each<[message: string, name: string, version: unknown]>([
    ["setupGo() takes the version as a text, not 1.1.", "setupGo", 1.1],
    ["setupGo() takes the version as a text, not null.", "setupGo", null],
    ["setupNode() takes the version as a text, not [].", "setupNode", []],
    ["setupPython() takes at least one version.", "setupPython", []],
    ["setupPython() takes the version as a text, not 3.1.", "setupPython", ["3.12", 3.1]],
    [
      'setupNode(): the version has no option "version_file".',
      "setupNode",
      { version_file: ".nvmrc" },
    ],
    [
      'setupNode(): the version has no option "cache".',
      "setupNode",
      { versionFile: ".nvmrc", cache: "npm" },
    ],
    ["setupGo(): `versionFile` is a text or a reference, not undefined.", "setupGo", {}],
    ["setupGo(): `versionFile` is empty.", "setupGo", { versionFile: " " }],
    [
      "setupUv() takes `version` or `versionFile`, not both.",
      "setupUv",
      { version: "0.9", versionFile: "uv.toml" },
    ],
  ])("is refused: %s", (message, name, version) => {
    const make = (): unknown => untyped[name]?.(version);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});

describe("what is kept between runs", () => {
  test("is nothing for Go and Node, unless the app says so", () => {
    expect(setupGo("1.25").with).toEqual({ "go-version": "1.25", cache: false });
    expect(setupNode("22").with).toEqual({ "node-version": "22", "package-manager-cache": false });
    expect(setupNode("22", { cache: "npm" }).with).toEqual({ "node-version": "22", cache: "npm" });
  });

  test("is what the app wants", () => {
    expect(setupGo("1.25", { cache: true }).with).toMatchObject({ cache: true });
    const { with: inputs } = setupNode("22", { cache: "npm", packageManagerCache: false });
    expect(inputs).toMatchObject({ cache: "npm", "package-manager-cache": false });
  });

  test("is nothing where a reference to the package manager comes to nothing", () => {
    expect(setupNode("22", { cache: vars("MANAGER") }).with).toMatchObject({
      cache: "${{ vars.MANAGER }}",
      "package-manager-cache": false,
    });
  });
});

describe("an option", () => {
  const untyped = { setupGo, setupNode, setupPython, setupUv } as unknown as Readonly<
    Record<string, (...args: readonly unknown[]) => unknown>
  >;

  test.each<[message: string, name: string, args: readonly unknown[]]>([
    [
      'setupNode(): `cache` is "npm", "yarn" or "pnpm", or a reference, not "pip".',
      "setupNode",
      ["22", { cache: "pip" }],
    ],
    [
      'setupUv(): `enableCache` is true, false, "auto", or a reference, not "yes".',
      "setupUv",
      [{ enableCache: "yes" }],
    ],
    [
      'setupGo(): `cache` is true, false or a condition, not "true".',
      "setupGo",
      ["1.25", { cache: "true" }],
    ],
    [
      "setupGo(): `token` is a text or a reference, not null.",
      "setupGo",
      ["1.25", { token: null }],
    ],
    [
      "setupPython(): `cacheDependencyPath` is a text or a list of texts, not true.",
      "setupPython",
      ["3.12", { cacheDependencyPath: true }],
    ],
    ['setupGo() has no option "go-version".', "setupGo", ["1.25", { "go-version": "1.25" }]],
    [
      'setupGo() takes options, { cache, cacheDependencyPath, architecture, … }, not "x64".',
      "setupGo",
      ["1.25", "x64"],
    ],
  ])("is refused: %s", (message, name, args) => {
    const make = (): unknown => untyped[name]?.(...args);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });

  test("takes conditions and references", () => {
    const isMain = github.refName.eq("main");
    const { with: inputs } = setupGo("1.25", {
      cache: isMain,
      architecture: vars("ARCHITECTURE"),
      cacheDependencyPath: ["go.sum", vars("SUM")],
    });
    expect(inputs).toMatchObject({
      cache: "${{ github.ref_name == 'main' }}",
      architecture: "${{ vars.ARCHITECTURE }}",
      "cache-dependency-path": "go.sum\n${{ vars.SUM }}",
    });
  });
});
