/** Shapes that the types refuse, and callers without types can give all the same. */
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import {
  onEvent,
  onPush,
  onRepositoryDispatch,
  onSchedule,
  onWorkflowCall,
  onWorkflowRun,
  type Trigger,
} from "../../src/automation/triggers/trigger.ts";
import { toJSON } from "../../src/expression/build/functions.ts";
import { boolInput, choiceInput, numberInput, stringInput } from "../../src/inputs/input.ts";
import { expr } from "../../src/expression/build/raw.ts";
import { shell } from "../../src/steps/shell-step.ts";
import { github } from "../../src/expression/build/github-context.ts";
import {
  build,
  declare,
  deploy,
  lint,
  messageOf,
  untyped,
  untypedAutomation,
} from "./declarations.ts";

/** The message first: it names the test. */
function named<Case extends readonly unknown[]>(
  cases: readonly (readonly [...Case, string])[],
): [string, ...Case][] {
  return cases.map((each) => [each.at(-1) as string, ...(each.slice(0, -1) as unknown as Case)]);
}

const untypedMatrix = matrix as unknown as (
  axes?: unknown,
  options?: unknown,
) => Record<string, never>;

describe("automation()", () => {
  test.each(
    named<[given: unknown]>([
      [
        undefined,
        "UsageError: automation() takes options, { name, title, description, … }, not undefined.",
      ],
      ["ci", 'UsageError: automation() takes options, { name, title, description, … }, not "ci".'],
      [{}, "UsageError: The automation name undefined is not valid."],
      [
        { name: "ci", jobs() {}, inputs: null },
        'option "inputs": it has names with values, not null.',
      ],
      [{ name: "ci", jobs() {}, inputs: [] }, 'option "inputs": it has names with values, not [].'],
      [{ name: "ci", jobs: "lint" }, 'option "jobs": it is a function that calls job().'],
      [{ name: "ci", jobs() {}, description: 5 }, 'option "description": it is a text, not 5.'],
    ]),
  )("%s", (message, given) => {
    expect(messageOf(() => untypedAutomation(given))).toContain(message);
  });

  test.each(
    named<[options: object]>([
      [
        { concurrency: 4 },
        'option "concurrency": it takes options, { group, cancelInProgress, queue }, not 4.',
      ],
      [
        { concurrency: { "cancel-in-progress": true } },
        'option "concurrency": it has no option "cancel-in-progress".',
      ],
      [{ concurrency: " " }, 'option "concurrency": the name of the group is empty.'],
      [
        { concurrency: "g".repeat(401) },
        'option "concurrency": the name of the group has 401 characters; GitHub takes at most 400.',
      ],
      [
        { concurrency: { group: "g", queue: "many" } },
        'option "concurrency.queue": it is "single" or "max", not "many".',
      ],
      [
        { concurrency: { group: "g", queue: "max", cancelInProgress: true } },
        'option "concurrency.queue": GitHub refuses "max" together with `cancelInProgress`',
      ],
      [{ env: "A=1" }, 'option "env": it has names with values, not "A=1".'],
      [{ env: { "A B": 1 } }, 'option "env": it has "A B", which is not a name for a variable'],
      [{ env: { A: null } }, 'option "env.A": it is a text or a reference, not null.'],
      [{ extra: null }, `option "extra": it has names with values, not null.`],
      [
        { extra: { env: {} } },
        'option "extra": the key "env" is written by recompose: use the option `env`.',
      ],
      [
        { extra: { description: () => 1 } },
        'option "extra.description": it is a value of YAML: a text, a number, true, false, null, a list or a mapping, not a function.',
      ],
      [{ on: onPush }, 'option "on": it takes triggers, not a function.'],
      [{ on: "push" }, 'option "on": it takes triggers, not "push".'],
      [{ on: null }, 'option "on": it takes triggers, not null.'],
      [{ on: [onPush(), null] }, 'option "on": it takes triggers, not null.'],
      [{ condition: "always()" }, 'option "condition": it takes a condition, not "always()".'],
    ]),
  )("%s", (message, options) => {
    expect(messageOf(() => declare(() => untyped(lint), options))).toContain(
      `DeclarationError: automation "ci", ${message}`,
    );
  });
});

