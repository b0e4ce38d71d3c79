import { expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { fromJSON } from "../../../src/expression/build/functions.ts";
import { vars } from "../../../src/expression/build/github-context.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

function declare(jobs: () => void): ReturnType<typeof automation> {
  return automation({ name: "ci", jobs });
}

test("a command has the values that are written in the matrix of its job", () => {
  const declared = declare(() => {
    const m = matrix(
      { target: ["x64", "arm64"], tool: [{ name: "cargo", flags: ["-a"] }] },
      { include: [{ target: "x64", extra: "--fast" }] },
    );
    const run = `${m.tool.name} build --target ${m.target} ${m.extra}`;
    job("build", { matrix: m, steps: [shell(run)] });
  });
  const { jobs } = compileWorkflow(declared, workflowDefaults);
  expect(jobs["build"]?.steps).toMatchObject([
    { run: "${{ matrix.tool.name }} build --target ${{ matrix.target }} ${{ matrix.extra }}" },
  ]);
});

test.each<[string, () => void]>([
  [
    "an axis that the run makes",
    () => {
      const m = matrix({ target: fromJSON<string[]>(vars("TARGETS")) });
      job("build", { matrix: m, steps: [shell(`make ${m.target}`)] });
    },
  ],
  [
    "an axis with a value of the run",
    () => {
      const m = matrix({ target: ["x64", `a-${vars("TARGET")}`] });
      job("build", { matrix: m, steps: [shell(`make ${m.target}`)] });
    },
  ],
  [
    "a whole matrix of the run",
    () => {
      const m = matrix(fromJSON<{ readonly target: string[] }>(vars("MATRIX")));
      job("build", { matrix: m, steps: [shell(`make ${m.target}`)] });
    },
  ],
  [
    "entries that the run makes",
    () => {
      const m = matrix({ os: ["a"] }, { include: fromJSON<[]>(vars("MORE")) });
      job("build", { matrix: m, steps: [shell("make ${{ matrix.target }}")] });
    },
  ],
])("but not those of %s", (_, jobs) => {
  expect(messageOf(() => declare(jobs))).toContain(
    'job "build", step "make ${{ matrix.target }}", option "command": the command has the value matrix.target, which only the run knows: the shell would read it as code. Pass it in `env`.',
  );
});

test("a matrix belongs to its own job", () => {
  expect(
    messageOf(() =>
      declare(() => {
        const m = matrix({ target: ["x64"] });
        job("build", { steps: [shell(`make ${m.target}`)] });
      }),
    ),
  ).toContain("it reads a matrix that the job does not have");
});
