/** What an environment of tox or a session of Nox is for: by its name, else by what it runs. */
import type { CheckKind } from "../project-facts.ts";

/** Environments of this name are for a person at work, for the world, or need others to have run. */
const otherWords = new Set(
  "release publish upload deploy dev develop devenv docs doc docset fix autofix bump clean coverage cov cover combine report serve watch update upgrade benchmark bench ipython shell".split(
    " ",
  ),
);

const nameWords: Readonly<Record<CheckKind, RegExp>> = {
  lint: /^(?:lint|lints|linter|linters|linting|flake8|ruff|pylint|style|pep8|codestyle|precommit|codespell)$/,
  format: /^(?:format|formatting|fmt|black|isort|yapf)$/,
  types: /^(?:type|types|typing|typecheck|typechecking|mypy|pyright|ty)$/,
  test: /^(?:test|tests|testing|unit|unittest|unittests|pytest|py|pypy\d*|py\d+)$/,
  build: /^(?:build|package|packaging|dist|pkg|twine)$/,
};

const programs: Readonly<Record<CheckKind, string>> = {
  lint: "ruff check|flake8|pylint|pre-commit|prek|pycodestyle|codespell|zizmor|bandit",
  format: "ruff format|black|isort|yapf",
  types: "mypy|pyright|basedpyright|ty check|pyre|pytype",
  test: "pytest|unittest|trial|stestr|nose2?|ward",
  build: "build|twine check|uv build|pyproject-build|check-manifest",
};

/** Whether a line begins with one of them, or starts one: `session.run("pytest")`, `coverage run -m pytest`. */
function runs(flat: string, kind: CheckKind): boolean {
  const start = String.raw`^\s*(?:\w+\.run\w*\(\s*)?(?:uv run )?(?:coverage run .*-m )?(?:python -m )?`;
  return new RegExp(`${start}(?:${programs[kind]})(?![\\w./-])`, "m").test(flat);
}

/** Names that say only that something is checked. */
const unclearName = /^(?:check|checks|static|quality|qa|pre|all)$/;

const kinds = Object.keys(nameWords) as CheckKind[];

/**
 * Undefined for what is no check.
 * @param commands What it runs, as far as its text says.
 */
export function environmentKind(name: string, commands: string): CheckKind | undefined {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  // A noxfile has the words of a command as texts.
  const flat = commands.replaceAll(/["',]/g, " ").replaceAll(/[ \t]+/g, " ");
  if (words.some((word) => otherWords.has(word)) || changesFiles(flat)) return undefined;
  return (
    kinds.find((kind) => words.some((word) => nameWords[kind].test(word))) ??
    kinds.find((kind) => runs(flat, kind)) ??
    (words.some((word) => unclearName.test(word)) ? "lint" : undefined)
  );
}

/** Whether a command rewrites files, or uploads something. */
function changesFiles(flat: string): boolean {
  if (/ --fix\b|\btwine upload\b|\b(?:uv|poetry|hatch|flit|pdm) publish\b/.test(flat)) return true;
  return flat
    .split("\n")
    .some(
      (line) =>
        /(?:^|[\s(])(?:black|isort|ruff format|yapf)(?:\s|$)/.test(line) &&
        !/--(?:check|check-only|diff)\b|\binstall\b|^deps\b/.test(line),
    );
}
