/** What generating does, and does once: counted, since time depends on the machine. */
import { readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const app = (silenced = "[]", command = "true"): string => `
import { app, automation, checkout, job, shell, task } from "recompose-ci";

const lint = task({ name: "lint", run() {} });
const names = ["ci", "nightly", "release"];

export default app({
  commands: [lint],
  warnings: ${silenced},
  automations: names.map((name) => {
    const command = name === "ci" ? ${JSON.stringify(command)} : "true";
    const setup = [checkout(), shell(command)];
    return automation({ name, jobs: () => void job(lint, { setup }) });
  }),
});
`;

/** Loaded before all else, it tells at the end which workflow files were read, and whether GitHub's parser was loaded. */
const watch = `
const fs = require("node:fs");
const { basename } = require("node:path");
const read = fs.readFileSync;
const reads = [];
fs.readFileSync = (file, ...rest) => {
  if (/\\.yml$/.test(String(file))) reads.push(basename(file));
  return read(file, ...rest);
};
process.on("exit", () => {
  const parser = Object.keys(require.cache).some((file) => basename(file) === "workflow.cjs");
  fs.writeFileSync("work.json", JSON.stringify({ reads: reads.sort(), parser }));
});
`;

/** It has something to say about each file with \`bad\` in it. */
const actionlint = (version: string): string => `#!/bin/sh
echo "$@" >>"$ACTIONLINT_STARTS"
[ "$1" = -version ] && echo ${version} && exit
shift 5
comma=
echo '['
for file; do
  grep -q bad "$file" || continue
  echo "$comma"'{"filepath":"'"$file"'","message":"is bad","line":20,"column":5,"kind":"x"}'
  comma=,
done
echo ']'
`;

const files = {
  "recompose.ts": app(),
  "watch.cjs": watch,
  "bin/actionlint": actionlint("1.2.3"),
};

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** Starts of actionlint, each with its files. */
  readonly starts: readonly string[];
  readonly reads: readonly string[];
  /** Whether GitHub's parser was loaded. */
  readonly parser: boolean;
}

async function run(project: Project, args: readonly string[]): Promise<Outcome> {
  const starts = join(project.folder, "starts");
  writeFileSync(starts, "");
  const { stdout, stderr } = await project.recompose(args, {
    env: {
      NODE_OPTIONS: `--require=${project.folder}/watch.cjs`,
      PATH: `${project.folder}/bin:${process.env["PATH"]}`,
      XDG_CACHE_HOME: `${project.folder}/user-cache`,
      ACTIONLINT_STARTS: starts,
    },
  });
  const lines = project.read("starts").split("\n").slice(0, -1);
  return {
    stdout,
    stderr,
    starts: lines.map((line) => line.replace(/.*\{\{json \.\}\} /, "")),
    ...(JSON.parse(project.read("work.json")) as Pick<Outcome, "reads" | "parser">),
  };
}

async function generate(project: Project, ...flags: readonly string[]): Promise<Outcome> {
  return run(project, ["generate-gha", ...flags]);
}

const unchanged = {
  stdout: "✓ 3 workflows up to date",
  stderr: "",
  starts: ["-version"],
  reads: ["ci.yml", "nightly.yml", "release.yml"],
  parser: false,
};

