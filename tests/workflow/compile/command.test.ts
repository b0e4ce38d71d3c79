import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import {
  artifactInput,
  boolInput,
  numberInput,
  restInput,
  stringInput,
} from "../../../src/inputs/input.ts";
import { task } from "../../../src/task/task.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../../src/workflow/print/render.ts";
import { cases } from "../../support/cases.ts";
import { workflowDefaults } from "../workflow-defaults.ts";

const greet = task({
  name: "greet",
  inputs: {
    text: stringInput({ default: "" }),
    loud: boolInput(),
    times: numberInput({ default: 1 }),
    others: restInput(),
  },
  run() {},
});

interface PrintedStep {
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The step that runs the task, as it stands in the YAML of a workflow. */
function printedStep(declare: () => void): PrintedStep {
  const workflow = compileWorkflow(automation({ name: "ci", jobs: declare }), workflowDefaults);
  const printed = parse(renderWorkflow(workflow, "recompose.ts", "./run generate-gha")) as {
    jobs: Record<string, { steps: PrintedStep[] }>;
  };
  const step = Object.values(printed.jobs)
    .at(-1)
    ?.steps.find(({ run }) => run?.includes("./run"));
  if (step === undefined) throw new Error("there is no step that runs the task");
  return step;
}

describe("the command", () => {
  test.each<[string, () => void, string]>([
    ["is what a developer types", () => job(greet), "./run greet"],
    [
      "has literals as they are",
      () => job(greet, { inputs: { text: "v1.0", times: 3 } }),
      "./run greet --text=v1.0 --times=3",
    ],
    [
      "quotes what a shell would read",
      () => job(greet, { inputs: { text: "it's $5" } }),
      `./run greet --text='it'\\''s $5'`,
    ],
    ["says yes", () => job(greet, { inputs: { loud: true } }), "./run greet --loud"],
    ["says no", () => job(greet, { inputs: { loud: false } }), "./run greet --no-loud"],
    [
      "has the rest at its end",
      () => job(greet, { inputs: { others: ["-x", "a b"], text: "t" } }),
      "./run greet --text=t -- -x 'a b'",
    ],
    [
      "has lines in a variable",
      () => job(greet, { inputs: { text: "a\nb" } }),
      `./run greet --text="$INPUT_TEXT"`,
    ],
    ["has an empty text", () => job(greet, { inputs: { text: "" } }), "./run greet --text=''"],
  ])("%s", (_, declare, command) => {
    expect(printedStep(declare).run).toBe(command);
  });

  test("reads a reference from the environment, also one inside of a text", () => {
    const build = task({ name: "build", outputs: ["version"], run() {} });
    const step = printedStep(() => {
      const version = job(build).get("version").toString();
      job(greet, {
        inputs: { text: `v${version}`, others: [version] },
      });
    });
    expect(step).toMatchObject({
      run: `./run greet --text="$INPUT_TEXT" -- "$INPUT_OTHERS"`,
      env: {
        INPUT_TEXT: "v${{ needs.build.outputs.version }}",
        INPUT_OTHERS: "${{ needs.build.outputs.version }}",
      },
    });
  });

  test("does not take the variable of a secret for an input", () => {
    const release = task({
      name: "release",
      inputs: { token: stringInput(), file: artifactInput() },
      artifacts: [],
      run() {},
    });
    const definition = { ...release.definition, secrets: ["INPUT_TOKEN"] };
    const build = task({ name: "build", artifacts: ["file"], run() {} });
    const step = printedStep(() => {
      const file = job(build).artifact("file");
      job({ definition }, { inputs: { token: "${{ github.sha }}", file } });
    });
    expect(step).toMatchObject({
      run: `./run release --token="$INPUT_TOKEN_2" --file="$INPUT_FILE"`,
      env: {
        INPUT_TOKEN_2: "${{ github.sha }}",
        INPUT_FILE: "${{ runner.temp }}/recompose/received/file",
        INPUT_TOKEN: "${{ secrets.INPUT_TOKEN }}",
      },
    });
  });
});

describe("whatever the value, the task receives exactly its bytes", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "recompose-command-"));
    writeFileSync(join(folder, "run"), `#!/bin/sh\nprintf '%s\\0' "$@" >"$RECEIVED"\n`, {
      mode: 0o755,
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a step as GitHub does: `bash -e` with the script as a file. */
  function received(step: PrintedStep, values: Readonly<Record<string, string>> = {}): string[] {
    const [script, output] = [join(folder, "script.sh"), join(folder, "received")];
    writeFileSync(script, step.run);
    const env = { ...process.env, ...step.env, ...values, RECEIVED: output };
    const { status, stderr } = spawnSync("bash", ["-e", script], { cwd: folder, env });
    expect(stderr.toString()).toBe("");
    expect(status).toBe(0);
    return readFileSync(output, "utf8").split("\0").slice(0, -1);
  }

  const hostile = [
    `"; rm -rf / #`,
    "$(touch pwned) `touch pwned` ${IFS}",
    "it's \\ 'quoted' \"twice\"",
    "--force",
    "-",
    "two\nlines\r\nand \ttabs\n",
    "!history * ? [a-z] {1,2} ~",
    "žluťoučký 🐎 \u2028 \u0085 \ufeff",
    " spaces ",
    "%0A %25 ::set-output::",
    "yes",
    "0o17",
    "null",
    "# no comment",
    "key: value",
    "x".repeat(100_000),
  ];
  const value = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: "binary", maxLength: 60 }).filter((text) => !text.includes("\0")),
    fc.stringMatching(/^[-'"`$(){}\\;&|<>*?![\]#~=%\n ]{0,20}$/),
  );

  /** One process receives them all. */
  const many = fc.array(
    value.filter((text) => text.length < 1000),
    {
      minLength: 49,
      maxLength: 49,
    },
  );

  test("as a literal in the workflow", () => {
    fc.assert(
      fc.property(value, many, (text, others) => {
        fc.pre(![text, ...others].some((one) => one.includes("${{")));
        const step = printedStep(() => job(greet, { inputs: { text, others } }));
        expect(received(step)).toEqual(["greet", `--text=${text}`, "--", ...others]);
      }),
      cases(500, 50),
    );
  });

  test("as an output, an input or a matrix value when the workflow runs", () => {
    const others = Array.from({ length: 49 }, () => "${{ github.sha }}");
    const text = "${{ github.head_ref }}";
    const step = printedStep(() => job(greet, { inputs: { text, others } }));
    fc.assert(
      fc.property(value, many, (first, rest) => {
        const values = rest.map((each, index) => [`INPUT_OTHERS_${index + 1}`, each] as const);
        const given = { INPUT_TEXT: first, ...Object.fromEntries(values) };
        expect(received(step, given)).toEqual(["greet", `--text=${first}`, "--", ...rest]);
      }),
      cases(500, 50),
    );
  });

  test.each(hostile)("such as %j", (text) => {
    const step = printedStep(() => job(greet, { inputs: { text } }));
    expect(received(step)).toEqual(["greet", `--text=${text}`]);
  });
});
