import { describe, expect, test } from "vitest";
import { pinAction, type PinChoice } from "../../../src/workflow/pins/action-pins.ts";
import { readChosenReleases } from "../../../src/workflow/pins/chosen-releases.ts";
import { readPins } from "../../../src/workflow/pins/read-pins.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";

const sha = (digit: string): string => digit.repeat(40);

/** What a step of a function uses, where a committed file has `lines`. */
function used(
  release: string,
  lines = "",
  action = "actions/checkout",
): ReturnType<typeof pinAction> {
  return pinAction(action, {}, choice({ [action]: release }, lines));
}

function choice(chosen: Readonly<Record<string, string>>, lines = ""): PinChoice {
  return { style: "sha", committed: readPins(lines), chosen: readChosenReleases(chosen) };
}

function line(release: string): string {
  return `  - uses: actions/checkout@${release}\n`;
}

describe("a release that the app chooses", () => {
  test("is written as it is given", () => {
    for (const release of ["v4", "v4.1.0", "v7", "main"]) {
      expect(used(release)).toEqual({ uses: `actions/checkout@${release}`, codeRef: release });
    }
    expect(used(`${sha("a")} # v4.1.0`)).toEqual({
      uses: `actions/checkout@${sha("a")}`,
      version: "v4.1.0",
      codeRef: "v4.1.0",
    });
    expect(used(sha("a"))).toEqual({ uses: `actions/checkout@${sha("a")}`, codeRef: sha("a") });
  });

  test("stands for the actions in folders of its repository, in any case", () => {
    const pins = choice({ "actions/cache": "v4", "Astral-sh/Setup-uv": "v6.0.0" });
    expect(pinAction("actions/cache/restore", {}, pins).uses).toBe("actions/cache/restore@v4");
    expect(pinAction("astral-sh/setup-uv", {}, pins).uses).toBe("astral-sh/setup-uv@v6.0.0");
    expect(pinAction("actions/checkout", {}, pins).version).toBe("v7.0.1");
  });

  test("does not concern what has its own in the code", () => {
    const pins = choice({ "actions/checkout": "v4" });
    expect(pinAction("actions/checkout", { ref: "v5" }, pins).uses).toBe("actions/checkout@v5");
  });

  test("gives way to a newer commit of its major version in the file", () => {
    for (const release of ["v4", "v4.1.0", `${sha("a")} # v4.1.0`]) {
      expect(used(release, line(`${sha("b")} # v4.2.2`))).toMatchObject({
        uses: `actions/checkout@${sha("b")}`,
        version: "v4.2.2",
      });
    }
    expect(used("main", line(`${sha("b")} # main`)).uses).toBe(`actions/checkout@${sha("b")}`);
  });

  test("gives way to a newer tag of its major version, unless it moves along with that", () => {
    expect(used("v4.1.0", line("v4.2.0")).uses).toBe("actions/checkout@v4.2.0");
    expect(used("v4", line("v4.2.0")).uses).toBe("actions/checkout@v4");
    expect(used(`${sha("a")} # v4.1.0`, line("v4.2.0")).uses).toBe(`actions/checkout@${sha("a")}`);
  });

  test("stands against an older commit, and against another major version", () => {
    for (const release of ["v4.0.0", "v7.0.1", "v3", "main"]) {
      expect(used("v4.1.0", line(`${sha("b")} # ${release}`)).uses).toBe("actions/checkout@v4.1.0");
    }
    expect(used(`${sha("a")} # v4.1.0`, line(`${sha("b")} # v4.1.0`)).uses).toBe(
      `actions/checkout@${sha("a")}`,
    );
  });
});

describe("refused is", () => {
  const owner = "app(): `actionPins`";
  test.each<[chosen: unknown, message: string, hint: string | undefined]>([
    [
      { "actions/setup-nod": "v4" },
      `${owner} has "actions/setup-nod", which no function for a step uses.`,
      'uses("actions/setup-nod@v4")',
    ],
    [
      { "actions/setup-nod": "v4" },
      'Did you mean "actions/setup-node"?',
      'uses("actions/setup-nod@v4")',
    ],
    [
      { "docker/login-action": "v3" },
      "The release of any other action stands behind its name.",
      'uses("docker/login-action@v3")',
    ],
    [
      { "actions/checkout@v4": "v4" },
      `${owner} has "actions/checkout@v4": its key is the action's repository, and its value the release.`,
      'actionPins: { "actions/checkout": "v4" }',
    ],
    [
      { "actions/cache/restore": "v4" },
      "its key is the action's repository",
      'actionPins: { "actions/cache": "v4" }',
    ],
    [
      { "actions/checkout": "v4", "Actions/Checkout": "v5" },
      'has "actions/checkout" and "Actions/Checkout", which are one action to GitHub.',
      undefined,
    ],
    [
      { "actions/checkout": 4 },
      'the release of "actions/checkout" is a tag, "v4.1.0", or a commit with its tag, "<40 digits> # v4.1.0", not 4.',
      'actionPins: { "actions/checkout": "v4" }',
    ],
    [{ "actions/checkout": "" }, 'is a tag, "v4.1.0"', 'actionPins: { "actions/checkout": "v4" }'],
    [
      { "actions/checkout": "@v4" },
      'is a tag, "v4.1.0"',
      'actionPins: { "actions/checkout": "v4" }',
    ],
    [
      { "actions/checkout": "3d3c42e" },
      '"3d3c42e" of "actions/checkout" looks like a part of a commit, and GitHub takes all of its 40 digits, in lower case.',
      'actionPins: { "actions/checkout": "v4" }',
    ],
    [
      { "actions/checkout": "v4 # v4.1.0" },
      "has a tag and a release behind it, which belongs behind a commit.",
      'actionPins: { "actions/checkout": "v4" }',
    ],
    [["v4"], `${owner} has names with values, not ["v4"].`, undefined],
  ])("%j", (chosen, message, hint) => {
    const read = (): unknown => readChosenReleases(chosen);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    const hints = hint === undefined ? [] : [hint];
    expect(read).toThrow(expect.objectContaining({ hints }));
  });
});
