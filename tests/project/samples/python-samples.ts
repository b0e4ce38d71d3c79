import type { Sample } from "./sample.ts";

const code = {
  "src/adder/__init__.py": `def add(left: int, right: int) -> int:
    return left + right
`,
  "src/adder/py.typed": "",
  "tests/test_add.py": `from adder import add


def test_add() -> None:
    assert add(1, 2) == 3
`,
};

const project = `[project]
name = "adder"
version = "1.0.0"
description = "Adds"
requires-python = ">=3.10"
`;

const hatchling = `
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`;

const mypy = `
[tool.mypy]
strict = true
`;

export const pythonSamples: readonly Sample[] = [
  {
    name: "uv",
    programs: ["uv"],
    prepare: [["uv", "lock"]],
    lockfile: "uv.lock",
    files: {
      ...code,
      "pyproject.toml": `${project}
[dependency-groups]
dev = ["pytest>=8", "ruff>=0.9"]
types = ["mypy>=1.14", "pytest>=8"]
${hatchling}
[tool.uv]
default-groups = ["dev"]

[tool.ruff]
line-length = 100
${mypy}`,
    },
    checks: {
      lint: "uv run --locked ruff check",
      format_check: "uv run --locked ruff format --check",
      typecheck: "uv run --locked --group types mypy src tests",
      test: "uv run --locked pytest",
      build: "uv build",
    },
  },
  {
    name: "Poetry",
    programs: ["poetry"],
    prepare: [["poetry", "lock", "--no-interaction"]],
    files: {
      "src/adder/__init__.py": code["src/adder/__init__.py"],
      // Poetry asks PyPI in a way of its own, which not every mirror of it answers: nothing has to be installed.
      "tests/test_add.py": `import unittest

from adder import add


class AddTest(unittest.TestCase):
    def test_add(self) -> None:
        self.assertEqual(add(1, 2), 3)
`,
      "README.md": "# Adder\n",
      "pyproject.toml": `[tool.poetry]
name = "adder"
version = "1.0.0"
description = "Adds"
authors = ["Someone <someone@example.org>"]
packages = [{ include = "adder", from = "src" }]

[tool.poetry.dependencies]
python = "^3.10"

[build-system]
requires = ["poetry-core>=2"]
build-backend = "poetry.core.masonry.api"
`,
    },
    checks: {
      test: "poetry run python -m unittest discover -s tests",
      build: "poetry build",
    },
  },
  {
    name: "PDM",
    programs: ["pdm"],
    prepare: [["pdm", "lock"]],
    files: {
      ...code,
      "pyproject.toml": `${project}
[build-system]
requires = ["pdm-backend"]
build-backend = "pdm.backend"

[tool.pdm.dev-dependencies]
test = ["pytest>=8"]
lint = ["black>=24"]
`,
    },
    checks: {
      format_check: "pdm run black --check .",
      test: "pdm run pytest",
      build: "pdm build",
    },
  },
  {
    name: "Hatch",
    programs: ["hatch"],
    prepare: [],
    files: {
      ...code,
      "pyproject.toml": `${project}${hatchling}
[tool.hatch.envs.default]
dependencies = ["pytest>=8"]

[tool.hatch.envs.default.scripts]
test = "pytest {args:tests}"
cov = "pytest --cov"

[tool.hatch.envs.types]
extra-dependencies = ["mypy>=1.14"]

[tool.hatch.envs.types.scripts]
check = "mypy --strict src"
`,
    },
    checks: {
      types_check: "hatch run types:check",
      test: "hatch run test",
      build: "hatch build",
    },
  },
  {
    name: "pip with an extra",
    programs: ["python"],
    prepare: [],
    files: {
      ...code,
      "pyproject.toml": `${project}
[project.optional-dependencies]
test = ["pytest>=8"]
docs = ["sphinx"]
${hatchling}${mypy}`,
    },
    checks: {
      typecheck: "mypy src tests",
      test: "pytest",
      build: "python -m build",
    },
  },
  {
    name: "pip with requirements",
    programs: ["python"],
    prepare: [],
    files: {
      "app.py": 'def greeting() -> str:\n    return "hello"\n',
      "tests/test_app.py": `from app import greeting


def test_greeting() -> None:
    assert greeting() == "hello"
`,
      "requirements.txt": "# nothing yet\nidna\n",
      "requirements-dev.txt": "-r requirements.txt\npytest>=8\nflake8\n",
    },
    checks: {
      lint: "flake8 app.py tests",
      test: "python -m pytest",
    },
  },
  {
    name: "tox",
    programs: ["python"],
    prepare: [],
    files: {
      ...code,
      "pyproject.toml": `${project}${hatchling}`,
      "tox.ini": `[tox]
env_list =
    py{310,311,312,313}
    lint, docs

[testenv]
deps = pytest>=8
commands = pytest {posargs}

[testenv:lint]
skip_install = true
deps = ruff
commands = ruff check src tests

[testenv:docs]
commands = sphinx-build docs out
`,
    },
    checks: {
      lint: "tox -e lint",
      test: "tox -e py",
      build: "python -m build",
    },
  },
  {
    name: "Nox",
    programs: ["python"],
    prepare: [],
    files: {
      ...code,
      "pyproject.toml": `${project}${hatchling}`,
      "noxfile.py": `import nox

nox.options.sessions = ["lint", "tests"]


@nox.session(python=["3.10", "3.13"])
def tests(session: nox.Session) -> None:
    session.install(".", "pytest>=8")
    session.run("pytest", *session.posargs)


@nox.session(reuse_venv=True)
def lint(session: nox.Session) -> None:
    session.install("ruff")
    session.run("ruff", "check", "src", "tests")


@nox.session(default=False)
def release(session: nox.Session) -> None:
    session.run("twine", "upload", "dist/*")
`,
    },
    checks: {
      lint: "nox -s lint",
      tests: "nox -s tests --force-python python",
      build: "python -m build",
    },
  },
];
