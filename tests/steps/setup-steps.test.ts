import { describe, expect, test } from "vitest";
import { github } from "../../src/expression/build/github-context.ts";
import { hashFiles } from "../../src/expression/build/functions.ts";
import { cache } from "../../src/steps/setup/cache.ts";
import { checkout } from "../../src/steps/setup/checkout.ts";
import { shell } from "../../src/steps/shell-step.ts";
import { uses } from "../../src/steps/uses.ts";
import { UsageError } from "../../src/problems/usage-error.ts";
import { isCheckout } from "../../src/steps/own-checkout.ts";
import type { SetupStep } from "../../src/steps/step.ts";
import { setupNode } from "../../src/steps/setup/setup-node.ts";
import { setupPython } from "../../src/steps/setup/setup-python.ts";
import { setupRust } from "../../src/steps/setup/setup-rust.ts";
import { setupUv } from "../../src/steps/setup/setup-uv.ts";

describe("a setup step", () => {
  test.each([
    [checkout(), "actions/checkout", { "persist-credentials": false }],
    [
      checkout({
        ref: github.sha,
        fetchDepth: 0,
        sparseCheckout: ["src", "docs"],
        submodules: true,
      }),
      "actions/checkout",
      {
        ref: "${{ github.sha }}",
        "fetch-depth": 0,
        submodules: true,
        "sparse-checkout": "src\ndocs",
        "persist-credentials": false,
      },
    ],
    [
      setupNode("22"),
      "actions/setup-node",
      { "node-version": "22", "package-manager-cache": false },
    ],
    [
      setupNode("22", { cache: "npm" }),
      "actions/setup-node",
      { "node-version": "22", cache: "npm" },
    ],
    [setupPython("3.12"), "actions/setup-python", { "python-version": "3.12" }],
    [setupUv(), "astral-sh/setup-uv", undefined],
    [setupUv({ version: "0.9.x" }), "astral-sh/setup-uv", { version: "0.9.x" }],
    [
      cache({ path: ["a", "b"], key: `k-${hashFiles("lock").toString()}`, restoreKeys: ["k-"] }),
      "actions/cache",
      { path: "a\nb", key: "k-${{ hashFiles('lock') }}", "restore-keys": "k-" },
    ],
  ])("%j uses its action", (step, action, settings) => {
    expect(step).toEqual({
      kind: "action",
      action,
      ...(settings === undefined ? {} : { with: settings }),
    });
  });

  test("for Rust is a command, because the runner has rustup", () => {
    expect(
      setupRust({ toolchain: "1.90", components: ["clippy"], targets: ["wasm32-wasip1"] }),
    ).toMatchObject({
      kind: "shell",
      name: "Set up Rust 1.90",
      command:
        "rustup toolchain install 1.90 --profile minimal --component clippy --target wasm32-wasip1 && rustup default 1.90",
    });
    expect(() => setupRust({ toolchain: "stable; rm -rf ." })).toThrow(
      'setupRust(): "stable; rm -rf ." is not the name of a toolchain, component or target.',
    );
  });
});

describe("uses()", () => {
  test("takes an action with everything that a step has", () => {
    const step = uses("docker/login-action@v4", {
      name: "Log in",
      id: "login",
      if: github.refName.eq("main"),
      with: { registry: "ghcr.io", username: github.actor },
      env: { DEBUG: true },
    });
    expect(step).toEqual({
      kind: "action",
      action: "docker/login-action",
      ref: "v4",
      name: "Log in",
      id: "login",
      if: "github.ref_name == 'main'",
      with: { registry: "ghcr.io", username: "${{ github.actor }}" },
      env: { DEBUG: true },
    });
  });

  test("puts the texts of a list on a line each", () => {
    const files = ["docs/**", github.refName];
    expect(uses("a/b@v1", { with: { files, one: ["a"], none: [] } })).toMatchObject({
      with: { files: "docs/**\n${{ github.ref_name }}", one: "a", none: "" },
    });
    expect(() => uses("a/b@v1", { with: { files: ["a", ""] } })).toThrow(
      "uses(): `with.files[1]` is empty.",
    );
  });

  test("reads a commit and its release", () => {
    const commit = "a".repeat(40);
    expect(uses(`github/codeql-action/init@${commit} # v5.1.0`)).toEqual({
      kind: "action",
      action: "github/codeql-action/init",
      ref: commit,
      version: "v5.1.0",
    });
  });

  test("takes actions of the repository and images", () => {
    expect(uses("./actions/setup")).toEqual({ kind: "action", action: "./actions/setup" });
    expect(uses("./my actions/x").action).toBe("./my actions/x");
    expect(uses("docker://alpine:3")).toEqual({ kind: "action", action: "docker://alpine:3" });
  });

  test.each(["checkout", "", "a/b@", "../x", "./ ", "a/b@v1 and more"])("refuses %j", (action) => {
    expect(() => uses(action)).toThrow(
      `uses(): ${JSON.stringify(action)} is not an action: it is "owner/name@ref", "./folder", "$/folder" or "docker://image".`,
    );
  });

  const rule =
    'It starts with a letter or "_" (not with "__"), then letters, digits, "_" and "-", 99 characters at most.';
  test.each([
    ["1st", `uses(): the id "1st" is not valid. ${rule}`],
    ["__a", `uses(): the id "__a" is not valid. ${rule}`],
    ["a".repeat(100), `… is not valid. ${rule}`],
  ])("refuses the id %j", (id, message) => {
    expect(() => uses("a/b@v1", { id })).toThrow(message);
  });
});

