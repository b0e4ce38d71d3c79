import { app, artifactInput, automation, job, matrix, onPush, run, task } from "recompose-ci";

const build = task({ name: "build", artifacts: ["package", "build log"], run() {} });
const publish = task({
  name: "publish",
  inputs: { packages: artifactInput(), manual: artifactInput() },
  async run({ packages, manual }) {
    await run("ls", packages.path, manual.path);
  },
});
const document = task({ name: "document", artifacts: ["package"], run() {} });

const release = automation({
  name: "release",
  on: onPush({ tags: ["v*"] }),
  jobs() {
    const m = matrix(
      { node: ["20", "22"], os: ["ubuntu-latest", "macos-latest"] },
      {
        exclude: [{ node: "20", os: "macos-latest" }],
        include: [{ node: "22", os: "ubuntu-latest", primary: true }],
        failFast: false,
        maxParallel: 2,
      },
    );
    const built = job(build, { matrix: m, runsOn: m.os });
    const documented = job(document);
    job(publish, {
      inputs: { packages: built.artifacts("package"), manual: documented.artifact("package") },
    });
  },
});

export default app({ commands: [build, document, publish], automations: [release] });
