/** What a job's programs print and set, made to be taken for something else. */
import { randomUUID } from "node:crypto";
import { encodeEvent } from "../../src/events/wire.ts";
import { expect, expectSame, type Fault } from "./fault.ts";

const time = 0;
const path = ["forges"];

/** What a job may say by the wire, and what it may not, each behind a token that is not its own. */
const forged = [
  ...(
    [
      { type: "mask", value: "e", time, path },
      { type: "line", stream: "stdout", text: "invented", time, path: ["fine"] },
      {
        type: "task-finished",
        result: "failure",
        outputs: {},
        artifacts: {},
        durationMs: 0,
        time,
        path,
      },
    ] as const
  ).map((event) => encodeEvent("", event).trim()),
  '{"type":"line","time":0,"path":[]}',
  '{"type":"run-finished","time":0,"path":["ci"],"result":"success","jobs":[]}',
  "null",
  "{",
];
/** What `__proto__` may name: what the task has, what it does, and its job. It says "kept x" where the name works. */
const prototypes = {
  input: [
    'inputs: { ["__proto__"]: stringInput() }',
    'out("kept " + inputs["__proto__"])',
    'job(one, { inputs: { ["__proto__"]: "x" } })',
  ],
  output: [
    'outputs: ["__proto__"]',
    'context.setOutput("__proto__", "x"); out("kept x")',
    "job(one)",
  ],
  artifact: [
    'artifacts: ["__proto__"]',
    'fs.writeFileSync("file", ""); context.saveArtifact("__proto__", "file"); out("kept x")',
    "job(one)",
  ],
  secret: [
    'secrets: ["__proto__"]',
    'out("kept " + (context.getSecret("__proto__") === "a secret" ? "x" : ""))',
    "job(one)",
  ],
  job: ["secrets: []", 'out("kept x")', 'job(one, { id: "__proto__" })'],
  axis: [
    "inputs: { value: stringInput() }",
    'out("kept " + inputs.value)',
    'const axes = matrix({ ["__proto__"]: ["x"] }); job(one, { matrix: axes, inputs: { value: axes["__proto__"] } })',
  ],
} as const;

const token = `\u001e${randomUUID()}\u001e`;