describe("job()", () => {
  test.each(
    named<[options: unknown]>([
      ["lint", ': a job takes options, { id, name, needs, … }, not "lint".'],
      [{ inputs: "x" }, ', option "inputs": it has names with values, not "x".'],
      [{ needs: {} }, ', option "needs": it is a list, not {}.'],
      [{ needs: "build" }, ', option "needs": it is a list, not "build".'],
      [{ runsOn: 5 }, ', option "runsOn": it takes options, { group, labels }, not 5.'],
      [{ runsOn: null }, ', option "runsOn": it takes options, { group, labels }, not null.'],
      [{ runsOn: { label: "x" } }, ', option "runsOn": it has no option "label".'],
      [{ runsOn: [" "] }, ', option "runsOn": it is empty.'],
      [
        { environment: null },
        ', option "environment": it takes options, { name, url, deployment }, not null.',
      ],
      [{ environment: "" }, ', option "environment": it is empty.'],
      [{ environment: { name: "x", URL: "y" } }, ', option "environment": it has no option "URL".'],
      [
        { environment: { name: "x", deployment: "no" } },
        ', option "environment.deployment": it is true, false or a condition, not "no".',
      ],
      [
        { container: null },
        ', option "container": it takes options, { image, credentials, env, … }, not null.',
      ],
      [{ container: "" }, ', option "container": the image is empty.'],
      [{ container: { image: "a", port: 80 } }, ', option "container": it has no option "port".'],
      [
        { container: { image: "a", ports: 80 } },
        ', option "container.ports": it is a list, not 80.',
      ],
      [
        { container: { image: "a", credentials: "me" } },
        ', option "container.credentials": it takes options, { username, password }, not "me".',
      ],
      [{ services: [] }, ', option "services": it has names with values, not [].'],
      [
        { services: { db: null } },
        ', option "services.db": it takes options, { image, credentials, env, … }, not null.',
      ],
      [{ setup: false }, ', option "setup": it is a list, not false.'],
      [{ setup: null }, ', option "setup": it is a list, not null.'],
      [{ setup: { kind: "shell" } }, ', option "setup": it is a list, not {"kind":"shell"}.'],
      [
        { setup: [shell("x", { id: "a" }), shell("y", { id: "A" })] },
        ', option "setup": two steps have the id "A"; GitHub ignores case.',
      ],
      [
        { setup: [shell("x", { id: "Run" })] },
        ', option "setup": the id "Run" is that of the step that runs the task.',
      ],
      [
        { setup: [null] },
        ', option "setup": it lists setup steps, such as checkout() or setupNode("22"), not null.',
      ],
      [{ env: { "A=": "x" } }, ', option "env": it has "A=", which is not a name for a variable'],
      [{ env: { A: NaN } }, ', option "env.A": it is a text or a reference, not NaN.'],
      [{ timeoutMinutes: "5" }, ', option "timeoutMinutes": it is a number above 0, not "5".'],
      [
        { continueOnError: "yes" },
        ', option "continueOnError": it is true, false or a condition, not "yes".',
      ],
      [
        { condition: github.refName },
        ', option "condition": it takes a condition, not ${{ github.ref_name }}.',
      ],
      [{ extra: { uses: "./x.yml" } }, ', option "extra": the key "uses" is written by recompose'],
      [
        { extra: { snapshot: { a: undefined } } },
        ', option "extra.snapshot.a": it is a value of YAML',
      ],
      [{ matrix: { os: ["a"] } }, ', option "matrix": it takes what matrix() returned.'],
    ]),
  )("%s", (message, options) => {
    expect(messageOf(() => declare(() => untyped(lint, options)))).toContain(
      `DeclarationError: automation "ci", job "lint"${message}`,
    );
  });

  test("a value that contains itself is no YAML", () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const message = messageOf(() =>
      declare(() => untyped(lint, { extra: { snapshot: circular } })),
    );
    expect(message).toMatch(
      /option "extra.snapshot.self.*": it is nested more than 50 levels deep\./,
    );
  });

  test("what is neither a task nor a job is no text", () => {
    expect(
      messageOf(() =>
        declare(() => untyped(lint, { env: { A: String(untyped(build) as never) } })),
      ),
    ).toContain('DeclarationError: automation "ci", job "build": a job is not a text.');
    expect(
      messageOf(() =>
        declare(() =>
          untyped(lint, { env: { A: String(untyped(build).artifact("package") as never) } }),
        ),
      ),
    ).toContain('the artifact "package" of the job "build" is not a text');
  });
});

