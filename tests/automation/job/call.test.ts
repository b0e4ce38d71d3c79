import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { call } from "../../../src/automation/job/call.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { onWorkflowCall } from "../../../src/automation/triggers/trigger.ts";
import { secret } from "../../../src/expression/build/github-context.ts";
import { boolInput, choiceInput } from "../../../src/inputs/input.ts";
import { build, lint } from "../declarations.ts";
import { anyCall, anyJob, problemOf, push } from "./declared-steps.ts";

const checks = automation({
  name: "checks",
  on: onWorkflowCall({ outputs: { version: { value: "${{ jobs.build.outputs.version }}" } } }),
  inputs: { level: choiceInput(["low", "high"]), quick: boolInput() },
  jobs: () => void job(build),
});
const closed = automation({ name: "closed", jobs: () => void job(lint) });
const inputs = { level: "low" } as const;
const notPath = (path: string): string =>
  `call(): ${JSON.stringify(path)} is not the path of a workflow. GitHub takes a file of .github/workflows, of this repository or of another one at a release, and no expression.`;

describe("a call", () => {
  test.each<[string, () => unknown, string]>([
    [
      "is of an automation that others may call",
      () => anyCall(closed),
      'the automation "closed" cannot be called: nothing in its `on` says so.',
    ],
    ["is of a workflow file", () => anyCall("ci.yml"), notPath("ci.yml")],
    [
      "is of a file of another repository at a release",
      () => anyCall("o/r/.github/workflows/x.yml"),
      notPath("o/r/.github/workflows/x.yml"),
    ],
    [
      "is of no computed file",
      () => anyCall("./.github/workflows/${{ x }}.yml"),
      notPath("./.github/workflows/${{ x }}.yml"),
    ],
    [
      "has an id where the file's name is none",
      () => anyCall("./.github/workflows/1.yml"),
      `call("./.github/workflows/1.yml") needs an id: the name of the file is not a valid one.`,
    ],
    [
      "has an id of its own",
      () => [call(checks, { inputs }), call(checks, { inputs })],
      `job "checks": two jobs have this id. Give one of them an id of its own with \`id\`.`,
    ],
    [
      "has every required input",
      () => anyCall(checks),
      `job "checks", option "inputs": the automation needs the input "level".`,
    ],
    [
      "has no other inputs",
      () => anyCall(checks, { inputs: { ...inputs, quik: true } }),
      `the automation has no input "quik". Its inputs are "level" and "quick". Did you mean "quick"?`,
    ],
    [
      "has inputs that fit",
      () => anyCall(checks, { inputs: { level: "mid" } }),
      `option "inputs.level": the automation: the input "level" is one of "low" or "high", not "mid".`,
    ],
    [
      "passes no secret as an input",
      () => anyCall(checks, { inputs: { level: secret("A") } }),
      `job "checks", option "inputs.level": \${{ secrets.A }} reads "secrets", which GitHub does not offer there`,
    ],
    [
      "passes secrets that are some",
      () => anyCall(checks, { inputs, secrets: { A: "text" } }),
      `job "checks", option "secrets.A": it takes a secret of the repository, not "text".`,
    ],
    [
      "passes all secrets by the word for that",
      () => anyCall(checks, { inputs, secrets: "Inherit" }),
      `job "checks", option "secrets": it is "inherit" for all secrets, a list of their names, or an object of them, not "Inherit".`,
    ],
    [
      "passes secrets by valid names",
      () => anyCall(checks, { inputs, secrets: ["a b"] }),
      `job "checks", option "secrets": "a b" is not the name of a secret.`,
    ],
    [
      "reads no step of a job",
      () => {
        const step = push();
        anyJob("x", { steps: [step] });
        anyCall(checks, { inputs: { level: step.get("x") } });
      },
      `job "checks", option "inputs.level": \${{ steps.push.outputs.x }} reads "steps", which GitHub does not offer there`,
    ],
    [
      "has the outputs that the automation says",
      () => anyCall(checks, { inputs }).get("digest"),
      `job "checks": there is no output "digest". The outputs of the automation "checks" for its callers are "version".`,
    ],
    [
      "has no artifacts",
      () => anyCall(checks, { inputs }).artifact("package"),
      `job "checks": there is no artifact "package". The artifacts of the job are none.`,
    ],
    [
      "has no output of its own where it has a matrix",
      () => anyCall(checks, { inputs, matrix: matrix({ n: [1, 2] }) }).get("version"),
      `job "checks": the job has a matrix: its output "version" has one value for all combinations`,
    ],
    [
      "has no options of a job with steps",
      () => anyCall(checks, { inputs, runsOn: "ubuntu-latest" }),
      `call() has no option "runsOn".`,
    ],
  ])("%s", (_rule, jobs, message) => {
    expect(problemOf(jobs)).toContain(message);
  });

  test("whose output the automation does not have says how it gets one", () => {
    const plain = automation({ name: "plain", on: onWorkflowCall(), jobs: () => void job(lint) });
    const jobs = (): void => void anyCall(plain).get("digest");
    const hints = [
      'onWorkflowCall({ outputs: { digest: { value: "${{ jobs.JOB.outputs.digest }}" } } })',
    ];
    expect(() => automation({ name: "ci", jobs })).toThrow(expect.objectContaining({ hints }));
  });

  test("may have outputs that name a job in another case", () => {
    const value = "${{ jobs.BUILD.outputs.VERSION }}";
    const on = onWorkflowCall({ outputs: { version: { value } } });
    const declared = (): unknown => automation({ name: "x", on, jobs: () => void job(build) });
    expect(declared).not.toThrow();
    const other = onWorkflowCall({ outputs: { v: { value: "${{ jobs.BUILD.outputs.verson }}" } } });
    expect(() => automation({ name: "x", on: other, jobs: () => void job(build) })).toThrow(
      'the output "verson" of the job "build"',
    );
  });

  test("of a file takes any input and has any output", () => {
    const problem = problemOf(() => {
      const scan = call("./.github/workflows/scan.yml", { inputs: { deep: true, times: 3 } });
      call("o/r/.github/workflows/x.yml@v1", { inputs: { of: scan.get("anything") } });
    });
    expect(problem).toBe("no error");
  });

  test("has one value of the matrix for each combination as input", () => {
    const problem = (values: readonly string[]): string =>
      problemOf(() => {
        const m = matrix({ level: values });
        anyCall(checks, { matrix: m, inputs: { level: m.level } });
      });
    expect(problem(["low", "high"])).toBe("no error");
    expect(problem(["low", "mid"])).toContain(
      `job "checks", option "inputs.level": it is one of "low" or "high", and the matrix has the value "mid" for it.`,
    );
  });
});
