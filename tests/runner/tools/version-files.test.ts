/** The version that a file asks for; each action's own code is linked where it is read. */
import { describe, expect, test } from "vitest";
import type { Tool } from "../../../src/runner/tools/tool-versions.ts";
import { versionIn } from "../../../src/runner/tools/version-files.ts";

type Row = readonly [file: string, content: string, version: string | undefined];

function rows(tool: Tool, table: readonly Row[]): void {
  test.each(table)(`${tool} in %s: %j`, (file, content, version) => {
    expect(versionIn(tool, content, file)).toBe(version);
  });
}

describe("a file with nothing but a version", () => {
  rows("node", [
    [".nvmrc", "20\n", "20"],
    [".nvmrc", "\u{feff}v20.1\r\n", "20.1"],
    [".nvmrc", "  \n", undefined],
    [".nvmrc", "v20 # ours", "v20 # ours"],
    [".nvmrc", "nodejs   20", "20"],
    [".nvmrc", "a\u{feff} b", "a\u{feff} b"],
    // What is valid JSON, and no object.
    [".nvmrc", "null", "null"],
    [".nvmrc", "20.0", "20.0"],
  ]);
  rows("ruby", [[".ruby-version", " 3.4 \n", "3.4"]]);
  rows("bun", [[".bun-version", "1.3\n", "1.3"]]);
  rows("deno", [
    [".dvmrc", "v2.5\n", "v2.5"],
    [".tool-versions", "node 20\ndeno  v2.5.1\n", "2.5.1"],
    [".tool-versions", "deno 2.5.1", "2.5.1"],
    [".tool-versions", "xdeno 2.5", "xdeno 2.5"],
    [".tool-versions", "deno 2.5 2.4", "deno 2.5 2.4"],
  ]);
  rows("go", [
    [".go-version", "1.25 \n", "1.25"],
    [".go-version", "go 1.25", "go 1.25"],
  ]);
  rows("rust", [
    ["rust-toolchain", "  1.90  \n", "1.90"],
    ["rust-toolchain", "# ours\n1.90 # of now\n", "1.90"],
    ["rust-toolchain", "a\nb\n", undefined],
    ["rust-toolchain", "[toolchain]\n", undefined],
    ["rust-toolchain", "", undefined],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "1.90"\nprofile = "minimal"\n', "1.90"],
  ]);
  rows("python", [
    [".python-version", "3.14\n", "3.14"],
    [".python-version", "# ours\n3.14 # main\n3.13/envs/x\n", "3.14\n3.13"],
    [".python-version", "a#b", "a#b"],
    [".python-version", "\n", undefined],
  ]);
});

describe("a package.json", () => {
  const file = "package.json";
  rows("node", [
    [file, '{"volta": {"node": "20"}, "devEngines": {}, "engines": {"node": "1"}}', "20"],
    [file, '{"volta": {"node": " "}, "engines": {"node": "20"}}', "20"],
    [file, '{"volta": {"node": 1}, "engines": {"node": "20"}}', "20"],
    [file, '{"volta": null, "devEngines": null, "engines": {"node": "20"}}', "20"],
    [file, '{"volta": "x", "devEngines": "x", "engines": "20"}', undefined],
    [file, '{"devEngines": {"runtime": {"name": "NODE", "version": "20"}}}', "20"],
    [file, '{"devEngines": {"runtime": {"name": "bun", "version": "1"}}}', undefined],
    [
      file,
      '{"devEngines": {"runtime": [null, {"name": "bun", "version": "1"}, {"name": "node"}, {"name": "node", "version": "20"}]}, "engines": {"node": "1"}}',
      "20",
    ],
    [file, "{}", undefined],
  ]);
  rows("bun", [
    [file, '{"packageManager": "bun@1.3.0", "engines": {"bun": "1.2"}}', "1.3.0"],
    [file, '{"packageManager": "npm@11", "engines": {"bun": "1.2"}}', "1.2"],
    [file, '{"engines": {"bun": "1.2"}}', "1.2"],
    [file, "{}", undefined],
    [file, "no JSON", undefined],
    [file, "null", undefined],
  ]);
});

