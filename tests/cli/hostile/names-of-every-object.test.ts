/** Names that every JavaScript object has something under work like any other, all at once, with the built program. */
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { RunRecord } from "../../../src/events/event.ts";
import { Project, runScript } from "../../support/project.ts";

const app = `
import { app, artifactInput, automation, job, matrix, out, stringInput, task } from "recompose-ci";
import { readFileSync, writeFileSync } from "node:fs";
const ids = ["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf"];
const names = [...ids, "__proto__"];
const each = (make) => Object.fromEntries(names.map(make));
const produce = task({
  name: "constructor", outputs: ids, artifacts: names, secrets: ["constructor", "toString"],
  inputs: each((name) => [name, stringInput({ default: "default" })]),
  run(inputs, { setOutput, saveArtifact, getSecret }) {
    for (const id of ids) setOutput(id, inputs[id] + "-" + id);
    out("given " + inputs["__proto__"]);
    for (const name of names) { writeFileSync(name + ".txt", name); saveArtifact(name, name + ".txt"); }
    out("secrets " + getSecret("constructor").length + " " + getSecret("toString").length);
  },
});
const consume = task({
  name: "toString",
  inputs: { ...Object.fromEntries(ids.map((id) => [id, stringInput()])), ...Object.fromEntries(names.map((name) => ["file_" + name, artifactInput()])) },
  run(inputs) {
    for (const id of ids) out(id + "=" + inputs[id]);
    for (const name of names) out(name + ": " + readFileSync(inputs["file_" + name].path, "utf8"));
  },
});
const combine = task({
  name: "valueOf", inputs: each((name) => [name, stringInput()]),
  run(inputs) { out(names.map((name) => inputs[name]).join(" ")); },
});
const ci = automation({
  name: "hasOwnProperty",
  inputs: each((name) => [name, stringInput({ default: "declared" })]),
  jobs(inputs) {
    const made = job(produce, { inputs: each((name) => [name, inputs[name]]) });
    job(consume, { inputs: {
      ...Object.fromEntries(ids.map((id) => [id, made.get(id)])),
      ...Object.fromEntries(names.map((name) => ["file_" + name, made.artifact(name)])),
    } });
    const m = matrix(each((name) => [name, [name + "-value"]]));
    job(combine, { matrix: m, inputs: each((name) => [name, m[name]]) });
  },
});
export default app({ entryPoint: "./run", commands: [produce, consume, combine], automations: [ci] });
`;

test("as inputs, outputs, artifacts, secrets, jobs and axes", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  const env = { constructor: "a secret", toString: "another secret" };
  const { stdout, stderr, exitCode } = await project.recompose(
    ["hasOwnProperty", "--is-prototype-of=given", "--verbose"],
    { env },
  );
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(stdout).toContain("constructor │ given declared");
  expect(stdout).toContain("constructor │ secrets 8 14");
  for (const id of ["constructor", "toString", "valueOf", "hasOwnProperty"]) {
    expect(stdout).toContain(`toString │ ${id}=declared-${id}`);
  }
  expect(stdout).toContain("toString │ isPrototypeOf=given-isPrototypeOf");
  expect(stdout).toContain("toString │ __proto__: __proto__");
  expect(stdout).toContain(
    "│ constructor-value toString-value valueOf-value hasOwnProperty-value isPrototypeOf-value __proto__-value",
  );
  const record = JSON.parse(project.read(".recompose/runs/latest/run.json")) as RunRecord;
  expect(Object.keys(record.inputs)).toContain("__proto__");
  expect(Object.keys(record.jobs[0]?.artifacts ?? {})).toContain("__proto__");
});

test("in the workflow that is generated", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  const { stderr, exitCode } = await project.recompose(["generate-gha"]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  const workflow = parse(project.read(".github/workflows/hasOwnProperty.yml")) as {
    readonly jobs: Readonly<Record<string, unknown>>;
  };
  expect(Object.keys(workflow.jobs)).toEqual(["constructor", "toString", "valueOf"]);
});

test("a name that is not declared is unknown, whatever objects have", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, automation, job, task } from "recompose-ci";
const t = task({ name: "t", inputs: {}, run() {} });
const ci = automation({ name: "ci", jobs() { job(t, { inputs: { constructor: "x" } as never }); } });
export default app({ commands: [t], automations: [ci] });`,
  });
  const { stderr, exitCode } = await project.recompose(["ci"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('its task has no input "constructor"');
});