describe("an input of the automation has to fit that of the task", () => {
  const inputs = {
    target: choiceInput(["dev", "stage"]),
    text: stringInput(),
    count: numberInput(),
    flag: boolInput(),
  };
  type Given = Record<keyof typeof inputs, unknown>;

  test.each<[message: string, given: (inputs: Given) => object]>([
    [
      'option "inputs.target": it is one of "dev" or "prod", and the automation\'s input for it has the choice "stage".',
      ({ target }) => ({ target }),
    ],
    [
      'option "inputs.force": it is a boolean, and the automation\'s input for it a number.',
      ({ count }) => ({ target: "dev", force: count }),
    ],
    ["no error", ({ text, flag, count }) => ({ target: text, force: flag, version: count })],
  ])("%s", (message, given) => {
    const jobs = (references: Given): void => void untyped(deploy, { inputs: given(references) });
    expect(messageOf(() => declare(jobs as never, { inputs }))).toContain(message);
  });
});

test("a job does not wait for the group of its own run", () => {
  const declaration = (): void => void untyped(lint, { concurrency: "Deploy" });
  expect(messageOf(() => declare(declaration, { concurrency: "deploy" }))).toContain(
    'automation "ci", job "lint", option "concurrency": the workflow has the group "deploy", too',
  );
});

test("nothing reads all secrets at once", () => {
  const setup = [shell("x", { env: { A: toJSON(expr`secrets`) } })];
  expect(messageOf(() => declare(() => untyped(lint, { setup })))).toContain(
    'option "setup.A": ${{ toJSON(secrets) }} reads all secrets at once. Name the one that the step needs: secrets.NAME.',
  );
});

describe("matrix()", () => {
  test.each(
    named<[axes: unknown, options: unknown]>([
      [undefined, {}, "matrix() takes axes with their values, not undefined."],
      [["a"], {}, 'matrix() takes axes with their values, not ["a"].'],
      [{ os: "linux" }, {}, 'matrix(): "os" is a list, not "linux".'],
      [{ os: ["a"] }, { fail_fast: true }, 'matrix() has no option "fail_fast".'],
      [{ os: ["a"] }, { include: {} }, "matrix(): `include` is a list, not {}."],
      [
        { os: ["a"] },
        { exclude: ["a"] },
        'matrix(): `exclude` lists names with their values, not "a".',
      ],
    ]),
  )("%s", (message, axes, options) => {
    expect(messageOf(() => declare(() => untypedMatrix(axes, options)))).toContain(
      `DeclarationError: automation "ci": ${message}`,
    );
  });

  test.each(
    named<[axes: object, options: object]>([
      [{ os: [undefined] }, {}, 'option "matrix.os": it is a text or a reference, not undefined.'],
      [{ os: [{ a: () => 1 }] }, {}, 'option "matrix.os.a": it is a value of YAML'],
      [{ os: [{ a: 1 }, { a: 1 }] }, {}, 'the axis "os" has the value {"a":1} twice.'],
      [{ os: [() => 1] }, {}, 'option "matrix.os": it is a text or a reference, not a function.'],
      [
        { os: ["a"] },
        { failFast: "no" },
        'option "matrix.failFast": it is true, false or a condition, not "no".',
      ],
      [
        { os: ["a"] },
        { maxParallel: "2" },
        'option "matrix.maxParallel": it is a whole number, 0 or above, not "2".',
      ],
    ]),
  )("%s", (message, axes, options) => {
    const declaration = (): void => void untyped(lint, { matrix: untypedMatrix(axes, options) });
    expect(messageOf(() => declare(declaration))).toContain(message);
  });

  test("a name that it does not have is an error, not undefined", () => {
    expect(
      messageOf(() =>
        declare(() => {
          const m = untypedMatrix({ os: ["a"] });
          untyped(lint, { matrix: m, runsOn: m["oss"] });
        }),
      ),
    ).toContain('the matrix has no "oss". It has "os". Did you mean "os"?');
  });

  test("is no text", () => {
    expect(messageOf(() => declare(() => String(untypedMatrix({ os: ["a"] }) as never)))).toContain(
      "a matrix is not a text: use one of its axes.",
    );
  });
});

