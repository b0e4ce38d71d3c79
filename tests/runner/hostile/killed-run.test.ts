/** What holds when a run is killed, and where it can have no temporary folder. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { execa, execaSync } from "execa";
import { expect, inject, onTestFinished, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { signalling } from "../../support/terminal/signalling.ts";

const app = `
import { app, automation, job, run, task } from "recompose-ci";
const program = "require('node:fs').appendFileSync('trace', process.env.TMP_OF_JOB + ' ' + process.pid + '\\\\n'); setInterval(() => {}, 1000);";
const waits = task({ name: "waits", run: () => run("node", "-e", program, { env: { TMP_OF_JOB: process.env.RUNNER_TEMP } }) });
const ci = automation({ name: "ci", jobs() { job(waits); } });
export default app({ entryPoint: "./run", commands: [waits], automations: [ci] });
`;

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
