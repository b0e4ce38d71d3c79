import { expect, expectSame, type Fault } from "./fault.ts";

const app = (command: string): string => `
const before = task({ name: "before", artifacts: ["file"], run(_, context) {
  out("said before"); fs.writeFileSync("made", "made"); context.saveArtifact("file", "made");
} });
const breaks = task({ name: "breaks", run: () => run("sh", "-c", ${JSON.stringify(command)}) });
const after = task({ name: "after", inputs: { file: artifactInput() }, run({ file }) {
  out("said after " + fs.readFileSync(file.path, "utf8"));
} });
const commands = [before, breaks, after];
const automations = [automation({ name: "ci", jobs() {
  const made = job(before);
  const broken = job(breaks, { needs: [made] });
  job(after, { needs: [broken], inputs: { file: made.artifact("file") } });
} })];
`;

const cleans = ["git clean -fdxq -e node_modules", "rm -rf .recompose"] as const;

export const lostFolders: readonly Fault[] = [
  ...cleans.map((command): Fault => ({
    name: `\`${command.replace("q -e node_modules", "")}\` in a job`,
    holds: "the run goes on; run.json, logs and artifacts are there at its end",
    async cause(scene) {
      scene.app(app(command));
      scene.commit();
      const outcome = await scene.recompose(["ci"]);
      expect("the run failed", outcome.exitCode === 0, outcome.stdout, outcome.stderr);
      const { result, jobs } = scene.record;
      expectSame(
        "result",
        [result, ...jobs.map((job) => job.result)].join(),
        "success,success,success,success",
      );
      const log = (id: string): string => scene.read(`.recompose/runs/latest/jobs/${id}.log`);
      expect("a log is gone", log("before").includes("said before"), log("before"));
      expect("a log is wrong", log("after").includes("said after made"), log("after"));
      const artifact = jobs[0]?.artifacts["file"] ?? "none";
      expectSame(
        "the artifact",
        scene.read(`.recompose/runs/latest/${artifact}/made`) ||
          scene.read(`.recompose/runs/latest/${artifact}`),
        "made",
      );
    },
  })),
  {
    name: "`mv` of the project in a job",
    holds: "every job has a result; the run ends with them, and without a stack",
    async cause(scene) {
      scene.app(app('mv "$PWD" ../moved'));
      const outcome = await scene.recompose(["ci"]);
      expectSame("exit code", outcome.exitCode, 1);
      for (const id of ["before", "breaks", "after"]) {
        expect(`nothing is said of ${id}`, outcome.stdout.includes(id), outcome.stdout);
      }
    },
  },
];
