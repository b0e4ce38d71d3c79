import { describe, expect, test } from "vitest";
import { targetReaderOf } from "../../../src/import/targets/target-reader.ts";
import type { TargetFile } from "../../../src/import/targets/target.ts";

function read(text: string): TargetFile {
  const reader = targetReaderOf("noxfile.py");
  if (reader === undefined) throw new Error("no reader");
  return reader(text);
}

function namesOf(text: string): readonly string[] {
  return read(text).targets.map(({ name }) => name);
}

/** All of these names are among those that `nox --list` of version 2026.10 said, or are such names without a version. */
test("the sessions of a noxfile are called by their names", () => {
  const text = `"""A noxfile.

@nox.session
def fake(session): pass
"""
from __future__ import annotations
import nox, os
from nox import session, session as s2

PYTHONS: list[str] = ["3.10", "3.11"]
ALL = (*PYTHONS, "3.12")
nox.options.sessions = ["lint"]

@nox.session
def lint(session: nox.Session) -> None:
    """Find mistakes.

    More text.
    """
    session.run("ruff")

@nox.session(python=ALL, name="unit" "-tests")
@nox.parametrize("django", ["4", "5"])
def tests(session, django):
    '''
    Run the tests
    '''

@session(py="3.12", tags=["a, b"])
def multi(session): r"""Raw \\d"""

@s2(
    python=False,  # no environment: )
)
def dev(
    session,
):
    # comment
    x = """
@nox.session
def inner(session): pass
"""
`;
  expect(read(text)).toEqual({
    targets: [
      {
        name: "lint",
        task: "lint",
        description: "Find mistakes.",
        command: ["nox", "-s", "lint"],
        line: 14,
      },
      {
        name: "unit-tests",
        task: "unit-tests",
        description: "Run the tests",
        command: ["nox", "-s", "unit-tests"],
        line: 22,
      },
      ...["3.10", "3.11", "3.12"].map((python) => ({
        name: `unit-tests-${python}`,
        task: `unit-tests-${python.replace(".", "_")}`,
        description: `Run the tests (Python ${python})`,
        command: ["nox", "-s", `unit-tests-${python}`],
        line: 22,
      })),
      {
        name: "multi",
        task: "multi",
        description: "Raw \\d",
        command: ["nox", "-s", "multi"],
        line: 29,
      },
      { name: "dev", task: "dev", command: ["nox", "-s", "dev"], line: 32 },
    ],
    notes: [{ line: 22, text: 'The session "unit-tests" is one task for all its parameters.' }],
  });
});

describe("a session", () => {
  test.each([
    ["import nox as n\n@n.session\ndef a(s): ...\n", ["a"]],
    ["from nox import (parametrize, session as x)\n@x()\nasync def a(s): ...\n", ["a"]],
    ["from nox_poetry import session\n@session\ndef a(s): ...\n", ["a"]],
    [
      "from nox_uv import session\n@session(python=['3.9'], uv_groups=['a'])\ndef a(s): ...\n",
      ["a"],
    ],
    ["import nox\n@nox.session(python=['3.9'])\ndef a(s): ...\n", ["a"]],
    [
      "import nox; V = '3.1'\n@nox.session(python=[V, '3.2'])\ndef a(s): ...\n",
      ["a", "a-3.1", "a-3.2"],
    ],
    ["import nox\n@other\n@nox.session\n\n# comment\ndef a(s): ...\n", ["a"]],
    ["import nox\n@nox.session\nclass A: ...\n", []],
    ["@nox.session\ndef a(s): ...\n", []],
    ["import pytest\n@pytest.session\ndef a(s): ...\n", []],
    ["import nox\ndef a(s):\n  '@nox.session'\n@nox.session(name='b')\ndef c(s): ...\n", ["b"]],
  ])("of %j is found", (text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  test("is noted where it may not be there, or what it is called is not known", () => {
    const text = `import nox
if True:
    @nox.session
    def inside(session): pass
for v in ["a"]:
    @nox.session(name=f"x-{v}")
    def loop(session): pass
class A:
    @nox.session
    def method(self): pass
@nox.session(name=NAME, **options)
def named(session): pass
@nox.session(python=nox.project.python_versions())
def versions(session): pass
`;
    expect(namesOf(text)).toEqual(["inside", "versions"]);
    expect(read(text).notes).toEqual([
      { line: 3, text: 'The session "inside" is there only as the `if` of line 2 says.' },
      { line: 6, text: 'The session "loop" is left out: it is made within the `for` of line 5.' },
      {
        line: 9,
        text: 'The session "method" is left out: it is made within the `class` of line 8.',
      },
      { line: 11, text: 'The session "named" is left out: only Python can work out its name.' },
      {
        line: 13,
        text: 'The session "versions" is one task: which versions of Python it has is not known.',
      },
    ]);
  });
});
