/** Small file systems of their own, in a user namespace: nobody else's disk is full. */
import { closeSync, openSync } from "node:fs";
import { expect, expectSame, type Fault } from "./fault.ts";

const app = `
const prints = task({ name: "prints", async run() {
  for (let n = 0; n < 40000; n += 1) out("a line that takes its place on the disk, number " + n);
} });
const small = task({ name: "small", run: () => out("small") });
const cleanup = task({ name: "cleanup", run: () => out("cleaned up") });
const commands = [prints, small, cleanup];
const automations = [automation({ name: "ci", jobs() {
  const failing = job(prints);
  job(small);
  job(cleanup, { needs: [failing], condition: always() });
} })];
`;

const mount = (folder: string, size: string): string =>
  `mkdir -p ${folder} && mount -t tmpfs -o size=${size} tmpfs ${folder}`;

/** Until not a byte fits. */
const fill = (folder: string): string =>
  `cat /dev/zero > ${folder}/filler 2>/dev/null; cat /dev/zero > ${folder}/filler2 2>/dev/null`;

const copyOut = "mkdir -p kept && cp -R .recompose/runs/latest/. kept/";

export const fullDisk: readonly Fault[] = [
  {
    name: "a disk that logs fill",
    holds:
      "that job fails with its reason; others and `always()` run; exit code and run.json are right",
    async cause(scene) {
      scene.app(app);
      const script = `${mount(".recompose", "600k")} && eval "$RUN ci"; code=$?; ${copyOut}; exit $code`;
      const outcome = await scene.namespace(script);
      expect("exit code", outcome.exitCode === 1, outcome);
      const record = JSON.parse(scene.read("kept/run.json")) as typeof scene.record;
      const results = record.jobs.map(({ id, result }) => `${id} ${result}`);
      expect("prints", results[0] === "prints failure", record);
      expect("why", /log cannot be written: ENOSPC/.test(record.jobs[0]?.reason ?? ""), record);
      expectSame("result", record.result, "failure");
      expect(
        "others",
        !results.includes("small skipped") && !/skipped|cancelled/.test(results[2] ?? ""),
        record,
      );
    },
  },
  {
    name: "a disk that is full before the run",
    holds: "one line that says so, exit code 2",
    async cause(scene) {
      scene.app(app);
      const script = `${mount(".recompose", "64k")}; ${fill(".recompose")}; eval "$RUN ci"`;
      const { exitCode, stderr } = await scene.namespace(script);
      expect("exit code", exitCode === 2, { exitCode, stderr });
      expect(
        "one line",
        stderr.startsWith("error: what a run leaves cannot be written: ENOSPC"),
        stderr,
      );
    },
  },
  {
    name: "a temporary folder without room",
    holds: "the run fails with the reason, without a stack",
    async cause(scene) {
      scene.app(app);
      const script = `${mount("small", "64k")}; ${fill("small")}; TMPDIR=$PWD/small; eval "$RUN ci"`;
      const { exitCode, stdout, stderr } = await scene.namespace(script);
      expect("exit code", exitCode === 1 || exitCode === 2, { exitCode, stdout, stderr });
      expect("says why", (stdout + stderr).includes("ENOSPC"), stdout, stderr);
    },
  },
  {
    name: "a cache without room",
    holds: "runs as without a cache",
    async cause(scene) {
      scene.app(app);
      const script = `${mount("node_modules/.cache", "64k")}; ${fill("node_modules/.cache")}; eval "$RUN small"`;
      const outcome = await scene.namespace(script);
      expect("exit code", outcome.exitCode === 0 && outcome.stdout.includes("small"), outcome);
    },
  },
  {
    name: "no room for generated files",
    holds: "one line and exit code 2; no file is half written, no draft is left",
    async cause(scene) {
      scene.app(app);
      const folder = ".github/workflows";
      const script = `${mount(folder, "64k")}; ${fill(folder)}; eval "$RUN generate-gha"; code=$?; ls -A ${folder} > listed; exit $code`;
      const { exitCode, stderr } = await scene.namespace(script);
      expect("exit code", exitCode === 2, { exitCode, stderr });
      expect("one line", /^error: .*cannot be written: ENOSPC[^\n]*\n/.test(stderr), stderr);
      expect("drafts", !/tmp|yml/.test(scene.read("listed")), scene.read("listed"));
    },
  },
  ...(["ci", "prints"] as const).map((command): Fault => ({
    name: `stdout on a full disk, of ${command === "ci" ? "an automation" : "a task"}`,
    holds: "it goes to its end; one line on stderr, exit code 1",
    async cause(scene) {
      scene.app(
        app
          .replace('out("cleaned up")', 'fs.writeFileSync("reached", "yes")')
          .replace('number " + n);', 'number " + n); fs.writeFileSync("printed", "yes");'),
      );
      const full = openSync("/dev/full", "w");
      const { exitCode, stderr } = await scene.recompose([command], { stdout: full });
      closeSync(full);
      expect("exit code", exitCode === 1, { exitCode, stderr });
      expect("one line", /^error: .*ENOSPC[^\n]*\n$/.test(stderr), stderr);
      expectSame("its end", scene.read(command === "ci" ? "reached" : "printed"), "yes");
      if (command === "ci") expectSame("result", scene.record.result, "success");
    },
  })),
];
