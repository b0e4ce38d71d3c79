/** What holds when a run is killed, when many go on at once, and when a surrounding git says something else. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa, execaSync } from "execa";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { processIdentity, stateOf } from "../../../src/host/processes/process-identity.ts";
import { writeWholeFile } from "../../../src/host/files/whole-file.ts";
import { runIds } from "../../../src/runner/run-folder/kept-runs.ts";
import { Masker } from "../../../src/process/masker.ts";
import { RunMask } from "../../../src/runner/run-folder/run-mask.ts";
import { RunFolder } from "../../../src/runner/run-folder/run-folder.ts";
import { Project, runScript } from "../../support/project.ts";
import { signalling } from "../../support/terminal/signalling.ts";
import { workflowOf } from "../workflow-builders.ts";
import { commitAll, project, runHere, testHost } from "../workflow-runs.ts";

const runId = (number: number): string => `20260101T0000${String(number).padStart(2, "0")}000-aaaa`;

test("of runs that have ended the newest twenty are kept; one that goes on does not count, nor goes when it ends", () => {
  const root = project();
  const long = new RunFolder(root, runId(0), noMask);
  for (let number = 1; number <= 30; number += 1)
    new RunFolder(root, runId(number), noMask).close();
  expect(runIds(root)).toHaveLength(21);
  expect(runIds(root)[0]).toBe(runId(0));
  long.close();
  expect(runIds(root)).toHaveLength(20);
  expect(runIds(root).slice(0, 2)).toEqual([runId(0), runId(12)]);
});

test("a run of another container is taken to go on, one of a process that has ended is not", () => {
  const root = project();
  const [, started = "", place = ""] = processIdentity().split("-");
  const leftBy = (number: number, owner: string): void => {
    const folder = new RunFolder(root, runId(number), noMask);
    writeFileSync(path.join(folder.path, ".running"), owner);
  };
  leftBy(0, `1-${started}-elsewhere`);
  leftBy(1, `99999999-${started}-${place}`);
  leftBy(2, `${process.pid}-${started}0-${place}`);
  for (let number = 3; number <= 22; number += 1)
    new RunFolder(root, runId(number), noMask).close();
  expect(runIds(root).slice(0, 2)).toEqual([runId(0), runId(3)]);
});

test("a process is known by more than its id", () => {
  const [id, started, place] = processIdentity().split("-");
  expect(stateOf(processIdentity())).toBe("alive");
  expect(stateOf(`${id}-${started}1-${place}`)).toBe("ended");
  expect(stateOf(`${id}-${started}-${place}x`)).toBe("unknown");
  expect(stateOf("")).toBe("ended");
});

test("only the user can read what a run leaves", async () => {
  const { folder } = await runHere(workflowOf({ a: {} }));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a file that is written whole leaves no draft, also where it cannot be written", () => {
  const root = project({ "taken/file": "" });
  writeWholeFile(path.join(root, "file"), "new");
  expect(() => writeWholeFile(path.join(root, "taken"), "")).toThrow("EISDIR");
  expect(readdirSync(root).sort()).toEqual(["file", "taken"]);
});

test("a place where nothing can be written is an error with one line", async () => {
  const root = project({ ".recompose": "a file" });
  await expect(runHere(workflowOf({ a: {} }), { root })).rejects.toThrow(
    /^what a run leaves cannot be written: .*\.recompose/,
  );
  expect(readdirSync(root)).toEqual([".recompose"]);
});

const app = `
import { app, automation, job, run, task } from "recompose-ci";
const program = "require('node:fs').appendFileSync('trace', process.env.TMP_OF_JOB + ' ' + process.pid + '\\\\n'); setInterval(() => {}, 1000);";
const waits = task({ name: "waits", run: () => run("node", "-e", program, { env: { TMP_OF_JOB: process.env.RUNNER_TEMP } }) });
const ci = automation({ name: "ci", jobs() { job(waits); } });
export default app({ entryPoint: "./run", commands: [waits], automations: [ci] });
`;

const noMask = new RunMask(new Masker());

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

test("kill -9 of a run ends its jobs, and removes their folders", signalling, async () => {
  const folder = new Project({ "recompose.ts": app, run: runScript(), trace: "" });
  const command = execa(process.execPath, [inject("recomposeCli"), "ci"], {
    cwd: folder.folder,
    reject: false,
    stdin: "ignore",
  });
  await until(() => folder.read("trace").endsWith("\n"));
  const [temp = "", id = ""] = folder.read("trace").trim().split(" ");
  expect(isAlive(Number(id))).toBe(true);
  expect(existsSync(temp)).toBe(true);
  command.kill("SIGKILL");
  await command;
  await until(() => !isAlive(Number(id)) && !existsSync(temp));
});

test.runIf(process.platform === "linux")(
  "kill -9 of a run ends a process, too, that started while its processes were looked for",
  signalling,
  async () => {
    const folder = new Project({ "recompose.ts": app, run: runScript(), trace: "" });
    // Its first look has ended when the process starts, which has left all groups.
    const grep = `#!/bin/sh
"$REAL_GREP" "$@"
mkdir "$PROJECT/looked" || exit 0
MARK="$3" setsid sh -c 'export "$MARK"; exec sleep 300' </dev/null >/dev/null 2>&1 &
echo $! >"$PROJECT/late.draft"
mv "$PROJECT/late.draft" "$PROJECT/late"
`;
    folder.write({ "bin/grep": grep });
    const command = execa(process.execPath, [inject("recomposeCli"), "ci"], {
      cwd: folder.folder,
      env: {
        PATH: `${path.join(folder.folder, "bin")}:${process.env["PATH"]}`,
        REAL_GREP: execaSync("sh", ["-c", "command -v grep"]).stdout,
        PROJECT: folder.folder,
      },
      reject: false,
      stdin: "ignore",
    });
    await until(() => folder.read("trace").endsWith("\n"));
    command.kill("SIGKILL");
    await command;
    const late = path.join(folder.folder, "late");
    await until(() => existsSync(late));
    const id = Number(readFileSync(late, "utf8"));
    onTestFinished(() => {
      if (isAlive(id)) process.kill(id, "SIGKILL");
    });
    await until(() => !isAlive(id));
    expect(isAlive(id)).toBe(false);
  },
);

test("a temporary folder that does not exist or is relative is an error, or works", async () => {
  const folder = new Project({
    "recompose.ts": app.replace("setInterval", "void"),
    run: runScript(),
  });
  const missing = await folder.recompose(["ci"], { env: { TMPDIR: "/nowhere/at/all" } });
  expect(missing.exitCode).toBe(2);
  expect(missing.stderr).toMatch(/^error: there can be no temporary folder in \/nowhere\/at\/all/);
  expect(missing.stderr).not.toContain("    at ");
  mkdirSync(path.join(folder.folder, "tmp"));
  const relative = await folder.recompose(["ci"], { env: { TMPDIR: "tmp" } });
  expect(relative).toMatchObject({ exitCode: 0, stderr: "" });
});

test("what git tells its hooks reaches neither our git nor a job", async () => {
  const root = project({ file: "here" });
  commitAll(root);
  const other = mkdtempSync(path.join(tmpdir(), "recompose-test-"));
  onTestFinished(() => rmSync(other, { recursive: true, force: true }));
  execaSync("git", ["init", "--quiet"], { cwd: other });
  const hook = {
    GIT_DIR: path.join(other, ".git"),
    GIT_INDEX_FILE: path.join(other, ".git/index"),
    GIT_WORK_TREE: other,
  };
  for (const [name, value] of Object.entries(hook)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { log, record } = await runHere(
    workflowOf({ a: { run: "(env | grep '^GIT_' || true); git rev-parse HEAD; ls" } }),
    {
      root,
      isolate: true,
      host: testHost(hook),
    },
  );
  const head = readFileSync(path.join(root, ".git/refs/heads/main"), "utf8");
  expect(record.result).toBe("success");
  expect(log("a")).toBe(`${head}file\n`);
});