describe("the package manager of package.json", () => {
  const file = "package.json";
  rows("pnpm", [
    [file, '{"packageManager": "pnpm@10.1.0+sha512.abc"}', "10.1.0"],
    [file, '{"packageManager": "yarn@4.9.1"}', undefined],
    [file, '{"devEngines": {"packageManager": {"name": "pnpm", "version": ">=10"}}}', ">=10"],
    [
      file,
      '{"devEngines": {"packageManager": [{"name": "npm", "version": "1"}, {"name": "pnpm"}]}}',
      undefined,
    ],
    [file, "no JSON", undefined],
  ]);
  rows("yarn", [
    [file, '{"packageManager": "yarn@4.9.1"}', "4.9.1"],
    [file, '{"packageManager": "yarnx@4.9.1"}', undefined],
    [file, "{}", undefined],
  ]);
});

describe("an action's own file", () => {
  rows("node", [
    ["action.yml", "runs:\n  using: node24\n", "24"],
    ["action.yml", "runs:\n  using:  'node24'  # new\n", "24"],
    ["action.yml", 'runs:\n  using:"node24"\n', "24"],
    ["action.yml", "using: node24", "using: node24"],
    ["action.yml", "x: not using: node24", "x: not using: node24"],
    ["action.yml", "  using: node24x y", "using: node24x y"],
  ]);
});

describe("lines of .tool-versions", () => {
  rows("ruby", [
    [".tool-versions", "node 20\nruby   3.4  3.3\n", "3.4"],
    [".tool-versions", "\truby\tv3.4 # main\n", "3.4"],
    [".tool-versions", "# ruby 3.3\nruby 3.4", "3.4"],
    [".tool-versions", "ruby dev3\n", "dev3"],
    [".tool-versions", "ruby very\n", "very"],
    [".tool-versions", "ruby\n", undefined],
    [".tool-versions", "jruby 10\n", undefined],
    ["some.tool-versions", "3.4", "3.4"],
  ]);
  rows("bun", [["app/.tool-versions", "node 20\nbun 1.3\n", "1.3"]]);
  rows("go", [["app/.tool-versions", "go 1.24\ngolang 1.25\n", "1.25"]]);
  rows("uv", [["app/.tool-versions", "python 3.14\nuv 0.9\n", "0.9"]]);
  rows("python", [["app/.tool-versions.local", "uv 0.9\npython 3.14\n", "3.14"]]);
  rows("java", [
    [".tool-versions", "java  temurin-21.0.2+13\n", "21.0.2"],
    [".tool-versions", "ruby 3.4\nJava 21\n", "21"],
    [".tool-versions", "java 21.0.12\n", "21.0.12"],
    [".tool-versions", "xjava 21\n", undefined],
    [".tool-versions", "", undefined],
  ]);
});

describe("Java's own files", () => {
  rows("java", [
    [".sdkmanrc", "# ours\njava = 21.0.2-tem\n", "21.0.2"],
    [".sdkmanrc", "java=21.0.2-tem", "21.0.2"],
    [".sdkmanrc", "#java=21-tem", undefined],
    [".java-version", "21", "21"],
    [".java-version", "21.0.2\n", "21.0.2"],
    [".java-version", "openjdk64-17.0.2", "17.0.2"],
    [".java-version", "jdk17", undefined],
  ]);
});

describe("Go's own files", () => {
  rows("go", [
    ["app/go.mod", "module x\n\ngo 1.24\n\ntoolchain go1.25.12\n", "1.25.12"],
    ["go.work", "go 1.24\ntoolchain go1.25rc12\n", "1.25rc12"],
    ["go.mod", "go 1.24\ntoolchain go1.25-custom\n", "1.25"],
    ["go.mod", "go 12.24.3\n// toolchain go1.25\n", "12.24.3"],
    ["go.mod", "// go 1.24\ngo 2", "2"],
    ["go.mod", "module x\n", undefined],
  ]);
});