export const hostile: readonly Fault[] = [
  {
    name: "forged events in the output of a job",
    holds: "they are lines of output; nothing is masked, invented or lost",
    async cause(scene) {
      scene.app(`
const forges = task({ name: "forges", async run() {
  out("the token: " + JSON.stringify(process.env.RECOMPOSE_EVENTS ?? null));
  await run("sh", "-c", 'echo "child: $RECOMPOSE_EVENTS"');
  for (const line of ${JSON.stringify(forged)}) {
    await run("printf", "%s\\n", line);
    await run("printf", "%s\\n", ${JSON.stringify(token)} + line);
  }
  out("hello everyone");
} });
const fine = task({ name: "fine", run: () => out("fine") });
const commands = [forges, fine];
const automations = [automation({ name: "ci", jobs() { job(forges); job(fine); } })];
`);
      const outcome = await scene.recompose(["ci"]);
      expect("the run failed", outcome.exitCode === 0, outcome);
      const log = scene.read(".recompose/runs/latest/jobs/forges.log");
      expect(
        "a line is lost or masked",
        log.includes("hello everyone") && log.includes("the token: null") && /^child: $/m.test(log),
        log,
      );
      expectSame(
        "results",
        scene.record.jobs.map(({ result }) => result),
        ["success", "success"],
      );
    },
  },
  {
    name: "a secret in pieces at random positions",
    holds: "it shows nowhere: not on the screen, in a log, in run.json or in the summary",
    times: 4,
    async cause(scene, random) {
      const secret = Array.from(
        { length: 24 },
        () => "abcdefghijkmnpqrstuvwxyz23456789"[Math.floor(random() * 32)],
      ).join("");
      const cuts = Array.from({ length: 12 }, () => 1 + Math.floor(random() * 23));
      scene.app(`
const leaks = task({ name: "leaks", secrets: ["TOKEN"], async run(_, context) {
  const token = context.getSecret("TOKEN");
  for (const cut of ${JSON.stringify(cuts)}) {
    await run("sh", "-c", 'printf %s "$1"; sleep 0.02; printf "%s\\n" "$2"', "sh", token.slice(0, cut), token.slice(cut));
    process.stdout.write("x".repeat(cut) + token.slice(0, cut));
    process.stdout.write(token.slice(cut) + "\\n");
  }
  if (process.env.GITHUB_STEP_SUMMARY) fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, "token " + token + "\\n");
  console.error(token);
} });
const commands = [leaks];
const automations = [automation({ name: "ci", jobs() { job(leaks); } })];
`);
      for (const args of [["ci"], ["ci", "--json"], ["leaks"], ["leaks", "--json"]]) {
        const { exitCode, stdout, stderr } = await scene.recompose(args, {
          env: { TOKEN: secret },
        });
        expect(`exit code of ${args.join(" ")}`, exitCode === 0, stdout, stderr);
        expect(`shown by ${args.join(" ")}`, !(stdout + stderr).includes(secret), stdout, stderr);
      }
      const { stdout } = await scene.shell(`grep -rlF -- "${secret}" .recompose || true`);
      expectSame("files with it", stdout, "");
    },
  },
  {
    name: "`constructor`, `toString`, `__proto__` and their like as names",
    holds:
      "each works as input, output, artifact, job and axis of a matrix at once; `__proto__` works, or is refused by name",
    async cause(scene) {
      const names = ["constructor", "toString", "valueOf", "hasOwnProperty"];
      const list = JSON.stringify(names);
      scene.app(`
const names = ${list};
const each = (value) => Object.fromEntries(names.map((name) => [name, value(name)]));
const makes = names.map((name) => task({ name, outputs: names, artifacts: names, inputs: each(() => stringInput()), run(inputs, context) {
  for (const one of names) {
    fs.writeFileSync("file-" + name + one, inputs[one]);
    context.setOutput(one, inputs[one]);
    context.saveArtifact(one, "file-" + name + one);
  }
} }));
const reads = task({ name: "reads", inputs: each(() => stringInput()), run(inputs) { out(names.map((name) => inputs[name]).join("+")); } });
const commands = [...makes, reads];
const automations = [automation({ name: "ci", jobs() {
  const jobs = makes.map((one) => job(one, { inputs: each((name) => "value of " + name) }));
  const axes = matrix(each((name) => [name + "1", name + "2"]));
  job(reads, { id: "outputs", inputs: each((name) => jobs[0].get(name)) });
  job(reads, { id: "axes", matrix: axes, inputs: each((name) => axes[name]) });
} })];
`);
      const outcome = await scene.recompose(["ci"]);
      expect("the run failed", outcome.exitCode === 0, outcome);
      const log = scene.read(".recompose/runs/latest/jobs/outputs.log");
      expect("outputs", log.includes(names.map((name) => `value of ${name}`).join("+")), log);
      expectSame("combinations", scene.record.jobs.filter(({ id }) => id === "axes").length, 16);
      for (const [kind, [has, does, jobs]] of Object.entries(prototypes)) {
        scene.app(`
const one = task({ name: "one", ${has}, run(inputs, context) { ${does}; } });
const commands = [one];
const automations = [automation({ name: "ci", jobs() { ${jobs}; } })];
`);
        const { exitCode, stdout, stderr } = await scene.recompose(["ci"], {
          env: { ["__proto__"]: "a secret" },
        });
        const works = exitCode === 0 && stdout.includes("kept x");
        const isRefused = exitCode === 2 && /^error: [^\n]*__proto__/.test(stderr);
        expect(`__proto__ as ${kind}`, works || isRefused, { exitCode, stdout, stderr });
      }
    },
  },
];
