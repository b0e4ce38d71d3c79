import { describe, expect, test } from "vitest";
import { builtInPins, pinAction } from "../../../src/workflow/pins/action-pins.ts";
import { listPins } from "../../../src/workflow/pins/pin-list.ts";
import { readPins } from "../../../src/workflow/pins/read-pins.ts";
import type { Workflow } from "../../../src/model/workflow.ts";
import { compareVersions, isTagOf } from "../../../src/workflow/pins/action-version.ts";

const sha = (digit: string): string => digit.repeat(40);
const bySha = { style: "sha", committed: {} } as const;

test("every built-in pin is a full commit with its release", () => {
  for (const [action, pin] of Object.entries(builtInPins)) {
    expect(action).toMatch(/^[\w-]+\/[\w-]+$/);
    expect(pin.sha).toMatch(/^[0-9a-f]{40}$/);
    expect(pin.version).toMatch(/^v\d+\.\d+\.\d+$/);
  }
});

describe("an action without a release in the code", () => {
  test("has the built-in pin", () => {
    expect(pinAction("actions/checkout", {}, bySha)).toEqual({
      uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
      version: "v7.0.1",
    });
  });

  test("has the pin of the committed file, newer or older", () => {
    for (const version of ["v9.1.0", "v6.0.0"]) {
      const committed = { "actions/checkout": [{ version, sha: sha("a") }] };
      expect(pinAction("actions/checkout", {}, { style: "sha", committed })).toEqual({
        uses: `actions/checkout@${sha("a")}`,
        version,
      });
    }
  });

  test("has the tag of the major version where tags are wanted", () => {
    const tags = { style: "tag", committed: {} } as const;
    expect(pinAction("actions/checkout", {}, tags)).toEqual({ uses: "actions/checkout@v7" });
    // https://github.com/astral-sh/setup-uv/releases: no moving major tags since v8
    expect(pinAction("astral-sh/setup-uv", {}, tags)).toEqual({
      uses: "astral-sh/setup-uv@v10.0.1",
    });
    const committed = { "actions/checkout": [{ version: "v8" }] };
    expect(pinAction("actions/checkout", {}, { style: "tag", committed })).toEqual({
      uses: "actions/checkout@v8",
    });
  });

  test("has to be known, or be in the committed file", () => {
    const committed = { "some/action": [{ version: "v1.0.0", sha: sha("a") }] };
    expect(pinAction("some/action", {}, { style: "sha", committed }).version).toBe("v1.0.0");
    expect(() => pinAction("some/action", {}, bySha)).toThrow(
      'the action "some/action" needs a release, and recompose knows none of it. See https://github.com/some/action/releases',
    );
  });

  test("is known in a folder of its repository, and however it is written", () => {
    for (const action of ["actions/cache", "actions/cache/restore", "Actions/Cache"]) {
      expect(pinAction(action, {}, bySha)).toEqual({
        uses: `${action}@55cc8345863c7cc4c66a329aec7e433d2d1c52a9`,
        version: "v6.1.0",
      });
    }
    const byTag = { style: "tag", committed: {} } as const;
    expect(pinAction("Astral-sh/setup-uv", {}, byTag).uses).toBe("Astral-sh/setup-uv@v10.0.1");
  });
});

describe("an action with a release in the code", () => {
  const asked = { ref: "v3" };

  test("has just that", () => {
    expect(pinAction("some/action", asked, bySha)).toEqual({
      uses: "some/action@v3",
      codeRef: "v3",
    });
  });

  test("has the commit that the committed file has for it, also of a newer release", () => {
    for (const version of ["v3", "v3.2.1", "v4.0.0"]) {
      const committed = { "some/action": [{ version, sha: sha("b") }] };
      expect(pinAction("some/action", asked, { style: "sha", committed })).toEqual({
        uses: `some/action@${sha("b")}`,
        version,
        codeRef: "v3",
      });
    }
  });

  test("has its own where the code has moved on", () => {
    const committed = { "some/action": [{ version: "v2.9.0", sha: sha("b") }] };
    expect(pinAction("some/action", asked, { style: "sha", committed })).toEqual({
      uses: "some/action@v3",
      codeRef: "v3",
    });
  });

  test("may be a commit, with the release beside it", () => {
    expect(pinAction("some/action", { ref: sha("c"), version: "v3.1.0" }, bySha)).toEqual({
      uses: `some/action@${sha("c")}`,
      version: "v3.1.0",
      codeRef: "v3.1.0",
    });
    expect(pinAction("some/action", { ref: sha("c") }, bySha)).toEqual({
      uses: `some/action@${sha("c")}`,
      codeRef: sha("c"),
    });
  });

  test("has the commit that is known here where that is what it names", () => {
    const { uses, version } = pinAction("actions/checkout", { ref: "v7" }, bySha);
    expect([uses, version]).toEqual([
      "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
      "v7.0.1",
    ]);
    expect(pinAction("actions/checkout", { ref: "v6" }, bySha).uses).toBe("actions/checkout@v6");
    const byTag = { style: "tag", committed: {} } as const;
    expect(pinAction("actions/checkout", { ref: "v7" }, byTag).uses).toBe("actions/checkout@v7");
  });
});

