/** What generating does, and does once: counted, since time depends on the machine. */
import { describe, expect, test } from "vitest";
import { Project } from "../support/project.ts";

const app = `
import { app, automation, job, task } from "recompose-ci";

const lint = task({ name: "lint", run() {} });
const names = ["ci", "nightly", "release"];

export default app({
  commands: [lint],
  automations: names.map((name) => automation({ name, jobs: () => void job(lint) })),
});
`;

/** Loaded before all else, it tells at the end which workflow files were read, and how often. */
const watch = `
const fs = require("node:fs");
const read = fs.readFileSync;
const reads = [];
fs.readFileSync = (file, ...rest) => {
  if (/\\.yml$/.test(String(file))) reads.push(require("node:path").basename(file));
  return read(file, ...rest);
};
process.on("exit", () => fs.writeFileSync("reads.json", JSON.stringify(reads.sort())));
`;

const actionlint = `#!/bin/sh
echo "$@" >>"$ACTIONLINT_STARTS"
[ "$1" = -version ] && echo 1.2.3 && exit
echo '[]'
`;

const files = { "recompose.ts": app, "watch.cjs": watch, "bin/actionlint": actionlint };

async function generate(project: Project, ...flags: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await project.recompose(["generate-gha", ...flags], {
    env: {
      NODE_OPTIONS: `--require=${project.folder}/watch.cjs`,
      PATH: `${project.folder}/bin:${process.env["PATH"]}`,
      ACTIONLINT_STARTS: `${project.folder}/starts`,
    },
  });
  expect([stderr, exitCode]).toEqual(["", 0]);
  return stdout;
}

function starts(project: Project): readonly string[] {
  const lines = project.read("starts").trimEnd().split("\n");
  project.write({ starts: "" });
  return lines.filter((line) => line !== "").map((line) => line.replace(/.*(?=\{\{)/, ""));
}

describe("generate-gha", () => {
  test.each([[], ["--check"]])("reads each workflow file once %s", async (...flags) => {
    const project = new Project(files);
    await generate(project);
    expect(await generate(project, ...flags)).toBe("✓ 3 workflows up to date");
    expect(JSON.parse(project.read("reads.json"))).toEqual([
      "ci.yml",
      "nightly.yml",
      "release.yml",
    ]);
  });

  test("starts actionlint once for all files", async () => {
    const project = new Project(files);
    await generate(project);
    expect(starts(project)).toEqual(["-version", "{{json .}} 0.yml 1.yml 2.yml"]);
  });
});
