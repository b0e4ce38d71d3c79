/** Which steps an expression may read: earlier ones of its own job. */
import { describe, expect, test } from "vitest";
import type { Condition } from "../../../src/expression/build/reference.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import { checkout, env, secret, upload, vars } from "../../../src/index.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import type { UsesStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { runs } from "../../../src/automation/job/runs.ts";
import { build, deploy, lint } from "../declarations.ts";
import { anyJob, anyRuns, problemOf, push, untyped } from "./declared-steps.ts";

type StepBefore = (later: UsesStep) => unknown;

const later =
  'reads the step "push", which comes later. A step refers to earlier steps of its job.';
const elsewhere =
  'reads the step "push", which is not a step of this job. A step refers to earlier steps of its own job; use the `outputs` of the other job, and get().';

/** A step for each option, which reads another one there. */
const readers: Readonly<Record<string, StepBefore>> = {
  'step "a", option "env.D"': (step) => shell("a", { env: { D: step.get("x") } }),
  'step "b", option "env.D"': (step) => shell("b", { env: { D: `v${step.get("x")}` } }),
  'step "a", option "if"': (step) => shell("a", { if: step.outcome.eq("success") }),
  'step "b", option "if"': () => shell("b", { if: expr`steps.push.outputs.x` as Condition }),
  'step "c", option "if"': () => shell("c", { if: "steps['push'].conclusion == 'success'" }),
  'step "a", option "continueOnError"': (step) =>
    shell("a", { continueOnError: step.conclusion.eq("success") }),
  'step "a", option "timeoutMinutes"': (step) =>
    untyped(shell)("a", { timeoutMinutes: step.get("x") }),
  'step "a", option "workingDirectory"': (step) => shell("a", { workingDirectory: step.get("x") }),
  'step "a", option "name"': (step) => shell("true", { id: "a", name: `v${step.get("x")}` }),
  'step "a/b", option "with.D"': (step) => uses("a/b@v1", { with: { D: step.get("x") } }),
  'step "a/c", option "with.D"': (step) => uses("a/c@v1", { with: { D: `v${step.get("x")}` } }),
  'step "deploy", option "inputs.target"': (step) =>
    anyRuns(deploy, { inputs: { target: step.get("x") } }),
  'step "deploy", option "inputs.version"': (step) =>
    runs(deploy, { inputs: { target: "dev", version: `v${step.get("x")}` } }),
  'step "deploy", option "inputs.flags"': (step) =>
    runs(deploy, { inputs: { target: "dev", flags: [`v${step.get("x")}`] } }),
  'step "actions/upload-artifact", option "with.path"': (step) =>
    untyped(upload)("report", step.get("x")),
};

describe("a step that reads another", () => {
  test.each(Object.entries(readers))("may not read a later one: %s", (place, reader) => {
    const problem = problemOf(() => {
      const step = push();
      anyJob("x", { steps: [reader(step), step] });
    });
    expect(problem).toContain(`job "x", ${place}: \${{ `);
    expect(problem).toContain(later);
  });

  test.each(Object.entries(readers))("may read an earlier one: %s", (_place, reader) => {
    const problem = problemOf(() => {
      const step = push();
      anyJob("x", { steps: [step, reader(step)] });
    });
    expect(problem).toBe("no error");
  });

  test.each(Object.entries(readers).filter(([, reader]) => reader.length > 0))(
    "may not read one of another job: %s",
    (place, reader) => {
      const problem = problemOf(() => {
        const step = push();
        anyJob("x", { steps: [step] });
        anyJob("y", { setup: [checkout({ id: "own" })], steps: [reader(step)] });
      });
      expect(problem).toContain(`job "y", ${place}: `);
      // Of a reference in a template string the text is left.
      const ofText = `reads the step "push", which there is not. The steps of its job with an id are `;
      expect([elsewhere, ofText].some((text) => problem.includes(text))).toBe(true);
    },
  );

  test("may not read one of another job, also where a step of its own has the same id", () => {
    const problem = problemOf(() => {
      const step = push();
      anyJob("x", { steps: [step] });
      anyJob("y", { steps: [push(), shell("a", { env: { D: step.get("x") } })] });
    });
    expect(problem).toContain(elsewhere);
  });

  test.each<[string, () => unknown, string]>([
    [
      "may not read itself",
      () => anyJob("x", { steps: [shell("a", { id: "me", if: "steps.me.outcome == ''" })] }),
      `job "x", step "me", option "if": \${{ steps.me.outcome == '' }} reads the step "me", which it stands in.`,
    ],
    [
      "names one that there is",
      () => anyJob("x", { steps: [push(), shell("a", { if: "steps.pusch.outputs.x" })] }),
      `reads the step "pusch", which there is not. The steps of its job with an id are "push". Did you mean "push"?`,
    ],
    [
      "reads outputs that a task has",
      () => anyJob("x", { steps: [build, shell("a", { if: "steps.build.outputs.versio" })] }),
      `reads the output "versio" of its own task. The outputs of that are "version". Did you mean "version"?`,
    ],
    [
      "may not be in the setup, where it comes first",
      () => {
        const step = push();
        anyJob("x", { setup: [checkout({ ref: step.get("ref") })], steps: [step, lint] });
      },
      `job "x", option "setup": \${{ steps.push.outputs.ref }} ${later}`,
    ],
    [
      "may not be the upload of an earlier task",
      () => {
        const step = push();
        const artifacts = { package: { if: step.outcome.eq("success") } };
        anyJob("x", { steps: [build, step], artifacts });
      },
      `option "artifacts.package.if": \${{ steps.push.outcome == 'success' }} ${later}`,
    ],
    [
      "is no option of the job that GitHub reads before its steps",
      () => {
        const step = push();
        anyJob("x", { steps: [step], env: { A: step.get("x") } });
      },
      `job "x", option "env.A": \${{ steps.push.outputs.x }} reads "steps", which GitHub does not offer there`,
    ],
    [
      "is no other job",
      () => {
        const step = push();
        anyJob("x", { steps: [step] });
        anyJob(deploy, { inputs: { target: step.get("x") } });
      },
      `job "deploy", option "inputs.target": \${{ steps.push.outputs.x }} ${elsewhere}`,
    ],
    [
      "is of this job where it is an output",
      () => {
        const step = push();
        anyJob("x", { steps: [lint], outputs: { d: step.get("x") } });
      },
      `job "x", option "outputs.d": \${{ steps.push.outputs.x }} ${elsewhere}`,
    ],
    [
      "is of this job where it is the URL of the environment",
      () => {
        const step = push();
        anyJob("x", { steps: [lint], environment: { name: "prod", url: step.get("url") } });
      },
      `job "x", option "environment.url": \${{ steps.push.outputs.url }} ${elsewhere}`,
    ],
  ])("%s", (_rule, jobs, message) => {
    expect(problemOf(jobs)).toContain(message);
  });

  test("may be the outputs, the URL of the environment, and the upload behind a task", () => {
    const problem = problemOf(() => {
      const step = push();
      const built = runs(build);
      anyJob("x", {
        steps: [step, built],
        outputs: { digest: step.get("digest"), both: `${step.outcome} ${built.get("version")}` },
        environment: { name: "prod", url: step.get("url") },
        artifacts: { package: { if: built.outcome.eq("failure") } },
      });
    });
    expect(problem).toBe("no error");
  });
});

describe("a step to refer to", () => {
  test.each<[string, () => unknown]>([
    ["uses()", () => uses("a/b@v1").get("x")],
    ["shell()", () => shell("a").outcome],
    ["checkout()", () => checkout().conclusion],
  ])("has an id: %s", (_name, refer) => {
    expect(problemOf(refer)).toBe("a step without an id cannot be referred to. Give it an `id`.");
  });

  test("has the outputs of its task", () => {
    expect(problemOf(() => untyped(runs)(build).get("versio"))).toBe(
      `the task "build" has no output "versio". Its outputs are "version". Did you mean "version"?`,
    );
  });
});

describe("a secret", () => {
  const token = secret("TOKEN");
  const belongs = "which belongs to the `env` or `with` of a step.";

  test("may stand in env and with of a step", () => {
    const steps = [
      shell("a", { env: { T: token } }),
      uses("a/b@v1", { with: { t: token, u: `x ${token}` } }),
      runs(lint, { env: { T: token } }),
    ];
    expect(problemOf(() => anyJob("x", { steps }))).toBe("no error");
  });

  test.each<[string, unknown, string]>([
    ["name", untyped(shell)("a", { id: "a", name: token }), belongs],
    ["workingDirectory", untyped(shell)("a", { workingDirectory: token }), belongs],
    ["continueOnError", shell("a", { continueOnError: token.eq("x") }), belongs],
    ["timeoutMinutes", untyped(shell)("a", { timeoutMinutes: token }), belongs],
    ["if", shell("a", { if: token.ne("") }), `reads "secrets", which GitHub does not offer there`],
  ])("may not stand in %s of a step", (option, step, message) => {
    const problem = problemOf(() => anyJob("x", { steps: [step] }));
    expect(problem).toContain(`job "x", step "a", option "${option}": `);
    expect(problem).toContain(message);
  });

  test.each<[string, object, string, string]>([
    ["env of a job", { env: { A: token } }, "env.A", "every step of the job could read it"],
    ["an output", { outputs: { a: token } }, "outputs.a", "other jobs could read it"],
    ["a part of an output", { outputs: { a: `x${token}` } }, "outputs.a", "other jobs could"],
    [
      "env of the container of all steps",
      { container: { image: "a", env: { A: token } } },
      "container.env.A",
      "every step of the job could read it",
    ],
    ["a condition of a job", { condition: token.ne("") }, "condition", "GitHub does not offer"],
  ])("may not stand in %s", (_place, options, option, reason) => {
    const problem = problemOf(() => anyJob("x", { steps: [lint], ...options }));
    expect(problem).toContain(`job "x", option "${option}": `);
    expect(problem).toContain(reason);
    expect(problem).toContain("A secret belongs to the task that uses it");
    const isOurRule = problem.includes("GitHub would take it there, recompose does not.");
    expect(isOurRule).toBe(option !== "condition");
  });

  test("may stand in env of a service, which is not that of the steps", () => {
    const services = { db: { image: "a", env: { A: token } } };
    expect(problemOf(() => anyJob("x", { steps: [lint], services }))).toBe("no error");
  });

  test("has a name", () => {
    for (const [caller, reference] of Object.entries({ secret, env, vars })) {
      const message = (name: unknown) => problemOf(() => reference(name as string));
      expect(message(undefined)).toContain(`${caller}() takes a name, not undefined.`);
      expect(message(" ")).toContain(`${caller}() takes a name, not " ".`);
    }
  });

  test("is no input of a task, which declares it", () => {
    const steps = [anyRuns(deploy, { inputs: { target: token } })];
    expect(problemOf(() => anyJob("x", { steps }))).toBe(
      `job "x", step "deploy", option "inputs.target": a secret does not reach a task as an input. Declare it at the task, which reads it with getSecret().`,
    );
  });

  test.each(["a b", "GITHUB_X", "1A"])("has a name that a secret may have: not %s", (name) => {
    const steps = [shell("a", { env: { T: secret(name) } })];
    expect(problemOf(() => anyJob("x", { steps }))).toBe(
      `job "x", step "a", option "env.T": ${JSON.stringify(name)} is not the name of a secret.`,
    );
  });
});
