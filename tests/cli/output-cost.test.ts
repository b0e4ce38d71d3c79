/** What a program prints costs by the chunk: counted in every process of recompose, since time depends on the machine. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { type CliOptions, Project, runScript } from "../support/project.ts";

const app = `
import { app, automation, job, onPush, run, task } from "recompose-ci";
const print = async () => void (await run("cat", "lines.txt"));
const lines = task({ name: "lines", run: print });
const secret = task({ name: "secret", secrets: ["TOKEN"], run: print });
const ci = automation({ name: "ci", on: onPush(), jobs: () => void job(lines) });
export default app({ commands: [lines, secret], automations: [ci], entryPoint: "./run" });
`;

/** Counts the calls of functions that would be called for each line, and writes the counts down at the end. */
const count = `
const fs = require("node:fs");
const counts = { written: 0, json: 0, masked: 0 };
const counted = (owner, name, key) => {
  const original = owner[name];
  owner[name] = function (...given) { counts[key] += 1; return original.apply(this, given); };
};
for (const name of ["writeSync", "writevSync"]) counted(fs, name, "written");
for (const name of ["stringify", "parse"]) counted(JSON, name, "json");
counted(String.prototype, "replaceAll", "masked");
process.on("exit", () => fs.writeFileSync(__dirname + "/counts/" + process.pid, JSON.stringify(counts)));
`;

const lineCount = 150_000;

/** As people and programs print them. */
function lines(): string {
  return Array.from({ length: lineCount }, (_, n) => `line ${n} of std::string\n`).join("");
}

function newProject(): Project {
  const project = new Project({
    "recompose.ts": app,
    run: runScript(),
    "count.cjs": count,
    "counts/.keep": "",
    "lines.txt": lines(),
    ".gitignore": "*\n",
  });
  const git = (...args: string[]): unknown =>
    execaSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      cwd: project.folder,
    });
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message=all");
  return project;
}

interface Counts {
  readonly written: number;
  readonly json: number;
  readonly masked: number;
}

async function counted(
  project: Project,
  args: readonly string[],
  env: CliOptions["env"] = {},
): Promise<{ readonly stdout: string; readonly processes: readonly Counts[] }> {
  const { stdout, stderr } = await project.recompose(args, {
    env: { ...env, NODE_OPTIONS: `--require=${project.folder}/count.cjs` },
  });
  expect(stderr).toBe("");
  const files = readdirSync(`${project.folder}/counts`).filter((name) => name !== ".keep");
  return {
    stdout,
    processes: files.map((name) => JSON.parse(project.read(`counts/${name}`)) as Counts),
  };
}

/** The texts are megabytes: what differs would fill the screen. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** More would be something for each line: a chunk has hundreds of them. */
const most = lineCount / 20;

test.each([
  ["a task", ["lines"], "", 1],
  ["a task that has a secret", ["secret"], "", 2],
  ["a job", ["ci"], "lines │ ", 2],
])(
  "no line by itself is written, printed as JSON or masked on its way through %s",
  async (_what, args, prefix, processCount) => {
    const project = newProject();
    const { stdout, processes } = await counted(project, args, { TOKEN: "hunter2-and-more" });
    expect(processes).toHaveLength(processCount);
    for (const { written, json, masked } of processes) {
      expect(written).toBeLessThan(most);
      expect(json).toBeLessThan(most);
      expect(masked).toBeLessThan(most);
    }
    const shown = stdout.split("\n").filter((line) => line.startsWith(`${prefix}line `));
    const expected = lines().trimEnd().split("\n");
    expect(digest(shown.join("\n"))).toBe(digest(expected.map((line) => prefix + line).join("\n")));
  },
);
