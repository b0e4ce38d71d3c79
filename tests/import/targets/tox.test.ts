import { describe, expect, test } from "vitest";
import { targetReaderOf } from "../../../src/import/targets/target-reader.ts";
import type { TargetFile } from "../../../src/import/targets/target.ts";

function read(file: string, text: string): TargetFile {
  const reader = targetReaderOf(file);
  if (reader === undefined) throw new Error(`no reader of ${file}`);
  return reader(text);
}

function listOf(file: string, text: string): readonly string[] {
  return read(file, text).targets.map(
    ({ name, description = "[no description]" }) => `${name} -> ${description}`,
  );
}

/** What is listed here is what `tox list` of version 4.67 said, without `.pkg`, which builds a package. */
describe("the environments that tox lists are those of", () => {
  test("tox.ini, with short forms, factors and comments", () => {
    const text = `[tox]
env_list =
    py{310,311}-django{4,5}   # the matrix
    ; nothing
    lint, docs
    py3{12-13}
    {a,b}
[testenv]
description = Run the tests
    with {envname}
commands = pytest {posargs}
[testenv:lint]
description = lint: Find mistakes
  docs: no
# comment
[testenv:docs]
Description = Build # really
   the docs
[testenv:format{,-check}]
description: Format
[testenv:.pkg]
x = y
[testenv:release]
description =
   first line

   second line
[flake8]
max = 3
[testenv:py{312,313}-x]
skip_install = true
`;
    expect(listOf("tox.ini", text)).toEqual([
      "py310-django4 -> Run the tests with py310-django4",
      "py310-django5 -> Run the tests with py310-django5",
      "py311-django4 -> Run the tests with py311-django4",
      "py311-django5 -> Run the tests with py311-django5",
      "lint -> Find mistakes",
      "docs -> Build the docs",
      "py312 -> Run the tests with py312",
      "py313 -> Run the tests with py313",
      "a -> Run the tests with a",
      "b -> Run the tests with b",
      "format -> Format",
      "format-check -> Format",
      "release -> first line second line",
      "py312-x -> Run the tests with py312-x",
      "py313-x -> Run the tests with py313-x",
    ]);
    expect(read("tox.ini", text).notes).toEqual([]);
  });

  test("setup.cfg", () => {
    const text = `[tox:tox]
envlist = py310,py311
  flake8
[testenv:flake8]
description = Style
`;
    expect(listOf("setup.cfg", text)).toEqual([
      "py310 -> [no description]",
      "py311 -> [no description]",
      "flake8 -> Style",
    ]);
  });

  test("tox.toml, with products and ranges", () => {
    const text = `requires = ["tox>=4"]
env_list = ["3.13", "lint", {product = [["py310","py311"], {prefix = "django", start = 4, stop = 5}], exclude = ["py310-django5"]}, {prefix="x", start=1, stop=2}]
[env_run_base]
description = "run unit tests"
[env.lint]
description = "lint {env_name}"
[env."py3.11"]
description = "quoted"
[env_base.matrix]
factors = [["a","b"],["c","d"]]
description = "from base"
[env_base.flat]
factors = ["m","n"]
`;
    expect(listOf("tox.toml", text)).toEqual([
      "3.13 -> run unit tests",
      "lint -> lint lint",
      "py310-django4 -> run unit tests",
      "py311-django4 -> run unit tests",
      "py311-django5 -> run unit tests",
      "x1 -> run unit tests",
      "x2 -> run unit tests",
      "py3.11 -> quoted",
      "matrix-a-c -> from base",
      "matrix-a-d -> from base",
      "matrix-b-c -> from base",
      "matrix-b-d -> from base",
      "flat-m -> run unit tests",
      "flat-n -> run unit tests",
    ]);
  });

  test("pyproject.toml, as TOML", () => {
    const text = `[project]
name = "x"
[tool.tox]
env_list = ["3.13", "type"]
[tool.tox.env.type]
description = "Types"
`;
    expect(read("pyproject.toml", text).targets).toEqual([
      { name: "3.13", task: "tox_3_13", command: ["tox", "-e", "3.13"], line: 4 },
      {
        name: "type",
        task: "type",
        description: "Types",
        command: ["tox", "-e", "type"],
        line: 5,
      },
    ]);
  });

  test("pyproject.toml, as a text of tox.ini", () => {
    const text = `[tool.tox]
legacy_tox_ini = """
    [tox]
    env_list = py39, type
    [testenv:type]
    description = Types
"""
`;
    expect(listOf("pyproject.toml", text)).toEqual(["py39 -> [no description]", "type -> Types"]);
    expect(read("pyproject.toml", text).targets.map(({ line }) => line)).toEqual([4, 5]);
  });
});

test.each([
  ["py3{9,}", ["py39", "py3"]],
  ["{10-12}, a-{2-1}", ["10", "11", "12", "a-2", "a-1"]],
  ["py3{13-}, py3{-12}", ["py313", "py314", "py315", "py311", "py312"]],
  ["django-4-2,b", ["django-4-2", "b"]],
  ["{a, b}{c,d}-e", ["ac-e", "ad-e", "bc-e", "bd-e"]],
  ["{[base]envs}, c", ["x", "y", "c"]],
])("the list %s is read as tox reads it", (list, names) => {
  const text = `[tox]\nenv_list = ${list}\n[base]\nenvs = x,y\n`;
  expect(read("tox.ini", text).targets.map(({ name }) => name)).toEqual(names);
});

test("what cannot be named is noted", () => {
  const tooMany = `[tox]\nenvlist = ${"{a,b,c,d,e,f,g,h,i,j}".repeat(9)}\n`;
  expect(read("tox.ini", tooMany).targets).toHaveLength(1000);
  expect(read("tox.ini", tooMany).notes).toEqual([
    {
      line: 2,
      text: 'There are more environments than those from "aaaaaaaaa" to "aaaaaajjj": the others are left out.',
    },
  ]);
  const text = "[tox]\nenvlist = {env:ENVS:a}, {[none]a}, b\n";
  expect(read("tox.ini", text).targets.map(({ name }) => name)).toEqual(["b"]);
  expect(read("tox.ini", text).notes.map((note) => note.line)).toEqual([2, 2]);
  const none = [{ text: "There are no environments of tox." }];
  expect(read("setup.cfg", "[testenv:a]\n").notes).toEqual(none);
  expect(read("pyproject.toml", "[project]\nname = 'a'\n").notes).toEqual(none);
  expect(read("tox.toml", "env_list = [").notes[0]?.text).toContain("This is not TOML: ");
});
