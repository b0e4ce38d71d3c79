import { describe, expect, test } from "vitest";
import { github } from "../../src/expression/github.ts";
import { hashFiles } from "../../src/expression/functions.ts";
import { cache } from "../../src/setup/cache.ts";
import { checkout } from "../../src/setup/checkout.ts";
import { shell, uses } from "../../src/setup/custom-step.ts";
import { isCheckout } from "../../src/setup/setup-step.ts";
import { setupNode, setupPython, setupRust, setupUv } from "../../src/setup/tools.ts";

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
    ).toEqual({
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
    expect(uses("docker://alpine:3")).toEqual({ kind: "action", action: "docker://alpine:3" });
  });

  test.each(["checkout", "", "a/b@", "a/b@v1 and more"])("refuses %j", (action) => {
    expect(() => uses(action)).toThrow(
      `uses(): ${JSON.stringify(action)} is no action: it is "owner/name@ref", "./folder" or "docker://image".`,
    );
  });

  test.each([
    ["run", 'uses(): the id "run" is that of the step that runs the task.'],
    ["1st", 'uses(): the id "1st" is not valid'],
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
    expect(() => shell(" ")).toThrow("shell(): the command is empty.");
  });
});

test("a checkout of another repository beside the own one does not bring the entry point", () => {
  expect(isCheckout(checkout())).toBe(true);
  expect(isCheckout(checkout({ path: "here" }))).toBe(true);
  expect(isCheckout(uses("actions/checkout@v7"))).toBe(true);
  expect(isCheckout(checkout({ repository: "other/one", path: "other" }))).toBe(false);
  expect(isCheckout(setupUv())).toBe(false);
});