describe("generate-gha", () => {
  test("checks what is new, with GitHub's parser and one start of actionlint", async () => {
    const project = new Project(files);
    const { stderr, starts, parser } = await generate(project);
    expect({ stderr, starts, parser }).toEqual({
      stderr: "",
      starts: ["-version", "0.yml 1.yml 2.yml"],
      parser: true,
    });
  });

  test.each([[], ["--check"]])(
    "reads each file once, and checks nothing of it again %s",
    async (...flags) => {
      const project = new Project(files);
      await generate(project);
      expect(await generate(project, ...flags)).toEqual(unchanged);
    },
  );

  test("checks what has changed, and nothing else, also with --check", async () => {
    const project = new Project(files);
    await generate(project);
    project.write({ "recompose.ts": app("[]", "false") });
    const { starts, parser } = await generate(project, "--check");
    expect({ starts, parser }).toEqual({ starts: ["-version", "0.yml"], parser: true });
  });

  test("checks all again where another actionlint is there", async () => {
    const project = new Project(files);
    await generate(project);
    project.write({ "bin/actionlint": actionlint("1.2.4") });
    const { starts, parser } = await generate(project);
    expect({ starts, parser }).toEqual({
      starts: ["-version", "0.yml 1.yml 2.yml"],
      parser: false,
    });
  });

  test("has actionlint check what was generated where there was none", async () => {
    const project = new Project({ ...files, "bin/actionlint": "#!/no/such/program\n" });
    await generate(project);
    project.write(files);
    expect((await generate(project)).starts).toEqual(["-version", "0.yml 1.yml 2.yml"]);
  });

  test("warns each time of what actionlint has found", async () => {
    const project = new Project({ ...files, "recompose.ts": app("[]", "echo bad") });
    const warning = 'warning: automation "ci", job "lint", option "steps": is bad [actionlint]';
    expect((await generate(project)).stderr).toBe(warning);
    const again = await generate(project);
    expect([again.stderr, again.starts]).toEqual([warning, ["-version", "0.yml"]]);
    project.write({ "recompose.ts": app('["actionlint"]', "echo bad") });
    expect((await generate(project)).stderr).toBe("");
    project.write({ "recompose.ts": app("[]", "echo bad") });
    expect((await generate(project)).stderr).toBe(warning);
  });

  test("refuses each time what GitHub would refuse", async () => {
    const wrong = app().replace(
      "{ setup }",
      '{ setup, extra: { "cancel-timeout-minutes": "soon" } }',
    );
    const project = new Project({ ...files, "recompose.ts": wrong });
    for (const _ of [1, 2]) {
      expect((await generate(project)).stderr).toContain(
        'automation "ci", job "lint", option "extra.cancel-timeout-minutes": Unexpected value \'soon\'',
      );
    }
  });

  test("checks all again where its cache is gone", async () => {
    const project = new Project(files);
    await generate(project);
    rmSync(join(project.folder, "node_modules/.cache"), { recursive: true });
    const { starts, parser } = await generate(project);
    expect({ starts, parser }).toEqual({
      starts: ["-version", "0.yml 1.yml 2.yml"],
      parser: true,
    });
  });

  test("knows what was checked when the app is bundled anew, hours later", async () => {
    const project = new Project(files);
    await generate(project);
    const cache = join(project.folder, "node_modules/.cache/recompose");
    const hoursAgo = Date.now() / 1000 - 7200;
    for (const name of readdirSync(cache, { recursive: true, encoding: "utf8" })) {
      utimesSync(join(cache, name), hoursAgo, hoursAgo);
    }
    project.write({ "recompose.ts": `${app()}// more\n` });
    expect(await generate(project)).toEqual(unchanged);
    expect(await generate(project)).toEqual(unchanged);
  });

  test("writes the same where nothing can be kept", async () => {
    const project = new Project({ ...files, "user-cache": "" });
    rmSync(join(project.folder, "node_modules"), { recursive: true });
    expect((await generate(project)).stdout).toContain("ci.yml written");
    const { stdout, starts } = await generate(project, "--check");
    expect([stdout, starts]).toEqual([
      "✓ 3 workflows up to date",
      ["-version", "0.yml 1.yml 2.yml"],
    ]);
  });

  test("writes the same where two do it at once", async () => {
    const project = new Project(files);
    await Promise.all([generate(project), generate(project)]);
    expect(await generate(project, "--check")).toEqual(unchanged);
  });
});

test("doctor asks nothing again, and pins nothing at all", async () => {
  const project = new Project(files);
  await generate(project);
  const doctor = await run(project, ["doctor"]);
  expect(doctor.stdout).toContain("3 workflows valid and up to date");
  expect(doctor.starts).toEqual(["-version"]);
  const { starts, reads, parser } = await run(project, ["pins"]);
  expect({ starts, reads, parser }).toEqual({
    starts: [],
    reads: unchanged.reads,
    parser: false,
  });
});
