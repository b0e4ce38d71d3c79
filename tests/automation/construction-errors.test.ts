import { describe, expect, test } from "vitest";
import { automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import { DeclarationError } from "../../src/automation/place.ts";
import {
  onEvent,
  onPullRequest,
  onPush,
  onSchedule,
  onWorkflowCall,
} from "../../src/automation/triggers/trigger.ts";
import { always } from "../../src/expression/build/condition.ts";
import { hashFiles } from "../../src/expression/build/functions.ts";
import { expr } from "../../src/expression/build/raw.ts";
import type { Reference } from "../../src/expression/build/reference.ts";
import {
  artifactInput,
  boolInput,
  choiceInput,
  numberInput,
  restInput,
} from "../../src/inputs/input.ts";
import { shell } from "../../src/steps/shell-step.ts";
import { task } from "../../src/task/task.ts";
import { build, declare, deploy, lint, messageOf, untyped } from "./declarations.ts";

const install = task({ name: "install", inputs: { package: artifactInput() }, run() {} });

/** A reference that another automation's `jobs` handed out. */
function foreign(): Reference<string> {
  let reference: Reference<string> | undefined;
  automation({
    name: "other",
    jobs() {
      reference = job(build).get("version");
    },
  });
  return reference as Reference<string>;
}

describe("a job", () => {
  test("belongs into an automation", () => {
    expect(messageOf(() => job(lint))).toBe(
      "UsageError: job() was called outside of an automation: call it in the `jobs` function of automation({ … }), before that function returns.",
    );
  });

  test("and so does a matrix", () => {
    expect(messageOf(() => matrix({ a: [1] }))).toContain("matrix() was called outside");
  });

  test.each<[string, () => void, string]>([
    ["is of a task", () => untyped("build"), `automation "ci": job("build") needs its steps.`],
    [
      "has an id of its own",
      () => [job(lint), job(lint)],
      `automation "ci", job "lint": two jobs have this id. Give one of them an id of its own with \`id\`.`,
    ],
    [
      "has an id of its own to GitHub, too, which ignores case",
      () => [job(lint), job(build, { id: "Lint" })],
      `automation "ci", job "Lint": two jobs have this id ("lint" and "Lint" are the same to GitHub).`,
    ],
    [
      "has a valid id",
      () => job(lint, { id: "1st" }),
      `a job has the id "1st", which is not valid.`,
    ],
    [
      "has no id that GitHub reserves",
      () => job(lint, { id: "__lint" }),
      `a job has the id "__lint", which is not valid. It starts with a letter or "_" (not with "__")`,
    ],
    [
      "has an id of 99 characters at most",
      () => job(lint, { id: "a".repeat(100) }),
      "99 characters at most.",
    ],
    [
      "knows its options",
      () => untyped(lint, { runOn: "ubuntu-latest" }),
      `automation "ci", job "lint": a job has no option "runOn". The options are "id", "name"`,
    ],
    [
      "refers to outputs that the task declares",
      () => job(build).get("verison" as never),
      `automation "ci", job "build": there is no output "verison". The outputs of its task are "version". Did you mean "version"?`,
    ],
    [
      "refers to artifacts that the task declares",
      () => job(build).artifact("wheel" as never),
      `automation "ci", job "build": there is no artifact "wheel". The artifacts of its task are "package".`,
    ],
    [
      "gathers artifacts of a matrix only",
      () => job(build).artifacts("package"),
      `automation "ci", job "build": there is one artifact "package", because the job has no matrix. Use artifact().`,
    ],
    [
      "has needs that exist",
      () => [
        job(build),
        job(lint),
        job(install, { id: "deploy", needs: ["biuld"], inputs: { package: undefined as never } }),
      ],
      `needs the input "package"`,
    ],
    [
      "has needs that are jobs",
      () => [job(build), job(lint, { needs: ["biuld"] })],
      `automation "ci", job "lint": it needs "biuld", which this automation does not have. Its jobs are "build" and "lint". Did you mean "build"?`,
    ],
    [
      "has needs that job() returned",
      () => untyped(lint, { needs: [build] }),
      `automation "ci", job "lint", option "needs": it lists what job() returned, not a function.`,
    ],
    [
      "does not wait for itself",
      () => job(lint, { needs: ["lint"] }),
      `automation "ci", job "lint": the jobs need each other in a circle: lint → lint.`,
    ],
    [
      "does not wait for one that waits for it",
      () => [
        job(lint, { needs: ["deploy"] }),
        job(build, { needs: ["lint"] }),
        job(deploy, { needs: ["build"], inputs: { target: "dev" } }),
      ],
      `the jobs need each other in a circle: lint → deploy → build → lint.`,
    ],
    [
      "does not read the output of one that waits for it",
      () => [
        job(deploy, { inputs: { target: "dev", version: "${{ needs.build.outputs.version }}" } }),
        job(build, { needs: ["deploy"] }),
      ],
      "the jobs need each other in a circle: deploy → build → deploy.",
    ],
    [
      "has a timeout above 0",
      () => job(lint, { timeoutMinutes: -1 }),
      `automation "ci", job "lint", option "timeoutMinutes": it is a number above 0, not -1.`,
    ],
    [
      "has a runner",
      () => job(lint, { runsOn: "" }),
      `automation "ci", job "lint", option "runsOn": it is empty.`,
    ],
    [
      "has setup steps in its setup",
      () => untyped(lint, { setup: ["npm ci"] }),
      `automation "ci", job "lint", option "setup": it lists setup steps, such as checkout() or setupNode("22"), not "npm ci".`,
    ],
    [
      "keeps to GitHub's permissions",
      () => untyped(lint, { permissions: { content: "read" } }),
      `automation "ci", job "lint", option "permissions": GitHub has no permission "content".`,
    ],
    [
      "leaves what recompose writes out of extra",
      () => job(lint, { extra: { steps: [] } }),
      `automation "ci", job "lint", option "extra": the key "steps" is written by recompose`,
    ],
    [
      "has services with host names",
      () => job(lint, { services: { "my db": "postgres" } }),
      `automation "ci", job "lint", option "services.my db": the name is not a host name`,
    ],
  ])("%s", (_, jobs, message) => {
    expect(messageOf(() => declare(jobs))).toContain(message);
  });
});

describe("an input of a job", () => {
  test.each<[string, () => void, string]>([
    [
      "is one of the task's",
      () => untyped(deploy, { inputs: { target: "dev", versoin: "2" } }),
      `automation "ci", job "deploy", option "inputs": its task has no input "versoin". Its inputs are "target", "version", "force" and "flags". Did you mean "version"?`,
    ],
    [
      "is given where the task requires it",
      () => untyped(deploy),
      `automation "ci", job "deploy", option "inputs": its task needs the input "target".`,
    ],
    [
      "is one of the choices",
      () => untyped(deploy, { inputs: { target: "production" } }),
      `automation "ci", job "deploy", option "inputs.target": its task: the input "target" is one of "dev" or "prod", not "production".`,
    ],
    [
      "is of the input's type",
      () => untyped(deploy, { inputs: { target: "dev", force: "yes" } }),
      `the input "force" is true or false, not "yes".`,
    ],
    [
      "is an artifact for an artifact",
      () => untyped(install, { inputs: { package: "dist" } }),
      `automation "ci", job "install", option "inputs.package": it takes an artifact of another job.`,
    ],
    [
      "is no artifact for a text",
      () => untyped(deploy, { inputs: { target: job(build).artifact("package") } }),
      `option "inputs.target": it takes a choice, not an artifact.`,
    ],
    [
      "is no single reference for a list",
      () => untyped(deploy, { inputs: { target: "dev", flags: job(build).get("version") } }),
      `option "inputs.flags": it takes a list; a reference is one text.`,
    ],
    [
      "is of the same automation",
      () => untyped(deploy, { inputs: { target: "dev", version: foreign() } }),
      `automation "ci", job "deploy", option "inputs.version": \${{ needs.build.outputs.version }} is of another automation. A workflow sees its own jobs and inputs only.`,
    ],
    [
      "is of a job that exists, also as text",
      () => untyped(deploy, { inputs: { target: "dev", version: "${{ needs.bild.outputs.x }}" } }),
      `automation "ci", job "deploy": it needs "bild", which this automation does not have.`,
    ],
    [
      "is readable for GitHub, also as text",
      () => untyped(deploy, { inputs: { target: "dev", version: "${{ needs. }}" } }),
      `option "inputs.version": \${{ needs. }} is nothing that GitHub can read`,
    ],
    [
      "is shown once where its braces are broken",
      () => untyped(lint, { setup: [shell("npm ci", { if: "${{ github.ref }" })] }),
      `job "lint", option "setup": \${{ github.ref } is nothing that GitHub can read`,
    ],
  ])("%s", (_, jobs, message) => {
    expect(messageOf(() => declare(jobs))).toContain(message);
  });
});

describe("a matrix", () => {
  const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const withMatrix =
    (axes: object, options: object = {}) =>
    (): unknown =>
      untyped(lint, {
        matrix: (matrix as (...given: readonly object[]) => unknown)(axes, options),
      });

  test.each<[string, () => void, string]>([
    [
      "is what matrix() returned",
      () => untyped(lint, { matrix: { a: [1] } }),
      "it takes what matrix() returned.",
    ],
    ["has values", withMatrix({}), "the matrix has no values."],
    ["has values on every axis", withMatrix({ os: [] }), `the axis "os" has no values.`],
    [
      "has no value twice",
      withMatrix({ os: ["a", "a"] }),
      `the axis "os" has the value "a" twice.`,
    ],
    [
      "has no axis that GitHub reserves",
      withMatrix({ include: [1] }),
      `the axis "include" has a name that GitHub reserves.`,
    ],
    ["has axes with names", withMatrix({ "my os": [1] }), `the axis "my os" has no valid name`],
    [
      "has axes that differ in more than case",
      withMatrix({ os: [1], OS: [2] }),
      `the axes "os" and "OS" are the same to GitHub, which ignores case.`,
    ],
    [
      "excludes by its axes",
      withMatrix({ os: ["a"] }, { exclude: [{ so: "a" }] }),
      `an \`exclude\` entry has the key "so", which is not an axis. The axes are "os".`,
    ],
    [
      "excludes something",
      withMatrix({ os: ["a"] }, { exclude: [{}] }),
      "an `exclude` entry is empty.",
    ],
    [
      "excludes not all",
      withMatrix({ os: ["a"] }, { exclude: [{ os: "a" }] }),
      "the matrix excludes all of its combinations.",
    ],
    [
      "includes something",
      withMatrix({ os: ["a"] }, { include: [{}] }),
      "an `include` entry is empty.",
    ],
    [
      "has a whole number of jobs at a time",
      withMatrix({ os: ["a"] }, { maxParallel: -1 }),
      `option "matrix.maxParallel": it is a whole number, 0 or above, not -1.`,
    ],
    [
      "has 256 combinations at most",
      withMatrix({ a: range(17), b: range(16) }),
      "the matrix has 272 combinations; GitHub runs 256 at most.",
    ],
    [
      "is counted without being built",
      withMatrix({ a: range(256), b: range(256), c: range(256) }),
      "the matrix has 16777216 combinations",
    ],
    [
      "is read in its own job only",
      () => {
        const m = matrix({ os: ["a"] });
        job(lint, { runsOn: m.os });
      },
      `automation "ci", job "lint", option "runsOn": \${{ matrix.os }} is of a matrix that the job does not have: a matrix has values in its own job only. Give the job this \`matrix\`.`,
    ],
    [
      "is not another job's, even with the same axes",
      () => {
        const [first, second] = [matrix({ os: ["a"] }), matrix({ os: ["b"] })];
        job(lint, { matrix: first, runsOn: second.os });
      },
      `option "runsOn": \${{ matrix.os }} is of a matrix that the job does not have`,
    ],
    [
      "is not read as text without being there",
      () => job(lint, { runsOn: "${{ matrix.os }}" }),
      `option "runsOn": it reads a matrix that the job does not have`,
    ],
    [
      "has the key that is read",
      () => job(lint, { matrix: matrix({ os: ["a"] }), runsOn: "${{ matrix.so }}" }),
      `option "runsOn": the job's matrix has no "so". It has "os".`,
    ],
    [
      "is made before there are steps",
      () => job(lint, { matrix: matrix({ os: ["${{ steps.pick.outputs.os }}"] }) }),
      `option "matrix.os": \${{ steps.pick.outputs.os }} reads "steps", which GitHub does not offer there, but "github", "inputs", "vars" and "needs".`,
    ],
    [
      "has no values yet where a condition is read",
      () => {
        const m = matrix({ os: ["a"] });
        job(lint, { matrix: m, condition: m.os.eq("a") });
      },
      `option "condition": \${{ matrix.os == 'a' }} reads "matrix", which GitHub does not offer there, but "github", "inputs", "vars" and "needs". A condition is read once, before the matrix makes its jobs.`,
    ],
    [
      "has no single output",
      () => job(build, { matrix: matrix({ os: ["a"] }) }).get("version"),
      `automation "ci", job "build": the job has a matrix: its output "version" has one value for all combinations, that of the last to finish, so which one is chance.`,
    ],
    [
      "has no single artifact",
      () => job(build, { matrix: matrix({ os: ["a"] }) }).artifact("package"),
      `automation "ci", job "build": the job has a matrix: each combination saves an artifact "package" of its own. Gather them all, as a folder, with artifacts().`,
    ],
  ])("%s", (_, jobs, message) => {
    expect(messageOf(() => declare(jobs))).toContain(message);
  });

  test("of 256 combinations is allowed", () => {
    expect(messageOf(() => declare(withMatrix({ a: range(16), b: range(16) })))).toBe("no error");
  });
});

describe("an expression", () => {
  test.each<[string, () => void, string]>([
    [
      "in a condition is a condition",
      () => untyped(lint, { condition: "always()" }),
      `option "condition": it takes a condition, not "always()".`,
    ],
    [
      "in a condition reads no secret",
      () => job(lint, { condition: expr`secrets.TOKEN != ''` }),
      `reads "secrets", which GitHub does not offer there`,
    ],
    [
      "in a condition reads no env",
      () => job(lint, { condition: expr`env.CI == 'true'` }),
      `reads "env", which GitHub does not offer there`,
    ],
    [
      "in a condition reads no files",
      () => job(lint, { condition: expr`hashFiles('a') != ''` }),
      "hashFiles() works in steps only",
    ],
    [
      "of a status stands in conditions only",
      () => job(lint, { name: always().toString() }),
      `option "name": always() works in conditions only.`,
    ],
    [
      "of files stands in steps only",
      () => job(lint, { name: hashFiles("a").toString() }),
      `option "name": hashFiles() works in steps only`,
    ],
    [
      "in the env of a job reads no secret",
      () => job(lint, { env: { TOKEN: expr`secrets.TOKEN` } }),
      `option "env.TOKEN": \${{ secrets.TOKEN }} reads a secret, and every step of the job could read it. GitHub would take it there, recompose does not. A secret belongs to the task that uses it, which declares it, or to the \`env\` or \`with\` of one step.`,
    ],
    [
      "reads a context that exists",
      () => job(lint, { name: "${{ gihtub.actor }}" }),
      `Did you mean "github"?`,
    ],
  ])("%s", (_, jobs, message) => {
    expect(messageOf(() => declare(jobs))).toContain(message);
  });
});

describe("an automation", () => {
  const lints = (): unknown => job(lint);
  const many = (count: number): object =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`input_${index}`, boolInput()]),
    );

  test.each<[string, object, string]>([
    [
      "has jobs",
      { jobs() {} },
      `automation "ci", option "jobs": there are no jobs. Call job() in this function.`,
    ],
    [
      "has a function for its jobs",
      { jobs: [] },
      `option "jobs": it is a function that calls job().`,
    ],
    [
      "declares its jobs at once",
      { jobs: async () => await Promise.resolve() },
      `option "jobs": it is asynchronous`,
    ],
    ["has a valid name", { name: "my ci" }, `The automation name "my ci" is not valid.`],
    [
      "knows its options",
      { trigger: onPush() },
      `automation "ci": an automation has no option "trigger".`,
    ],
    [
      "has 25 inputs at most",
      { inputs: many(26) },
      `automation "ci", option "inputs": there are 26 inputs; GitHub allows 25`,
    ],
    [
      "has no artifact among its inputs",
      { inputs: { a: artifactInput() } },
      `the input "a" is an artifact, which nobody can give in a form.`,
    ],
    [
      "has no list among its inputs",
      { inputs: { a: restInput() } },
      `the input "a" is a list of arguments, which nobody can give in a form.`,
    ],
    [
      "has inputs with flags of their own",
      { inputs: { skip_it: boolInput(), skipIt: boolInput() } },
      `the inputs "skip_it" and "skipIt" would both be --skip-it.`,
    ],
    [
      "has choices to choose from",
      { inputs: { a: choiceInput([]) } },
      `the input "a" has no choices.`,
    ],
    [
      "has different choices",
      { inputs: { a: choiceInput(["x", "x"]) } },
      `the input "a" has the choice "x" twice.`,
    ],
    [
      "has a default among the choices",
      { inputs: { a: choiceInput(["x"], { default: "y" as never }) } },
      `the input "a" has the default "y", which is not one of its choices. They are "x".`,
    ],
    [
      "has a file in the folder of workflows",
      { file: "../ci.yml" },
      `option "file": it is the name of a file in .github/workflows, such as "ci.yml", not "../ci.yml".`,
    ],
    [
      "leaves its jobs out of extra",
      { extra: { jobs: {} } },
      `option "extra": the key "jobs" is written by recompose: use job().`,
    ],
    [
      "reads in its concurrency what is there before the jobs",
      { concurrency: "${{ needs.a.result }}" },
      `option "concurrency": \${{ needs.a.result }} reads "needs", which GitHub does not offer there`,
    ],
    [
      "keeps secrets out of its env",
      { env: { TOKEN: "${{ secrets.TOKEN }}" } },
      `option "env.TOKEN": \${{ secrets.TOKEN }} reads a secret, and every step of every job could read it.`,
    ],
    [
      "starts for events that exist",
      { on: onEvent("pull-request" as never) },
      `automation "ci", option "on": GitHub has no event "pull-request". Did you mean "pull_request"?`,
    ],
    [
      "starts for types that exist",
      { on: onPullRequest({ types: ["open" as never] }) },
      `the event pull_request has no activity type "open".`,
    ],
    [
      "filters as the event allows",
      { on: onEvent("release", { branches: ["main"] }) },
      `the event release has no filter "branches". Its filters are "types".`,
    ],
    [
      "does not both name and ignore branches",
      { on: onPush({ branches: ["a"], branchesIgnore: ["b"] }) },
      "the event push has both branches and branches-ignore, of which GitHub allows one.",
    ],
    [
      "filters by something",
      { on: onPush({ branches: [] }) },
      "the event push has nothing in branches.",
    ],
    [
      "filters by valid patterns",
      { on: onPush({ branches: ["my branch"] }) },
      `the event push has a pattern in branches that contains " ", which no branch or tag can have in its name: "my branch".`,
    ],
    [
      "filters by more than what it leaves out",
      { on: onPush({ paths: ["!docs/**"] }) },
      `the event push has only patterns with "!" in paths, so nothing would ever start it.`,
    ],
    [
      "starts by a branch or a tag",
      { on: onPush({ branches: ["!old"], tags: ["!**"] }) },
      `the event push has only patterns with "!" in branches, so nothing would ever start it.`,
    ],
    [
      "has a schedule that GitHub can read",
      { on: onSchedule({ cron: "@daily" }) },
      `automation "ci", option "on": the schedule "@daily" is not five fields`,
    ],
    [
      "is not scheduled more often than GitHub starts it",
      { on: onSchedule({ cron: "* * * * *" }) },
      "starts 1 minute apart; GitHub starts a schedule every 5 minutes at most.",
    ],
    [
      "is in a timezone that exists",
      { on: onSchedule({ cron: "0 5 * * *", timezone: "Mars/Base" }) },
      `the timezone "Mars/Base" is not a name of the IANA database.`,
    ],
    [
      "has one trigger for an event",
      { on: [onPush(), onPush({ tags: ["v*"] })] },
      "there are two triggers for push. Put their filters into one.",
    ],
  ])("%s", (_, options, message) => {
    expect(messageOf(() => declare(lints, options))).toContain(message);
  });
});

