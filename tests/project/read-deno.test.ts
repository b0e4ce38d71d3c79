import { expect, test } from "vitest";
import { commandsOf, factsOf, partOf } from "./project-files.ts";

test("Deno lints, formats and tests by itself, with a configuration that may have comments", () => {
  const files = {
    "deno.jsonc": '{\n  // Nothing yet.\n  "imports": {},\n}\n',
    "deno.lock": "{}",
    "src/add.test.ts": "",
    ".tool-versions": "deno 2.1.0\n",
  };
  const { checks, ...part } = partOf(files);
  expect(part).toEqual({
    folder: "",
    stack: "deno",
    tool: "deno",
    version: { file: ".tool-versions" },
    lockfile: "deno.lock",
    notes: [],
  });
  expect(checks).toHaveLength(3);
  expect(commandsOf(files)).toEqual({
    lint: "deno lint",
    format_check: "deno fmt --check",
    test: "deno test --allow-all",
  });
});

test("tasks of Deno are its checks, without those that watch, serve or change files", () => {
  const tasks = {
    dev: "deno run --watch main.ts",
    start: "deno serve main.ts",
    fmt: "deno fmt",
    check: { command: "deno check .", dependencies: ["lint"] },
    lint: "deno lint",
    test: "deno test --allow-read",
    "test:watch": "deno test --watch",
    ok: { dependencies: ["lint", "test"] },
  };
  expect(commandsOf({ "deno.json": JSON.stringify({ tasks }) })).toEqual({
    format_check: "deno fmt --check",
    check: "deno task check",
    test: "deno task test",
  });
});

test("members of a workspace of Deno are no parts", () => {
  const { parts } = factsOf({
    "deno.json": '{ "workspace": ["./one", "packages/*"] }',
    "one/deno.json": "{}",
    "packages/two/deno.json": "{}",
    "three/deno.json": "{}",
  });
  expect(parts.map(({ folder }) => folder)).toEqual(["", "three"]);
});

test("a package of Node that is on JSR, too, is one of Node only", () => {
  const { parts } = factsOf({ "package.json": "{}", "deno.json": '{ "name": "@me/it" }' });
  expect(parts.map(({ stack }) => stack)).toEqual(["node"]);
});

test("a broken configuration of Deno is a note", () => {
  expect(partOf({ "deno.json": "{" }).notes).toEqual([
    expect.stringMatching(/^deno\.json cannot be read: /),
  ]);
});
