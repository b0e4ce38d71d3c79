import { describe, expect, test } from "vitest";
import { commandsOf, type Files, partOf } from "../project-files.ts";

describe("the environments of tox", () => {
  test.each<[string, string, Files]>([
    [
      "tox.ini",
      "tox.ini",
      { "tox.ini": "[tox]\nenvlist = py39, lint\n[testenv]\ncommands = pytest\n" },
    ],
    [
      "setup.cfg",
      "setup.cfg",
      { "setup.cfg": "[tox:tox]\nenvlist =\n  py39\n  lint\n[testenv]\ncommands = pytest\n" },
    ],
    ["tox.toml", "tox.toml", { "tox.toml": 'env_list = ["3.9", "lint"]\n', "setup.py": "" }],
    [
      "pyproject.toml",
      "pyproject.toml, [tool.tox]",
      { "pyproject.toml": '[tool.tox]\nenv_list = ["py39", "lint"]\n' },
    ],
    [
      "the old form in pyproject.toml",
      "pyproject.toml, [tool.tox]",
      { "pyproject.toml": '[tool.tox]\nlegacy_tox_ini = """\n[tox]\nenvlist = py39,lint\n"""\n' },
    ],
  ])("are read from %s", (_name, source, files) => {
    expect(commandsOf(files)).toEqual({ lint: "tox -e lint", test: "tox -e py" });
    expect(partOf(files).checks[0]?.source).toBe(`${source}, environment "lint"`);
  });

  test("of several dependencies run together, with the Python that is here", () => {
    const text = "[tox]\nenv_list = py3{11,12}-django{4,5}, py312-{x , y}, pypy310, mypy\n";
    expect(commandsOf({ "tox.ini": text })).toEqual({
      mypy: "tox -e mypy",
      test: "tox -e py-django4,py-django5,py-x,py-y,py",
    });
  });

  test("of a range of versions are one, and the first one may be all there is", () => {
    expect(commandsOf({ "tox.ini": "[tox]\nenv_list = 3.{10-14}\n" })).toEqual({
      test: "tox -e py",
    });
    expect(commandsOf({ "tox.ini": "[testenv]\ncommands =\n  pytest\n" })).toEqual({
      test: "tox -e py",
    });
  });

  test("that change files or publish are left out, and named", () => {
    const text = `[testenv:format]
commands = black src
[testenv:style]
commands = black --check src
[testenv:release]
commands = twine upload dist/*
[testenv:spelling]
commands = codespell
`;
    const files = { "tox.ini": text };
    expect(commandsOf(files)).toEqual({
      style: "tox -e style",
      spelling: "tox -e spelling",
    });
    expect(partOf(files).notes).toEqual([
      'tox.ini: the environments "format" and "release" are not among the checks.',
    ]);
  });

  test("that run only when they are named are no tests of every change", () => {
    const text = `[tox]
env_list = py312
[testenv]
commands = pytest
[testenv:stress]
commands = pytest stress
[testenv:lint]
commands = flake8
[testenv:{a,b}-py312]
deps = pytest
[testenv:generate]
commands = python scripts/black_generate.py src/black
`;
    expect(commandsOf({ "tox.ini": text })).toEqual({ lint: "tox -e lint", test: "tox -e py" });
    expect(partOf({ "tox.ini": text }).notes).toEqual([]);
  });

  test("have commands with words and tables in TOML", () => {
    const text = `env_list = ["a", "b-py3.12"]
[env.a]
commands = [["pytest", { replace = "posargs", default = [] }]]
[env.b]
commands = [["coverage", "run", "-p", "-m", "pytest"]]
`;
    expect(commandsOf({ "tox.toml": text, "setup.py": "" })).toEqual({
      a: "tox -e a",
    });
  });

  test("run by uv where the project is uv's", () => {
    const tox = { "tox.ini": "[tox]\nenv_list = lint\n", "uv.lock": "" };
    const text = '[project]\nname = "it"\nversion = "1"\n';
    expect(commandsOf({ ...tox, "pyproject.toml": text })).toEqual({
      lint: "uvx --with tox-uv tox -e lint",
    });
    const group = `${text}[dependency-groups]\ndev = ["tox-uv", "tox"]\n`;
    expect(commandsOf({ ...tox, "pyproject.toml": group })).toEqual({
      lint: "uv run --locked tox -e lint",
    });
  });
});

test("what the hooks of pre-commit do already is no check beside an environment that runs them", () => {
  const files = {
    "tox.ini": "[tox]\nenv_list = style\n[testenv:style]\ncommands = pre-commit run --all-files\n",
    "pyproject.toml": '[dependency-groups]\ndev = ["ruff"]\n[tool.ruff]\n',
  };
  const hooks = (...ids: readonly string[]): Readonly<Record<string, string>> => ({
    ".pre-commit-config.yaml": `repos:\n  - hooks:\n${ids.map((id) => `      - id: ${id}\n`).join("")}`,
  });
  const names = (more: Readonly<Record<string, string>>): readonly string[] =>
    Object.keys(commandsOf({ ...files, ...more }));
  expect(names(hooks("ruff-check", "ruff-format"))).toEqual(["style"]);
  expect(names(hooks("ruff-check"))).toEqual(["style", "format_check"]);
  expect(names({})).toEqual(["style", "format_check"]);
});

describe("the sessions of Nox", () => {
  const noxfile = `import nox
from nox import session

nox.options.default_venv_backend = "uv"


@nox.session(
    name="unit-tests",
    python=["3.10", "3.13"],
)
@nox.parametrize("django", ["4", "5"])
def unit_tests(s, django):
    s.run("pytest")


@session
def mypy(s: nox.Session) -> None:
    """Types."""

    s.run("mypy", "src")


@nox.session(default=False)
def manual(s):
    s.run("pytest")


@nox.session
def black(s):
    s.run("black", "src")


@nox.session
def verify(s):
    s.run("ruff", "check")


def helper(s):
    s.run("flake8")
`;

  test("are read as text", () => {
    const files = { "noxfile.py": noxfile };
    expect(commandsOf(files)).toEqual({
      verify: "nox -s verify",
      mypy: "nox -s mypy",
      "unit-tests": "nox -s unit-tests --force-python python",
    });
    expect(partOf(files).notes).toEqual([
      'noxfile.py: the session "black" is not among the checks.',
    ]);
  });

  test.each([
    'nox.options.sessions = ["mypy"]',
    'nox.options.sessions = (\n    "mypy",\n)',
    'nox.options.sessions = "mypy",',
  ])("are those that run without a name: %s", (options) => {
    expect(commandsOf({ "noxfile.py": `${noxfile}\n${options}\n` })).toEqual({
      mypy: "nox -s mypy",
    });
  });
});