test("an error has its place as data", () => {
  const declaration = (): void => declare(() => job(lint, { timeoutMinutes: 0 }));
  expect(declaration).toThrow(DeclarationError);
  expect(declaration).toThrow(
    expect.objectContaining({ place: { automation: "ci", job: "lint", option: "timeoutMinutes" } }),
  );
});

test.each(["${{ github.actor }} != 'me'", "${{ false }} || ${{ false }}", "x ${{ false }}"])(
  "a step's condition is no text around an expression, which is always true: %s",
  (condition) => {
    expect(messageOf(() => shell("npm ci", { if: condition }))).toMatch(
      /^UsageError: shell\(\): `if` is ".*", a text with a value in it, which GitHub takes for true/,
    );
  },
);

describe("the default of a number, in a workflow that is called,", () => {
  const declared = (value: number): string =>
    messageOf(() => {
      const inputs = { n: numberInput({ default: value }) };
      automation({ name: "ci", on: onWorkflowCall(), inputs, jobs: () => void job(lint) });
    });

  test.each([1234567890123456, 0.1 + 0.2, Number.MAX_SAFE_INTEGER])(
    "is refused where GitHub keeps too few of its digits: %d",
    (value) => {
      expect(declared(value)).toContain(
        `automation "ci", option "inputs": the input "n" has the default ${value}, of which GitHub keeps 15 digits`,
      );
    },
  );

  test.each([0, -1.5, 1e21, 1e-7, 123456789012345])("is taken where it keeps all: %d", (value) => {
    expect(declared(value)).toBe("no error");
  });
});