test("an input that the automation does not have is an error where it is asked for", () => {
  expect(
    messageOf(() =>
      untypedAutomation({
        name: "ci",
        jobs: ({ skip }: { readonly skip: unknown }) => untyped(deploy, { condition: skip }),
      }),
    ),
  ).toContain('automation "ci": there is no input "skip". The automation\'s inputs are none.');
});

describe("a trigger", () => {
  const untypedTriggers = {
    onEvent: onEvent as unknown as (event?: unknown, config?: unknown) => Trigger,
    onPush: onPush as unknown as (filters?: unknown) => Trigger,
    onRepositoryDispatch: onRepositoryDispatch as unknown as (filters?: unknown) => Trigger,
    onSchedule: onSchedule as unknown as (schedule?: unknown) => Trigger,
    onWorkflowCall: onWorkflowCall as unknown as (config?: unknown) => Trigger,
    onWorkflowRun: onWorkflowRun as unknown as (filters?: unknown) => Trigger,
  };

  test.each<[message: string, on: () => unknown]>([
    [
      "UsageError: onWorkflowRun() has names with values, not undefined.",
      () => untypedTriggers.onWorkflowRun(),
    ],
    [
      'UsageError: onWorkflowRun(): `workflows` is a list, not "ci".',
      () => untypedTriggers.onWorkflowRun({ workflows: "ci" }),
    ],
    [
      "the event workflow_run has nothing in workflows.",
      () => untypedTriggers.onWorkflowRun({ workflows: [] }),
    ],
    [
      "the event workflow_run has undefined in workflows, where names belong.",
      () => untypedTriggers.onWorkflowRun({ workflows: [null] }),
    ],
    [
      "the event repository_dispatch has nothing in types.",
      () => untypedTriggers.onRepositoryDispatch({ types: [] }),
    ],
    [
      "UsageError: onEvent() takes the name of an event, not undefined.",
      () => untypedTriggers.onEvent(),
    ],
    [
      "UsageError: onSchedule() takes options, { cron, timezone }, not undefined.",
      () => untypedTriggers.onSchedule(),
    ],
    [
      'UsageError: onSchedule() has no option "tz".',
      () => untypedTriggers.onSchedule({ cron: "0 0 * * *", tz: "UTC" }),
    ],
    [
      'UsageError: onPush() has names with values, not "main".',
      () => untypedTriggers.onPush("main"),
    ],
    [
      'the event push takes a list for branches, not "main".',
      () => untypedTriggers.onPush({ branches: "main" }),
    ],
    [
      "the event push has 5 in tags, where names belong.",
      () => untypedTriggers.onPush({ tags: [5] }),
    ],
    ['the event push has no filter "branch".', () => untypedTriggers.onPush({ branch: ["main"] })],
    ['UsageError: or() takes triggers, not "push".', () => onPush().or("push" as never)],
    [
      'the output "url" of a called workflow has a `value`, and is not "x".',
      () => untypedTriggers.onWorkflowCall({ outputs: { url: "x" } }),
    ],
    [
      'the output "outputs" of a called workflow has a `value`, and is not [].',
      () => untypedTriggers.onWorkflowCall({ outputs: [] }),
    ],
  ])("%s", (message, on) => {
    expect(messageOf(() => declare(() => untyped(lint), { on: on() }))).toContain(message);
  });
});
