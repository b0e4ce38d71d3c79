import { expect, expectSame, type Fault } from "./fault.ts";

const app = `
const greets = task({ name: "greets", run: () => out("hello") });
const commands = [greets];
const automations = [automation({ name: "ci", jobs() { job(greets); } })];
`;

/** Root may write anywhere, but not where the mount says that nobody may. */
const readOnly = (...folders: readonly string[]): string =>
  folders
    .map((folder) => `mount --bind ${folder} ${folder} && mount -o remount,ro,bind ${folder}`)
    .join(" && ");

export const unwritable: readonly Fault[] = [
  {
    name: "a project that is read-only",
    holds:
      "a task runs; an automation and `generate-gha` say in one line what cannot be written, exit code 2",
    async cause(scene) {
      scene.app(app);
      const enter = `${readOnly('"$PWD"')} && cd "$PWD"`;
      const task = await scene.namespace(`${enter} && eval "$RUN greets"`);
      expect("a task", task.exitCode === 0 && task.stdout.includes("hello"), task);
      for (const command of ["ci", "generate-gha"]) {
        const outcome = await scene.namespace(`${enter} && eval "$RUN ${command}"`);
        expect(command, outcome.exitCode === 2, outcome);
        expect(
          command,
          /^error: .*cannot be written: EROFS: read-only file system\b[^\n]*\n/.test(
            outcome.stderr,
          ),
          outcome,
        );
      }
    },
  },
  {
    name: "a `TMPDIR` that is missing",
    holds: "a task runs; an automation says so in one line, exit code 2",
    async cause(scene) {
      scene.app(app);
      const env = { TMPDIR: "/nowhere/at/all" };
      const outcome = await scene.recompose(["ci"], { env });
      expect(
        "one line",
        outcome.exitCode === 2 &&
          outcome.stderr.startsWith("error: there can be no temporary folder"),
        outcome,
      );
      expectSame("a task", (await scene.recompose(["greets"], { env })).exitCode, 0);
    },
  },
  {
    name: "a `TMPDIR` that is relative",
    holds: "it works, from the project",
    async cause(scene) {
      scene.app(app);
      scene.write({ "relative/.keep": "" });
      const outcome = await scene.recompose(["ci"], { env: { TMPDIR: "relative" } });
      expect("it failed", outcome.exitCode === 0, outcome);
    },
  },
  {
    name: "a `TMPDIR` that cannot be written",
    holds: "one line, exit code 2",
    async cause(scene) {
      scene.app(app);
      const outcome = await scene.namespace(
        `mkdir closed && ${readOnly("closed")} && TMPDIR=$PWD/closed && eval "$RUN ci"`,
      );
      expect(
        "one line",
        outcome.exitCode === 2 &&
          outcome.stderr.startsWith("error: there can be no temporary folder"),
        outcome,
      );
    },
  },
  {
    name: "neither `node_modules/.cache` nor the home can be written",
    holds: "works without a cache, and leaves nothing behind",
    async cause(scene) {
      scene.app(app);
      const outcome = await scene.namespace(
        `mkdir node_modules/.cache && ${readOnly("node_modules/.cache", '"$HOME"')} && eval "$RUN ci"`,
      );
      expect("it failed", outcome.exitCode === 0, outcome);
    },
  },
  {
    name: "no cache and no temporary folder either",
    holds: "one line, exit code 2",
    async cause(scene) {
      scene.app(app);
      const outcome = await scene.namespace(
        `mkdir node_modules/.cache && ${readOnly("node_modules/.cache", '"$HOME"')} && TMPDIR=/nowhere/at/all && eval "$RUN greets"`,
      );
      expect(
        "one line",
        outcome.exitCode === 2 && /^error: [^\n]*\n/.test(outcome.stderr),
        outcome,
      );
    },
  },
];
