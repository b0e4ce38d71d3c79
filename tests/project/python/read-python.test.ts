import { describe, expect, test } from "vitest";
import { commandsOf, factsOf, type Files, partOf } from "../project-files.ts";

const tests = { "tests/test_it.py": "def test_it(): pass\n" };

function pyproject(text: string, files: Files = tests): Files {
  return { "pyproject.toml": `[project]\nname = "it"\nversion = "1"\n${text}`, ...files };
}

describe("what installs a project of Python", () => {
  test.each<[string, Files, string, readonly string[] | undefined]>([
    [
      "uv, by its lockfile",
      pyproject('[dependency-groups]\ndev = ["pytest"]\n', { ...tests, "uv.lock": "" }),
      "uv",
      ["uv", "sync", "--locked"],
    ],
    ["uv, by its settings", pyproject("[tool.uv]\npackage = false\n"), "uv", ["uv", "sync"]],
    [
      "Poetry, with a group that has to be asked for",
      pyproject(
        '[tool.poetry.group.test]\noptional = true\n[tool.poetry.group.test.dependencies]\npytest = "*"\n',
        { ...tests, "poetry.lock": "" },
      ),
      "poetry",
      ["poetry", "install", "--no-interaction", "--with", "test"],
    ],
    [
      "PDM",
      pyproject('[dependency-groups]\ntest = ["pytest"]\n', { ...tests, "pdm.lock": "" }),
      "pdm",
      ["pdm", "install", "--check", "--group", "test"],
    ],
    [
      "pip, with a group",
      pyproject('[dependency-groups]\ntest = ["pytest"]\n'),
      "pip",
      ["python", "-m", "pip", "install", "--group", "test"],
    ],
    [
      "pip, with an extra",
      pyproject(
        "[project.optional-dependencies]\ndev = [\"PyTest[x]>=8; python_version>'3'\"]\n[build-system]\nrequires = []\n",
      ),
      "pip",
      ["python", "-m", "pip", "install", "--editable", ".[dev]", "build"],
    ],
    [
      "pip, with files",
      { "requirements.txt": "flask\n", "requirements/test.txt": "pytest==8\n", ...tests },
      "pip",
      "python -m pip install --requirement requirements/test.txt --requirement requirements.txt".split(
        " ",
      ),
    ],
    [
      "pip, by setup.cfg",
      {
        "setup.py": "from setuptools import setup\nsetup()\n",
        "setup.cfg": "[options.extras_require]\ntest =\n    pytest # the best\n    hypothesis\n",
        ...tests,
      },
      "pip",
      ["python", "-m", "pip", "install", "--editable", ".[test]"],
    ],
  ])("is %s", (_name, files, tool, install) => {
    const part = partOf(files);
    expect(part.tool).toBe(tool);
    expect(part.install).toEqual(install);
  });

  test("is pip, with the project where that brings the program", () => {
    const text = 'dependencies = ["build", "ruff"]\n[build-system]\nrequires = []\n';
    const files = pyproject(text, {});
    expect(commandsOf(files)).toMatchObject({ build: "python -m build" });
    expect(partOf(files).install).toEqual(["python", "-m", "pip", "install", "--editable", "."]);
  });

  test("is one, and another lockfile is named", () => {
    const { tool, notes } = partOf({ ...pyproject(""), "uv.lock": "", "poetry.lock": "" });
    expect(tool).toBe("uv");
    expect(notes).toEqual(['"poetry.lock" is there, too: uv is used.']);
  });
});

describe("the version of Python", () => {
  test.each<[Files, unknown]>([
    [pyproject("", { ".python-version": "3.12\n" }), { file: ".python-version" }],
    [pyproject("", { ".tool-versions": "python 3.12.1\n" }), { file: ".tool-versions" }],
    [pyproject('requires-python = ">=3.10"\n'), { file: "pyproject.toml" }],
    [
      pyproject(
        'requires-python = ">=3.9,<3.13"\nclassifiers = ["Programming Language :: Python :: 3.9", "Programming Language :: Python :: 3.12", "Programming Language :: Python :: 3.13"]\n',
      ),
      { text: "3.12" },
    ],
    [
      { "setup.py": 'setup(classifiers=["Programming Language :: Python :: 3.11"])' },
      { text: "3.11" },
    ],
    [
      { "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.11"\n' },
      { file: "pyproject.toml" },
    ],
    [pyproject(""), undefined],
  ])("of case %#", (files, version) => {
    expect(partOf(files).version).toEqual(version);
  });
});

describe("a program that is configured", () => {
  test("and no dependency is run by uv for itself, or beside the project", () => {
    const files = pyproject("[tool.uv]\n[tool.ruff]\n[tool.mypy]\nfiles = ['src']\n");
    expect(commandsOf(files)).toEqual({
      lint: "uvx ruff check",
      format_check: "uvx ruff format --check",
      typecheck: "uv run --with mypy mypy",
    });
  });

  test("and no dependency is run by pipx, or is a note, where the project's tool cannot find it", () => {
    const files = { ...pyproject("[tool.ruff]\n[tool.mypy]\n"), "pdm.lock": "" };
    expect(commandsOf(files)).toEqual({
      lint: "pipx run ruff check",
      format_check: "pipx run ruff format --check",
    });
    expect(partOf(files).notes).toEqual([
      "pyproject.toml, [tool.mypy] is there, and no dependency brings mypy: it is not among the checks.",
    ]);
  });

  test("is left to pre-commit where that runs it", () => {
    const hooks = "repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n";
    const files = { ...pyproject("[tool.uv]\n[tool.ruff]\n"), ".pre-commit-config.yaml": hooks };
    expect(commandsOf(files)).toEqual({ pre_commit: "uvx pre-commit run --all-files" });
  });

  test("has its own name where several are of a kind", () => {
    const group = '[dependency-groups]\ndev = ["flake8", "ruff", "black", "mypy", "pyright"]\n';
    expect(commandsOf(pyproject(`[tool.uv]\n${group}`))).toEqual({
      ruff: "uv run ruff check",
      flake8: "uv run flake8 tests",
      format_check: "uv run black --check .",
      mypy: "uv run mypy tests",
      pyright: "uv run pyright",
    });
  });
});

describe("tests without pytest", () => {
  test("are those of unittest", () => {
    expect(
      commandsOf({ "requirements.txt": "", "tests/unit/test_it.py": "import unittest\n" }),
    ).toEqual({ test: "python -m unittest discover -s tests/unit" });
  });

  test("or of Django", () => {
    const files = pyproject("[tool.uv]\n", { "manage.py": "" });
    expect(commandsOf(files)).toEqual({ test: "uv run python manage.py test" });
  });

  test("and pytest without tests is no check: it would fail", () => {
    expect(commandsOf(pyproject('[tool.uv]\n[dependency-groups]\ndev = ["pytest"]\n', {}))).toEqual(
      {},
    );
  });
});

test("the members of a workspace of uv are checked by it", () => {
  const { parts } = factsOf({
    ...pyproject(
      '[tool.uv.workspace]\nmembers = ["packages/*"]\n[dependency-groups]\ndev = ["ruff"]\n',
    ),
    "packages/one/pyproject.toml": '[dependency-groups]\ndev = ["ruff"]\n',
    "other/pyproject.toml": '[tool.uv]\n[dependency-groups]\ndev = ["ruff"]\n',
  });
  expect(parts.map(({ folder }) => folder)).toEqual(["", "other"]);
});

test("a broken pyproject.toml is a note", () => {
  const { checks, notes } = partOf({ "pyproject.toml": "[project\n" });
  expect(checks).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(/^pyproject\.toml cannot be read: /)]);
});
