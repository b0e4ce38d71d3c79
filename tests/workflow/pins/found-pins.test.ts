import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Automation, automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { checkout } from "../../../src/steps/setup/checkout.ts";
import { setupGo } from "../../../src/steps/setup/setup-go.ts";
import type { SetupStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { FolderContents } from "../../../src/workflow/files/folder-contents.ts";
import { generateWorkflows, type GenerateRequest } from "../../../src/workflow/generate.ts";
import { builtInPins } from "../../../src/workflow/pins/action-pins.ts";
import { generateRequest } from "../generate-request.ts";

const sha = (digit: string): string => digit.repeat(40);

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-pins-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function of(name: string, ...steps: readonly SetupStep[]): Automation {
  return automation({ name, jobs: () => void job("all", { steps }) });
}

/** Writes the files of the automations, and tells what their steps use. */
async function generate(
  automations: readonly Automation[],
  more: Partial<GenerateRequest> = {},
): Promise<Readonly<Record<string, readonly string[]>>> {
  const request = { ...generateRequest(automations, folder), ...more };
  const { files } = await generateWorkflows(request);
  for (const { name, content } of files) writeFileSync(join(folder, name), content);
  return Object.fromEntries(
    files.map(({ name, content }) => [
      name,
      [...content.matchAll(/uses: (.*)/g)].map(([, use = ""]) => use),
    ]),
  );
}

/** As Dependabot does. */
function raise(file: string, from: string, to: string): void {
  const text = new FolderContents(folder).file(file)?.text ?? "";
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replaceAll(from, to));
}

function builtIn(action: string): string {
  const { version = "", sha: commit = "" } = builtInPins[action] ?? {};
  return `${action}@${commit} # ${version}`;
}

const { version: known = "", sha: knownSha = "" } = builtInPins["actions/checkout"] ?? {};

describe("the order in which workflows come to be changes none of them", () => {
  const all: readonly (readonly [string, readonly SetupStep[]])[] = [
    ["functions", [checkout(), setupGo("1.25")]],
    ["tags", [uses("actions/checkout@v3"), uses("actions/setup-go@v4")]],
    ["newer", [uses("actions/checkout@v99")]],
    ["commit", [uses(`actions/checkout@${sha("4")} # v4.2.0`)]],
    ["older patch", [uses(`actions/checkout@${sha("7")} # v7.0.0`)]],
    ["newer patch", [uses(`actions/checkout@${sha("8")} # v7.9.0`)]],
    ["current tag", [uses("actions/checkout@v7")]],
    ["both", [checkout(), uses("actions/checkout@v3"), uses("own/act@v1")]],
    ["two", [uses("own/act@v1"), uses("own/act@v2")]],
    ["commits", [uses(`own/act@${sha("1")} # v1.1.0`), uses(`own/act@${sha("2")} # v2.1.0`)]],
  ];
  const pairs = all.flatMap(([one, first]) =>
    all.filter(([other]) => other !== one).map(([other, second]) => [one, other, first, second]),
  ) as unknown as readonly (readonly [
    string,
    string,
    readonly SetupStep[],
    readonly SetupStep[],
  ])[];

  test.each(pairs)("%s, then %s beside it", async (_one, _other, first, second) => {
    const [a, b] = [of("a", ...first), of("b", ...second)];
    const { "b.yml": alone } = await generate([b], { folder: new FolderContents("/no/such") });
    rmSync(join(folder, "b.yml"));
    const { "a.yml": before } = await generate([a]);
    const after = { "a.yml": before, "b.yml": alone };
    expect(await generate([a, b])).toEqual(after);
    expect(await generate([a, b])).toEqual(after);
  });

  // In one file a pin answers all that ask for its major version.
  const apart = pairs.filter(
    ([one, other]) => !/commit|newer patch/.test(`${one} ${other}`) && other !== "older patch",
  );

  test.each(apart)("%s, then %s in the same workflow", async (_one, _other, first, second) => {
    const both = of("a", ...first, ...second);
    const scratch = await generate([both], { folder: new FolderContents("/no/such") });
    rmSync(join(folder, "a.yml"));
    await generate([of("a", ...first)]);
    expect(await generate([both])).toEqual(scratch);
  });
});

