/** actionlint as a program: what it is asked, in which folder, and what is made of its answer. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actionlintFindings, actionlintVersion } from "../../../src/workflow/checks/actionlint.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-actionlint-test-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One that runs this; `$log` is a file that outlives it. */
function actionlint(script: string): string {
  const program = join(folder, "actionlint");
  writeFileSync(program, `#!/bin/sh\nlog='${join(folder, "log")}'\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

function log(): string {
  return readFileSync(join(folder, "log"), "utf8");
}

function finding(filepath: string, message: string, kind = "x"): object {
  return { filepath, message, kind, line: 2, column: 3, snippet: "" };
}

test("it is asked once for all texts, as files of a folder of its own that goes afterwards", async () => {
  const program = actionlint(
    `pwd >>"$log"; for word; do echo "<$word>" >>"$log"; done; cat 1.yml >>"$log"`,
  );
  expect(await actionlintFindings(["first", "second"], program)).toEqual([[], []]);
  const [cwd = "", ...others] = log().split("\n");
  expect(others).toEqual([
    ..."-no-color -shellcheck= -pyflakes= -format".split(" ").map((word) => `<${word}>`),
    "<{{json .}}>",
    "<0.yml>",
    "<1.yml>",
    "second",
  ]);
  expect(existsSync(cwd)).toBe(false);
});

test("its findings are told text by text, without those about runners and about what is none of these files", async () => {
  const found = [
    finding("1.yml", "a"),
    finding("1.yml", "b", "runner-label"),
    finding("other.yml", "c"),
    finding("0.yml", "d"),
    finding("1.yml", "e"),
  ];
  const program = actionlint(`echo '${JSON.stringify(found)}'; exit 1`);
  const at = { line: 2, column: 3 };
  expect(await actionlintFindings(["", "", ""], program)).toEqual([
    [{ ...at, message: "d" }],
    [
      { ...at, message: "a" },
      { ...at, message: "e" },
    ],
    [],
  ]);
});

// A message of which only a later part reads like that is about something else.
test.each([
  ["syntax-check", 'unexpected key "a"'],
  ["action", 'specifying action "$/a"'],
  ["permissions", 'unknown permission scope "a"'],
  ["events", 'unknown Webhook event "a"'],
  ["events", 'invalid activity type "a"'],
])(
  "what GitHub knows and an older one does not is left out of kind %s: %s",
  async (kind, message) => {
    const found = [
      finding("0.yml", message, kind),
      finding("0.yml", `is ${message}`, kind),
      finding("0.yml", message),
    ];
    const program = actionlint(`echo '${JSON.stringify(found)}'; exit 1`);
    expect((await actionlintFindings([""], program))[0]?.map((each) => each.message)).toEqual([
      `is ${message}`,
      message,
    ]);
  },
);

test("more files than fit on one command line are asked for in several, each file once", async () => {
  const program = actionlint(
    `for word; do case $word in *.yml) echo "$word" >>"$log";; esac; done; echo -- >>"$log"`,
  );
  const names = Array.from({ length: 4000 }, (_, index) => `${index}.yml`);
  expect(
    await actionlintFindings(
      names.map(() => ""),
      program,
    ),
  ).toHaveLength(4000);
  const asked = log().split("--\n").slice(0, -1);
  expect(asked.join("").trimEnd().split("\n")).toEqual(names);
  expect(asked.map((each) => each.length)).toEqual([
    expect.toSatisfy((length: number) => length > 19_990 && length <= 20_000),
    expect.toSatisfy((length: number) => length < 20_000),
  ]);
});

describe("its version", () => {
  test("tells it from any other", async () => {
    expect(await actionlintVersion(actionlint('[ "$*" = -version ] && pwd && echo 1.7.12'))).toBe(
      `${process.cwd()}\n1.7.12`,
    );
  });

  test("is not there where it is not", async () => {
    expect(await actionlintVersion(join(folder, "none"))).toBeUndefined();
    expect(await actionlintFindings(["a"], join(folder, "none"))).toEqual([[]]);
  });
});

test("one that does not work is named, with what to type", async () => {
  const failing = actionlint("echo ' broken ' >&2; exit 3");
  await expect(actionlintVersion(failing)).rejects.toMatchObject({
    message: `${failing} is on the PATH and does not work: broken`,
    hints: [`${failing} -version`],
  });
  await expect(actionlintFindings(["a"], actionlint("exit 2"))).rejects.toThrow("does not work: ");
  await expect(actionlintFindings(["a"], actionlint("echo no"))).rejects.toThrow(
    "does not work: it said something else than JSON",
  );
});
