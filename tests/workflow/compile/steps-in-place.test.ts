/** What the steps of a job say in the generated file: their folders, their numbers, and who checks out the repository. */
import { describe, expect, test } from "vitest";
import {
  automation,
  type AutomationOptions,
  call,
  checkout,
  expr,
  job,
  numberInput,
  onPush,
  onWorkflowDispatch,
  setupNode,
  shell,
  stringInput,
  task,
  vars,
} from "../../../src/index.ts";
import { generateWorkflows } from "../../../src/workflow/generate.ts";
import { generateRequest } from "../generate-request.ts";

const lint = task({ name: "lint", run() {} });

async function stepsOf(
  options: Pick<AutomationOptions, "jobs" | "defaults">,
  workingDirectory?: string,
): Promise<string> {
  const request = generateRequest([automation({ name: "ci", ...options })]);
  const defaults = { ...request.defaults, workingDirectory };
  const { files } = await generateWorkflows({ ...request, defaults });
  return files[0]?.content.split("steps:").at(-1) ?? "";
}

describe("The folder of a command", () => {
  const defaults = { run: { workingDirectory: "docs" } };
  const steps = [checkout(), shell("make"), lint];

  test("is that of the app where nothing else says one", async () => {
    const text = await stepsOf({ jobs: () => void job("a", { steps }) }, "tool");
    expect(text).toMatch(/run: make\n +working-directory: tool\n/);
  });

  test.each<[string, Pick<AutomationOptions, "jobs" | "defaults">]>([
    ["the automation", { defaults, jobs: () => void job("a", { steps }) }],
    ["the job", { jobs: () => void job("a", { defaults, steps }) }],
  ])("is that of the defaults of %s, and the task keeps the app's", async (_, options) => {
    const text = await stepsOf(options, "tool");
    expect(text).toMatch(/run: make\n(?! +working-directory)/);
    expect(text).toMatch(/run: \.\/run lint\n/);
    expect(text.match(/working-directory: tool/g)).toHaveLength(1);
  });

  test("is the app's where the defaults of the job, which replace the automation's, have none", async () => {
    const own = { run: { shell: "bash" } };
    const jobs = (): void => void job("a", { defaults: own, steps });
    expect(await stepsOf({ defaults, jobs }, "tool")).toMatch(
      /run: make\n +working-directory: tool\n/,
    );
  });
});

describe("A job with a setup of its own that checks out among its steps", () => {
  const jobs = (): void =>
    void job("b", {
      setup: [setupNode("22"), shell("corepack enable")],
      steps: [checkout({ ref: "v1" }), lint],
    });

  test("has one checkout", async () => {
    const text = await stepsOf({ jobs });
    expect(text.match(/actions\/checkout@/g)).toHaveLength(1);
    expect(text.indexOf("setup-node")).toBeLessThan(text.indexOf("actions/checkout@"));
  });

  test("has no folder of the app before it", async () => {
    expect(await stepsOf({ jobs }, "tool")).toMatch(
      /run: corepack enable\n(?! +working-directory)/,
    );
  });

  test("has one more where the checkout comes behind the task", async () => {
    const text = await stepsOf({
      jobs: () => void job("b", { setup: [setupNode("22")], steps: [lint, checkout()] }),
    });
    expect(text.match(/actions\/checkout@/g)).toHaveLength(2);
  });
});

describe("A number that may be a text is read as JSON", () => {
  const inputs = { n: numberInput({ default: 3 }), text: stringInput({ default: "" }) };

  test("in the timeout of a step", () => {
    const { jobs } = automation({
      name: "ci",
      inputs,
      jobs({ n }) {
        const timeouts = [n, expr<number>`vars.MINUTES`, expr<number>`3`];
        const all = [...timeouts, vars("MINUTES") as never];
        job("a", { steps: all.map((timeoutMinutes) => shell("x", { timeoutMinutes })) });
      },
    });
    expect(jobs[0]?.steps.map(({ timeoutMinutes }) => timeoutMinutes)).toEqual([
      "${{ fromJSON(inputs.n) }}",
      "${{ fromJSON(vars.MINUTES) }}",
      "${{ 3 }}",
      "${{ fromJSON(vars.MINUTES) }}",
    ]);
  });

  test("in the inputs of a called file", () => {
    const { jobs } = automation({
      name: "ci",
      on: [onWorkflowDispatch(), onPush()],
      inputs,
      jobs({ n, text }) {
        call("o/r/.github/workflows/x.yml@v1", { id: "r", inputs: { n, text, m: `${text}` } });
      },
    });
    expect(jobs[0]?.keys.with).toEqual({
      n: "${{ fromJSON(format('{0}', inputs.n) || 3) }}",
      text: "${{ inputs.text }}",
      m: "${{ inputs.text }}",
    });
  });

  test("and an error about a timeout names the option", () => {
    expect(() =>
      automation({
        name: "ci",
        inputs,
        jobs({ n }) {
          const other = shell("x", { timeoutMinutes: n });
          automation({ name: "other", jobs: () => void job("a", { steps: [other] }) });
        },
      }),
    ).toThrow('automation "other", job "a", step "x", option "timeoutMinutes"');
  });
});