describe("an update in the file of a step that has its release in the code", () => {
  const asking = (name = "a"): Automation => of(name, uses("own/act@v3"));

  test("stays within the major version, and answers the same question elsewhere", async () => {
    await generate([asking()]);
    raise("a.yml", "own/act@v3", `own/act@${sha("3")} # v3.6.0`);
    const use = [`own/act@${sha("3")} # v3.6.0`];
    expect(await generate([asking(), asking("b")])).toEqual({ "a.yml": use, "b.yml": use });
    const others = [of("c", uses("own/act@v2")), of("d", uses("own/act@v3.1"))];
    expect(await generate([asking(), ...others])).toEqual({
      "a.yml": use,
      "c.yml": ["own/act@v2"],
      "d.yml": ["own/act@v3.1"],
    });
  });

  test("stays in another major version, too, and is in no other file", async () => {
    await generate([asking()]);
    raise("a.yml", "own/act@v3", `own/act@${sha("4")} # v4.2.0`);
    expect(await generate([asking(), asking("b")])).toEqual({
      "a.yml": [`own/act@${sha("4")} # v4.2.0`],
      "b.yml": ["own/act@v3"],
    });
  });

  test("is not the one of another step of the file", async () => {
    await generate([of("a", uses("own/act@v4"))]);
    raise("a.yml", "own/act@v4", `own/act@${sha("4")} # v4.2.0`);
    expect(await generate([of("a", uses("own/act@v4"), uses("own/act@v3"))])).toEqual({
      "a.yml": [`own/act@${sha("4")} # v4.2.0`, "own/act@v3"],
    });
  });

  test("is not what recompose wrote for a function", async () => {
    await generate([of("a", checkout())]);
    expect(await generate([of("a", uses("actions/checkout@v3"))])).toEqual({
      "a.yml": ["actions/checkout@v3"],
    });
  });
});

describe("an update of what a function uses", () => {
  test("stays, and a new workflow has it, too", async () => {
    await generate([of("a", checkout())]);
    raise("a.yml", `${knownSha} # ${known}`, `${sha("9")} # v99.1.0`);
    const newer = [`actions/checkout@${sha("9")} # v99.1.0`];
    expect(await generate([of("a", checkout()), of("b", checkout())])).toEqual({
      "a.yml": newer,
      "b.yml": newer,
    });
    const older = of("b", uses("actions/checkout@v3"));
    rmSync(join(folder, "b.yml"));
    expect(await generate([of("a", checkout()), older])).toMatchObject({
      "b.yml": ["actions/checkout@v3"],
    });
    expect(await generate([of("a", checkout(), uses("actions/checkout@v3"))])).toEqual({
      "a.yml": [...newer, "actions/checkout@v3"],
    });
  });

  test("is not what a step beside it asks for", async () => {
    await generate([of("a", uses("actions/checkout@v3"))]);
    raise("a.yml", "checkout@v3", `checkout@${sha("3")} # v3.6.0`);
    const asked = [uses("actions/checkout@v3"), checkout()];
    const pinned = [`actions/checkout@${sha("3")} # v3.6.0`, builtIn("actions/checkout")];
    expect(await generate([of("a", ...asked)])).toEqual({ "a.yml": pinned });
  });

  test("of a file that is left over is no step back", async () => {
    await generate([of("a", checkout())]);
    raise("a.yml", `${knownSha} # ${known}`, `${sha("9")} # v99.1.0`);
    expect(await generate([of("b", checkout())])).toEqual({
      "b.yml": [`actions/checkout@${sha("9")} # v99.1.0`],
    });
    rmSync(join(folder, "b.yml"));
    raise("a.yml", "v99.1.0", "v1.0.0");
    expect(await generate([of("b", checkout())])).toEqual({
      "b.yml": [builtIn("actions/checkout")],
    });
  });
});

test("what GitHub was asked for goes on from each file's own major version", async () => {
  const asking = ["a", "b"].map((name) => of(name, uses("own/act@v3")));
  await generate(asking);
  raise("a.yml", "own/act@v3", `own/act@${sha("4")} # v4.2.0`);
  const pins = {
    "own/act": [
      { version: "v3.9.0", sha: sha("a") },
      { version: "v4.9.0", sha: sha("b") },
    ],
  };
  expect(await generate(asking, { pins })).toEqual({
    "a.yml": [`own/act@${sha("b")} # v4.9.0`],
    "b.yml": [`own/act@${sha("a")} # v3.9.0`],
  });
});
