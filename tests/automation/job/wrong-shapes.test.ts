/** What callers without types may pass: each value in each place is refused, with the place and the value. */
import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { onWorkflowCall } from "../../../src/automation/triggers/trigger.ts";
import { choiceInput } from "../../../src/inputs/input.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { build, deploy, lint } from "../declarations.ts";
import { anyCall, anyJob, anyRuns, others, problemOf, push, untyped } from "./declared-steps.ts";

const anyShell = untyped(shell);
const callee = automation({
  name: "callee",
  on: [onWorkflowCall()],
  inputs: { level: choiceInput(["low", "high"]) },
  jobs: () => void job(lint),
});
const inputs = { level: "low" };

/** The beginning of the message, and which of the values fit. */
const places: Readonly<Record<string, readonly [(value: unknown) => unknown, string, string?]>> = {
  "the subject of job()": [
    (it) => anyJob(it, { steps: [lint] }),
    "job() takes a task, or an id and steps, not ",
  ],
  "options of a job": [(it) => anyJob("x", it), 'job "x": a job ', "a number"],
  "a list of steps": [(it) => anyJob("x", { steps: it }), 'job "x", option "steps": it '],
  "a step": [
    (it) => anyJob("x", { steps: [it] }),
    'job "x", option "steps": it lists steps, such as ',
  ],
  after: [(it) => anyJob(lint, { after: it }), 'job "lint", option "after": it '],
  setup: [(it) => anyJob("x", { steps: [lint], setup: it }), 'job "x", option "setup": it '],
  outputs: [(it) => anyJob("x", { steps: [lint], outputs: it }), 'job "x", option "outputs'],
  "an output": [
    (it) => anyJob("x", { steps: [lint], outputs: { a: it } }),
    'job "x", option "outputs.a": it is a text or a reference, not ',
  ],
  artifacts: [
    (it) => anyJob("x", { steps: [build], artifacts: it }),
    'job "x", option "artifacts": ',
  ],
  "an artifact": [
    (it) => anyJob("x", { steps: [build], artifacts: { package: it } }),
    'job "x", option "artifacts.package": it ',
  ],
  "the task of runs()": [(it) => anyRuns(it), "runs() takes a task, not "],
  "options of runs()": [(it) => anyRuns(lint, it), "runs(lint) "],
  "inputs of runs()": [
    (it) => anyJob("x", { steps: [anyRuns(deploy, { inputs: it })] }),
    'job "x", step "deploy", option "inputs": it',
  ],
  "an input of runs()": [
    (it) => anyJob("x", { steps: [anyRuns(deploy, { inputs: { target: it } })] }),
    'job "x", step "deploy", option "inputs.target": its task: the input "target" is one of "dev" or "prod", not ',
  ],
  "an id": [(it) => anyShell("a", { id: it }), "shell(): the id "],
  "a name": [(it) => anyShell("a", { name: it }), "shell(): the name of a step is a text, not "],
  "an if": [(it) => anyShell("a", { if: it }), "shell(): `if` takes a condition, not "],
  env: [
    (it) => anyShell("a", { env: it }),
    "shell(): `env` has names with values, not ",
    "an object",
  ],
  "a timeout": [
    (it) => anyShell("a", { timeoutMinutes: it }),
    "shell(): `timeoutMinutes` is a number above 0 or a reference, not ",
    "a number",
  ],
  "a tolerance": [
    (it) => anyShell("a", { continueOnError: it }),
    "shell(): `continueOnError` is true, false or a condition, not ",
    "true",
  ],
  "a shell": [(it) => anyShell("a", { shell: it }), "shell(): `shell` is a text, not "],
  "a folder": [
    (it) => anyShell("a", { workingDirectory: it }),
    "shell(): `workingDirectory` is a text, not ",
  ],
  "a stand-in": [
    (it) => untyped(uses)("a/b@v1", { local: it }),
    'uses(): `local` is a task, { outputs: { … } } or "skip", not ',
  ],
  "the name of an output": [
    (it) => untyped((name: string) => push().get(name))(it),
    "get() takes the name of an output, not ",
  ],
  "the subject of call()": [
    (it) => anyCall(it),
    "call() takes an automation, or the path of a workflow, not ",
  ],
  "options of call()": [(it) => anyCall(callee, it), "call() "],
  "inputs of call()": [(it) => anyCall(callee, { inputs: it }), 'job "callee", option "inputs": '],
  "an input of call()": [
    (it) => anyCall(callee, { inputs: { level: it } }),
    'job "callee", option "inputs.level": the automation: the input "level" is one of "low" or "high", not ',
  ],
  "secrets of call()": [
    (it) => anyCall(callee, { inputs, secrets: it }),
    'job "callee", option "secrets',
  ],
  "the id of call()": [(it) => anyCall(callee, { inputs, id: it }), "a job has the id "],
  "the matrix of call()": [
    (it) => anyCall(callee, { inputs, matrix: it }),
    'job "callee", option "matrix": it takes what matrix() returned.',
  ],
  "the condition of call()": [
    (it) => anyCall(callee, { inputs, condition: it }),
    'job "callee", option "condition": it takes a condition, not ',
  ],
  "the needs of call()": [
    (it) => anyCall(callee, { inputs, needs: it }),
    'job "callee", option "needs": it ',
  ],
};

describe.each(Object.entries(places))("%s", (_name, [declare, message, fits]) => {
  const refused = Object.entries(others).filter(([kind]) => kind !== fits);
  test.each(refused)("is not %s", (_kind, value) => {
    const problem = problemOf(() => declare(value));
    expect(problem).toContain(message);
    // An error of the program itself would name no value.
    expect(problem).not.toMatch(/TypeError|undefined/);
  });

  test("is no crash where it is null", () => {
    expect(problemOf(() => declare(null))).not.toMatch(/TypeError|undefined/);
  });
});
