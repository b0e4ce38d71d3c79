import {
  app,
  automation,
  checkout,
  err,
  github,
  job,
  matrix,
  ok,
  out,
  run,
  shell,
  step,
  stringInput,
  task,
  uses,
} from "recompose-ci";

const install = task({ name: "install", run: () => out("added 12 packages") });

const good = task({
  name: "good",
  outputs: ["version"],
  async run(_, { setOutput }) {
    await step("prepare", () => out("it went \u001b[32mwell\u001b[0m"));
    await install();
    out("<b>not markup</b>");
    setOutput("version", "1.4.0");
  },
});

const bad = task({
  name: "bad",
  async run() {
    await install();
    await step("compare", () => {
      for (let line = 1; line <= 60; line += 1) out(`checked file ${line}`);
      out("::error file=a.ts,line=3,title=Broken::a broken thing");
      out("::warning file=b.ts,line=14::an old thing");
      out("\u001b[31m✗ expected 1\u001b[0m, got \u001b[38;2;255;255;0m2\u001b[0m");
      throw new Error("1 of 60 files differs");
    });
  },
});

const after = task({ name: "after", run() {} });

const unit = task({
  name: "unit",
  inputs: { node: stringInput(), os: stringInput() },
  async run({ node, os }) {
    await install();
    out(`testing on ${node}, ${os}`);
    await step("tests", async () => {
      await step("parser", () => out("118 passed"));
      await step("printer", () => {
        if (node === "18" && os === "b") throw new Error("2 of 96 tests failed");
        out("96 passed");
      });
    });
  },
});

const elsewhere = task({ name: "windows", run() {} });
const release = task({ name: "release", run() {} });

/** All that a page can show. */
const sample = automation({
  name: "sample",
  jobs() {
    const fine = job(good);
    const broken = job(bad);
    const cells = matrix({ node: ["18", "20", "22"], os: ["a", "b"] }, { failFast: false });
    job(unit, { needs: [fine], matrix: cells, inputs: { node: cells.node, os: cells.os } });
    job("image", {
      needs: [fine],
      steps: [
        checkout(),
        shell("echo building; sleep 0.3", { name: "Build" }),
        shell("exit 3", { name: "May fail", continueOnError: true }),
        shell("echo pushed", { name: "Only on a tag", if: github.refType.eq("tag") }),
        uses("codecov/codecov-action@v5", {}),
      ],
    });
    const windows = job(elsewhere, { runsOn: "windows-latest" });
    job(after, { needs: [broken, windows] });
    job(release, { needs: [fine], condition: github.refType.eq("tag") });
  },
});

/** Everything went well. */
const fine = automation({
  name: "fine",
  jobs() {
    job(after, { needs: [job(good)] });
  },
});

const late = task({
  name: "late",
  async run() {
    out("waiting");
    await run("sleep", "60");
  },
});

/** Its time is over before it is. */
const slow = automation({
  name: "slow",
  jobs() {
    job(after, { needs: [job(late, { timeoutMinutes: 0.02 })] });
    job(good);
  },
});

const noisy = task({
  name: "noisy",
  inputs: { part: stringInput() },
  async run({ part }) {
    await install();
    const text = `seq 1 20000 | awk '{ printf "[%s] part ${part} compiled module number %d of twenty thousand\\n", $1 % 60, $1 }'`;
    await run("sh", "-c", text);
    if (part === "7") return err("one of many is bad");
    return ok();
  },
});

/** 36 jobs of 20,000 lines each. */
const big = automation({
  name: "big",
  jobs() {
    const parts = matrix(
      { part: Array.from({ length: 36 }, (_, index) => String(index)) },
      { failFast: false },
    );
    job(noisy, { matrix: parts, inputs: { part: parts.part } });
  },
});

export default app({
  entryPoint: "../../run",
  commands: [good, bad, after, unit, elsewhere, release, late, noisy, install],
  automations: [sample, fine, slow, big],
});
