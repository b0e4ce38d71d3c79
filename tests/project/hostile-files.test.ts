import { describe, expect, test } from "vitest";
import { factsOf, type Files } from "./project-files.ts";

const known = [
  "package.json pnpm-workspace.yaml pnpm-lock.yaml yarn.lock bun.lock tsconfig.json turbo.json .nvmrc .tool-versions",
  "pyproject.toml setup.py setup.cfg requirements.txt tox.ini tox.toml noxfile.py hatch.toml .pre-commit-config.yaml",
  "Cargo.toml go.mod go.work .golangci.yml pom.xml build.gradle settings.gradle deno.json .gitignore",
].flatMap((names) => names.split(" "));

function everywhere(content: string): Files {
  return Object.fromEntries(known.map((name) => [name, content]));
}

describe("whatever the files of a project hold, it is read", () => {
  test.each([
    "",
    "\uFEFF",
    "\0\u0001\uD800",
    "{",
    "[",
    "[]",
    "null",
    "1",
    '"text"',
    "a: [",
    "&a [*a, *a]",
    "[[tool]]\nname = 1",
    "[tool]\nuv = 1\nhatch = []\npoetry = 'x'\ntox = [1]\n",
    "use (\nuse (",
    "<project><modules><module></module></modules>",
    "@nox.session(\n@nox.session\ndef (",
    "[tox]\nenv_list = {a,{b,c}-{},d\n[testenv:{]\n",
    `${"[".repeat(5000)}`,
    `${"a.".repeat(5000)}b = 1`,
    `${"@nox.session(x,\n".repeat(2000)}`,
    `[tox]\nenv_list = ${"{a,b}".repeat(40)}`,
  ])("case %#", (content) => {
    expect(factsOf(everywhere(content)).parts).toBeInstanceOf(Array);
  });

  test("also where a value has another type than it should", () => {
    const odd: readonly unknown[] = [null, 1, "text", [], [1, {}], { a: 1 }, { constructor: [] }];
    for (const value of odd) {
      const manifest = { name: value, scripts: value, workspaces: value, engines: value };
      const more = {
        packageManager: value,
        devEngines: value,
        devDependencies: value,
        volta: value,
      };
      const json = JSON.stringify({ ...manifest, ...more, tasks: value, workspace: value });
      expect(factsOf({ "package.json": json, "deno.json": json }).notes).toBeInstanceOf(Array);
    }
    const tables = ["1", "'text'", "[]", "[1, {a = []}]", "{a = 1}", "{commands = {a = 1}}"];
    for (const value of tables) {
      const names = "project dependency-groups build-system workspace package lints dependencies";
      const tools = "uv poetry pdm hatch tox ruff mypy pytest".split(" ");
      const lines = [
        ...names.split(" ").map((name) => `${name} = ${value}`),
        `tool = { ${tools.map((name) => `${name} = ${value}`).join(", ")} }`,
      ];
      const toml = lines.join("\n");
      const files = { "pyproject.toml": toml, "Cargo.toml": toml, "tox.toml": toml };
      expect(factsOf(files).notes).toBeInstanceOf(Array);
    }
  });

  test("names of scripts may be those of every object", () => {
    const scripts =
      '{ "scripts": { "__proto__": "x", "constructor": "eslint .", "toString": "npm run constructor" } }';
    expect(factsOf({ "package.json": scripts }).parts[0]?.checks.map(({ name }) => name)).toEqual([
      "constructor",
    ]);
  });
});

test("folders with the names of files are no files", () => {
  const files = Object.fromEntries(known.map((name) => [`${name}/inner`, ""]));
  expect(factsOf(files)).toEqual({ parts: [], notes: [] });
  const locks = { "yarn.lock/inner": "", "uv.lock/inner": "", ".nvmrc/inner": "" };
  expect(factsOf({ "package.json": "{}", "pyproject.toml": "", ...locks }).parts).toHaveLength(2);
});