describe("where tags are wanted", () => {
  const tagFor = (ref: string, more: { readonly version?: string } = {}): string =>
    pinAction("some/action", { ref, ...more }, { style: "tag", committed: {} }).uses;

  test("the code's own tag stands, and a commit beside which nobody wrote a release", () => {
    for (const ref of ["v3", "v3.1", "v3.1.2", "3", "main", sha("c")]) {
      expect(tagFor(ref)).toBe(`some/action@${ref}`);
    }
  });

  test("a commit with a release beside it has the tag of the major version", () => {
    expect(tagFor(sha("c"), { version: "v12.1.0" })).toBe("some/action@v12");
    expect(tagFor(sha("c"), { version: "12.1.0" })).toBe("some/action@12");
    expect(tagFor(sha("c"), { version: "release-12" })).toBe("some/action@release-12");
  });

  test("a tag that the file moved on from is the one of the file's major version", () => {
    const committed = { "some/action": [{ version: "v4.2.0" }] };
    const { uses } = pinAction("some/action", { ref: "v3" }, { style: "tag", committed });
    expect(uses).toBe("some/action@v4");
  });
});

test("an action of which no release is known is answered with how to name one", () => {
  expect(() => pinAction("some/action", {}, bySha)).toThrow(
    expect.objectContaining({ hints: ['uses("some/action@<release>")'] }),
  );
});

test("the newest of several releases in the file is taken, whatever their order", () => {
  const [older, newer] = [
    { version: "v9.1.0", sha: sha("a") },
    { version: "v10.0.0", sha: sha("b") },
  ];
  for (const pins of [
    [older, newer],
    [newer, older],
    [newer, { version: "v10.0.0", sha: sha("c") }],
  ]) {
    const choice = { style: "sha", committed: { "some/action": pins } } as const;
    expect(pinAction("some/action", {}, choice)).toEqual({
      uses: `some/action@${sha("b")}`,
      version: "v10.0.0",
    });
  }
});

test("a commit in the code stands against another one that the file has for the same release", () => {
  const committed = { "some/action": [{ version: "v3.0.0", sha: sha("a") }] };
  const asked = { ref: sha("b"), version: "v3.0.0" };
  expect(pinAction("some/action", asked, { style: "sha", committed }).uses).toBe(
    `some/action@${sha("b")}`,
  );
});

test("a branch in the code has the commit of the file for it, and that of no release", () => {
  const pinned = (version: string): string =>
    pinAction(
      "some/action",
      { ref: "main" },
      { style: "sha", committed: { "some/action": [{ version, sha: sha("a") }] } },
    ).uses;
  expect(pinned("main")).toBe(`some/action@${sha("a")}`);
  expect(pinned("v1.0.0")).toBe("some/action@main");
});

test("what lies in the repository or is an image has no release", () => {
  expect(pinAction("./action", {}, bySha)).toEqual({ uses: "./action" });
  expect(pinAction("docker://alpine:3", {}, bySha)).toEqual({ uses: "docker://alpine:3" });
  for (const uses of ["./", "$/", "$/action"]) expect(pinAction(uses, {}, bySha)).toEqual({ uses });
});