describe("shell()", () => {
  test("takes a command", () => {
    expect(shell("npm ci", { name: "Install", env: { CI: true } })).toEqual({
      kind: "shell",
      command: "npm ci",
      name: "Install",
      env: { CI: true },
    });
  });

  test("refuses an expression, which the shell would read as code", () => {
    expect(() => shell(`echo ${github.actor.toString()}`)).toThrow(
      'shell(): the command "echo ${{ github.actor }}" contains an expression, whose value the shell would read as code.',
    );
    expect(() => shell("echo ${{ matrix.a == hashFiles('a') }}")).toThrow("contains an expression");
    expect(() => shell("echo ${{ matrix.a")).toThrow("contains an expression");
    expect(() => shell(" ")).toThrow('shell() takes a command, not " ".');
  });
});

describe("a checkout", () => {
  test.each<[SetupStep, boolean]>([
    [checkout(), true],
    [checkout({ ref: github.sha }), true],
    [checkout({ path: "." }), true],
    [checkout({ repository: github.repository }), true],
    [uses("actions/checkout@v7"), true],
    [checkout({ repository: "${{github.repository}}" }), true],
    [uses("Actions/Checkout@v7"), true],
    [checkout({ path: "here" }), false],
    [checkout({ repository: "other/one" }), false],
    [checkout({ repository: "other/one", path: "other" }), false],
    [uses("actions/checkout@v7", { if: "runner.os == 'Linux'" }), false],
    [setupUv(), false],
  ])("%j brings the entry point: %s", (step, expected) => {
    expect(isCheckout(step)).toBe(expected);
  });

  test("leaves no token behind, however it is written", () => {
    expect(uses("actions/checkout@v7").with).toEqual({ "persist-credentials": false });
    expect(uses("Actions/Checkout@v7").with).toEqual({ "persist-credentials": false });
    const settings = { with: { "persist-credentials": true, ref: "main" } };
    expect(uses("actions/checkout@v7", settings).with).toEqual(settings.with);
  });
});

describe("what callers without types may give", () => {
  const untyped = {
    cache: cache as (options?: unknown) => unknown,
    checkout: checkout as (options?: unknown) => unknown,
    setupNode: setupNode as (version?: unknown, options?: unknown) => unknown,
    setupPython: setupPython as (version?: unknown, options?: unknown) => unknown,
    setupRust: setupRust as (options?: unknown) => unknown,
    setupUv: setupUv as (options?: unknown) => unknown,
    shell: shell as (command?: unknown, options?: unknown) => unknown,
    uses: uses as (action?: unknown, options?: unknown) => unknown,
  };

  test.each<[message: string, make: () => unknown]>([
    ["cache() takes options, { path, key, restoreKeys, … }, not undefined.", () => untyped.cache()],
    ["cache() needs the path to keep and a key that names it.", () => untyped.cache({ path: "a" })],
    ["cache(): `path` is empty.", () => untyped.cache({ path: [], key: "k" })],
    [
      "cache(): `restoreKeys` is a text or a list of texts, not 5.",
      () => untyped.cache({ path: "a", key: "k", restoreKeys: 5 }),
    ],
    ['checkout() has no option "fetch_depth".', () => untyped.checkout({ fetch_depth: 0 })],
    [
      "checkout(): `ref` is a text or a reference, not null.",
      () => untyped.checkout({ ref: null }),
    ],
    ["setupNode() takes the version as a text, not undefined.", () => untyped.setupNode()],
    ["setupPython() takes the version as a text, not 3.1.", () => untyped.setupPython(3.1)],
    [
      'setupPython() takes options, { cache, cacheDependencyPath, allowPrereleases, … }, not "pip".',
      () => untyped.setupPython("3.12", "pip"),
    ],
    [
      'setupUv() takes options, { version, pythonVersion, enableCache, … }, not "0.5".',
      () => untyped.setupUv("0.5"),
    ],
    [
      "setupUv(): `version` takes the version as a text, not 0.1.",
      () => untyped.setupUv({ version: 0.1 }),
    ],
    [
      "setupUv(): `pythonVersion` takes the version as a text, not 3.1.",
      () => untyped.setupUv({ pythonVersion: 3.1 }),
    ],
    [
      'setupRust() takes options, { toolchain, components, targets, … }, not "nightly".',
      () => untyped.setupRust("nightly"),
    ],
    [
      'setupRust(): `components` is a list, not "clippy".',
      () => untyped.setupRust({ components: "clippy" }),
    ],
    ["setupRust(): 5 is not the name of a toolchain", () => untyped.setupRust({ toolchain: 5 })],
    ["shell() takes a command, not undefined.", () => untyped.shell()],
    ['shell(): `local` is "skip", not {}.', () => untyped.shell("a", { local: {} })],
    ['shell() has no option "with".', () => untyped.shell("x", { with: {} })],
    [
      'shell(): `env` has "A B", which is not a name for a variable',
      () => untyped.shell("x", { env: { "A B": 1 } }),
    ],
    ["shell(): `env` has names with values, not [].", () => untyped.shell("x", { env: [] })],
    ['shell(): `if` takes a condition, not "".', () => untyped.shell("x", { if: "" })],
    ["uses(): undefined is not an action", () => untyped.uses()],
    ['uses() has no option "inputs".', () => untyped.uses("a/b@v1", { inputs: {} })],
    [
      'uses(): "a" is a text, a number, true, false or a reference, not null.',
      () => untyped.uses("a/b@v1", { with: { a: null } }),
    ],
    ['uses(): `with` has names with values, not "a".', () => untyped.uses("a/b@v1", { with: "a" })],
    ["uses(): the name of a step is a text, not 5.", () => untyped.uses("a/b@v1", { name: 5 })],
  ])("%s", (message, make) => {
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});
