/** What `init` says of licences that the files of a project begin with. */
import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const line = /! .*has no licence header.*/;

async function note(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { stdout } = await new Project({ ".git/HEAD": "", ...files }).recompose(["init"]);
  return line.exec(stdout)?.[0];
}

function sources(count: number, text: string, name = "src/a"): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}${at}.ts`, text]));
}

const licensed = "/*\n * Licensed to somebody.\n */\nexport {};\n";

describe("recompose.ts without a licence is told of", () => {
  test.each([
    ["a comment of several lines", licensed],
    ["lines", "// Copyright 2026 x\nexport {};\n"],
    [
      "the short form, behind the program",
      "#!/usr/bin/env node\n// SPDX-License-Identifier: MIT\n",
    ],
  ])("where the others have one as %s", async (_what, text) => {
    expect(await note(sources(6, text))).toBe(
      "! recompose.ts has no licence header, as 6 of 6 source files have: put the project's at its top.",
    );
  });

  test.each([
    ["apache-rat-plugin", "<plugin><artifactId>apache-rat-plugin</artifactId></plugin>"],
    ["the parent", "<parent><groupId>org.apache.commons</groupId></parent>"],
  ])("where %s of pom.xml may ask for it", async (what, text) => {
    expect(await note({ "pom.xml": `<project>${text}</project>` })).toBe(
      `! ci/recompose.ts has no licence header, and ${what} of pom.xml may ask for one: put the project's at its top.`,
    );
  });
});

test.each([
  ["that has none", sources(6, "export {};\n")],
  ["that has the word further below", sources(6, "export {};\n// Copyright\n")],
  [
    "of which many files have none",
    { ...sources(6, licensed), ...sources(3, "export {};\n", "b") },
  ],
  ["of two files", sources(2, licensed)],
])("nothing is said in a project %s", async (_what, files) => {
  expect(await note(files)).toBe(undefined);
});
