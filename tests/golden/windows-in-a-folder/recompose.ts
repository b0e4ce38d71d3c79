import {
  app,
  automation,
  checkout,
  job,
  matrix,
  setupUv,
  shell,
  stringInput,
  task,
} from "recompose-ci";

const test = task({ name: "test", inputs: { shard: stringInput() }, run() {} });

const portable = automation({
  name: "portable",
  jobs() {
    const m = matrix({ os: ["ubuntu-latest", "windows-latest"], shard: ["1/2", "2/2"] });
    job(test, { matrix: m, runsOn: m.os, inputs: { shard: m.shard } });
  },
});

export default app({
  entryPoint: "uv run python -m tool",
  workingDirectory: "packages/tool",
  setup: [checkout(), setupUv({ version: "0.9.x", enableCache: true }), shell("uv sync --locked")],
  commands: [test],
  automations: [portable],
});