// https://learn.microsoft.com/en-us/dotnet/core/tools/global-json#rollforward
describe("a global.json", () => {
  const file = "global.json";
  const sdk = (version: string, rollForward: string): string =>
    JSON.stringify({ sdk: { version, rollForward } });
  rows("dotnet", [
    [file, sdk("10.12.345", "latestMajor"), undefined],
    [file, sdk("10.12.345", "latestMinor"), "10"],
    [file, sdk("10.12.345", "latestFeature"), "10.12"],
    [file, sdk("10.12.345", "latestPatch"), "10.12.3xx"],
    [file, sdk("10.12.3456", "latestPatch"), "10.12.3xx"],
    [file, sdk("10.12.345", "disable"), "10.12.345"],
    [file, sdk("10.12.345-rc.1", "latestMinor"), "10.12.345-rc.1"],
    [file, sdk("v10.12.345", "latestMinor"), "v10.12.345"],
    [file, sdk("10.12.34", "latestMinor"), "10.12.34"],
    [file, '{"sdk": {"rollForward": "latestMinor"}}', undefined],
    [file, '{"sdk": {"version": "10.0.100"}}', "10.0.100"],
    [file, '{"sdk": "10.0.100"}', undefined],
    [file, "{}", undefined],
    [file, "no JSON", undefined],
  ]);
});

describe("a table of TOML", () => {
  const file = "pyproject.toml";
  rows("python", [
    [file, '  [project]\nrequires-python=">=3.12"', ">=3.12"],
    [file, "[project]\n'requires-python' = '>=3.12' # main", ">=3.12"],
    [file, '[ project ] # ours\nrequires-python = ">=3.12"', undefined],
    [file, '[tool.poetry.dependencies]\npython = "^3.12"\n', "^3.12"],
    [file, '[ "tool" . poetry.dependencies ]  # all\n  "python"  =  "^3.12"', "^3.12"],
    [file, '[project]\n[tool.poetry.dependencies]\npython = "^3.12"\n', undefined],
    [file, '# no [project]\n[tool.poetry.dependencies]\npython = "^3.12"', "^3.12"],
    [file, '[other]\npython = "3.1"\n[tool.poetry.dependencies]\npython = "^3.12"', "^3.12"],
    [file, '[tool.poetry.dependencies]\nx = "[other]"\npython = "^3.12"', "^3.12"],
    [file, '[tool.poetry.dependencies]\n[other] x\npython = "^3.12"', "^3.12"],
    [file, '[tool.poetry.dependencies]\nx = [ "a" ]\npython = "^3.12"', "^3.12"],
    [file, '[tool.poetry.dependencies]\n# python = "1"\npython = "^3.12"', "^3.12"],
    [file, '[tool.poetry.dependencies]\nx.python = "1"\npython = "^3.12"', "^3.12"],
    [file, '[tool.poetry.dependencies]\npython = "^3.12" x', undefined],
    [file, '[tool.poetry.dependencies]\npython = { version = "^3.12" }', undefined],
    [file, '[tool.poetry.dependencies]\npython = "\\u0033"', undefined],
    [file, "[tool.poetry.dependencies]\npythonx = '1'", undefined],
    [
      "Pipfile",
      '[requires]\npython_version = "3.12"\npython_full_version = "3.12.1"\n[x]\npython_version = "1"',
      "3.12.1",
    ],
    ["app/Pipfile.lock", '[packages]\npython_version = "1"', undefined],
  ]);
  rows("uv", [
    ["app/uv.toml", 'required-version = "0.9"\n[pip]\nrequired-version = "1"', "0.9"],
    ["uv.toml", '[pip]\nrequired-version = "1"', undefined],
    ["app/pyproject.toml", '[tool.uv]\nrequired-version = "0.9"', "0.9"],
    ["other.toml", '[tool.uv]\nrequired-version = "0.9"', undefined],
  ]);
  rows("ruby", [["app/mise.toml", '[tools]\nnode = "20"\nruby = "3.4"\n', "3.4"]]);
});