test("pins are read as Dependabot and Renovate write them", () => {
  const text = `
      - uses: actions/checkout@${sha("1")} # v8.0.0
      - name: Cache
        uses: "actions/cache@${sha("2")}" #v7
      - uses: github/codeql-action/init@${sha("3")} # tag=v5.1.0
      - uses: a/b@v3
      - uses: ./local
      - run: echo "uses: c/d@${sha("4")} # v1"
      - uses: actions/checkout@${sha("5")} # v7.0.1
`;
  expect(readPins(text)).toEqual({
    "actions/checkout": [
      { version: "v8.0.0", sha: sha("1") },
      { version: "v7.0.1", sha: sha("5") },
    ],
    "actions/cache": [{ version: "v7", sha: sha("2") }],
    "github/codeql-action/init": [{ version: "v5.1.0", sha: sha("3") }],
    "a/b": [{ version: "v3" }],
  });
});

test("two releases of one action in the code stay two, with what the file has for each", () => {
  const committed = readPins(
    `  - uses: own/act@${sha("1")} # v1.4.0\n  - uses: own/act@${sha("2")} # v2.1.0\n`,
  );
  const used = ["v1", "v2"].map((ref) =>
    pinAction("own/act", { ref }, { style: "sha", committed }),
  );
  expect(used).toEqual([
    { uses: `own/act@${sha("1")}`, version: "v1.4.0", codeRef: "v1" },
    { uses: `own/act@${sha("2")}`, version: "v2.1.0", codeRef: "v2" },
  ]);
});

describe("two releases of one major version in the code", () => {
  const asked = [
    { ref: sha("1"), version: "v4.1.0" },
    { ref: sha("2"), version: "v4.2.0" },
  ];
  const pinned = (text: string): readonly (string | undefined)[] => {
    const committed = readPins(text);
    return asked.map((each) => pinAction("own/act", each, { style: "sha", committed }).version);
  };

  test("stay two", () => {
    const text = `  - uses: own/act@${sha("1")} # v4.1.0\n  - uses: own/act@${sha("2")} # v4.2.0\n`;
    expect(pinned(text)).toEqual(["v4.1.0", "v4.2.0"]);
  });

  test("are both bumped with the file", () => {
    expect(pinned(`  - uses: own/act@${sha("3")} # v4.3.0\n`)).toEqual(["v4.3.0", "v4.3.0"]);
  });
});

test("an action without a release in the code stays apart from one with a newer release", () => {
  const first = `  - uses: actions/checkout@${sha("7")} # v7.0.9\n`;
  const committed = readPins(`${first}  - uses: actions/checkout@${sha("8")} # v8.0.0\n`);
  const choice = { style: "sha", committed } as const;
  expect(pinAction("actions/checkout", {}, choice).version).toBe("v7.0.9");
  expect(pinAction("actions/checkout", { ref: "v8" }, choice).version).toBe("v8.0.0");
});

test("a tag that a file was left with is no pin", () => {
  const committed = readPins("  - uses: actions/checkout@v7\n");
  const { uses } = pinAction("actions/checkout", {}, { style: "sha", committed });
  expect(uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
});

test("versions are compared by number", () => {
  expect(compareVersions("v10.0.0", "v9.9.9")).toBeGreaterThan(0);
  expect(compareVersions("v3", "v3.0.0")).toBe(0);
  expect(compareVersions("3.1", "v3.2")).toBeLessThan(0);
  expect(compareVersions("main", "v1")).toBeUndefined();
});

test("a moving tag names its releases", () => {
  expect(isTagOf("v7", "v7.0.1")).toBe(true);
  expect(isTagOf("v7.0", "v7.0.1")).toBe(true);
  expect(isTagOf("v7.0.1", "v7.0.1")).toBe(true);
  expect(isTagOf("v7", "v70.0.1")).toBe(false);
  expect(isTagOf("main", "v7.0.1")).toBe(false);
});

test("a folder or an image is no release to pin, whatever stands behind an @ in it", () => {
  const steps = [
    { uses: "docker://alpine@sha256:1111" },
    { uses: "./actions/x@v1" },
    { uses: "$/actions/x@v1" },
    { uses: "own/act@v1" },
  ];
  const workflow = {
    name: "ci",
    on: {},
    permissions: {},
    jobs: { lint: { "runs-on": "ubuntu-latest", steps } },
  } as unknown as Workflow;
  expect(listPins({ "ci.yml": workflow }).map(({ action }) => action)).toEqual(["own/act"]);
});
