import { describe, expect, test } from "vitest";
import { check } from "./checked-text.ts";
import { compareWorkflows } from "../../src/import/compare/compare-workflows.ts";
import { readWorkflow, type YamlMapping } from "../../src/import/read-workflow.ts";
import { withSecretsAtSteps } from "../../src/import/step-secrets.ts";

const secret = "'${{ secrets.T }}'";

function workflow(env: string, job: string, steps: string): YamlMapping {
  const jobs = `jobs: { a: { runs-on: a, ${job}, steps: [${steps}] }, b: { uses: ./.github/workflows/b.yml } }`;
  return readWorkflow(`name: ci\non: push\nenv: ${env}\n${jobs}`);
}

describe("a secret is at the steps", () => {
  test("of a job", () => {
    const before = workflow(
      "{}",
      `env: { T: ${secret}, A: 1 }`,
      "{ run: a }, { run: b, env: { B: 2 } }",
    );
    const after = workflow(
      "{}",
      "env: { A: 1 }",
      `{ run: a, env: { T: ${secret} } }, { run: b, env: { T: ${secret}, B: 2 } }`,
    );
    expect(withSecretsAtSteps(before)).toEqual(after);
    expect(compareWorkflows(before, after, "ci.yml")).toEqual([]);
  });

  test("of all jobs, for one of the workflow", () => {
    const before = workflow(
      `{ T: ${secret} }`,
      "name: a",
      "{ run: a }, { run: b, env: { T: own } }",
    );
    const after = workflow(
      "{}",
      "name: a",
      `{ run: a, env: { T: ${secret} } }, { run: b, env: { T: own } }`,
    );
    expect(compareWorkflows(before, after, "ci.yml")).toEqual([]);
  });

  test("but not of a job with a variable of that name", () => {
    const before = workflow(`{ T: ${secret} }`, "env: { T: own }", "{ run: a }");
    const after = workflow("{}", "env: { T: own }", "{ run: a }");
    expect(compareWorkflows(before, after, "ci.yml")).toEqual([]);
  });
});

test.each([
  ["another variable reads it in another case", "{ run: a, env: { B: '${{ env.t }}' } }"],
  ["all variables are read", "{ run: a, env: { B: '${{ toJSON(env) }}' } }"],
  ["a name is computed", '{ run: a, env: { B: "${{ env[matrix.name] }}" } }'],
  ["a command sets it for later steps", '{ run: "echo T=1 >> $GITHUB_ENV" }'],
  [
    "a command sets it to several lines",
    "{ run: \"{ echo 'T<<END'; cat a; echo END; } >> $GITHUB_ENV\" }",
  ],
  ["a command writes its name apart", "{ run: \"printf '%s=%s' 'T' 1 >> $GITHUB_ENV\" }"],
  [
    "a script sets it",
    "{ uses: actions/github-script@v8, with: { script: 'core.exportVariable(\"T\", 1)' } }",
  ],
])("a secret stays where it is, where %s", (_, steps) => {
  const before = workflow("{}", `env: { T: ${secret} }`, steps);
  expect(withSecretsAtSteps(before)).toEqual(before);
});

test.each(["outputs: { t: '${{ env.T }}' }", "environment: { name: a, url: '${{ env.T }}' }"])(
  "a secret stays where it is, where its job reads it: %s",
  (option) => {
    const before = workflow("{}", `env: { T: ${secret} }, ${option}`, "{ run: a }");
    expect(withSecretsAtSteps(before)).toEqual(before);
  },
);

test("the condition, the inputs and the name of a step see its own variables", () => {
  const steps =
    "{ run: a, if: env.T != '' }, { uses: a/b@v1, name: '${{ env.T }}', with: { a: '${{ env.T }}' } }";
  const before = workflow(`{ T: ${secret} }`, "name: a", steps);
  const after = workflow(
    "{}",
    "name: a",
    steps.replaceAll(/ \}(?=, \{|$)/g, `, env: { T: ${secret} } }`),
  );
  expect(compareWorkflows(before, after, "ci.yml")).toEqual([]);
  expect(withSecretsAtSteps(before)).not.toHaveProperty("env");
});

test("a variable that is made of one with a secret is made of the secret", () => {
  const before = workflow(
    `{ T: ${secret} }`,
    "name: a",
    "{ run: a, env: { B: 'x ${{ env.T || env.A }}', C: 1 } }",
  );
  const after = workflow(
    "{}",
    "name: a",
    `{ run: a, env: { T: ${secret}, B: 'x \${{ secrets.T || env.A }}', C: 1 } }`,
  );
  expect({ env: {}, ...withSecretsAtSteps(before) }).toEqual(after);
});

test.each([
  ["a command sets it", `{ T: ${secret} }`, 'echo "T=1" >> $GITHUB_ENV'],
  ["it is more than a secret", "{ T: 'x ${{ secrets.T }}' }", "a"],
])("a variable is not made of a secret where %s", (_, env, run) => {
  const steps = `{ run: '${run}' }, { run: a, env: { B: '\${{ env.T }}' } }`;
  const before = workflow(env, "name: a", steps);
  expect(withSecretsAtSteps(before)).toEqual(before);
});

test("a secret stays where it is, where the variable's name is not one of a shell", () => {
  const before = workflow("{}", `env: { "T(": ${secret} }`, "{ run: a }");
  expect(withSecretsAtSteps(before)).toEqual(before);
});

test("a secret is at the steps, where commands set other variables and a step has its own", () => {
  const run = "{ run: 'echo U=1 >> $GITHUB_ENV', env: { T: own } }";
  const before = workflow("{}", `name: a, env: { T: ${secret} }`, run);
  expect(withSecretsAtSteps(before)).toEqual(workflow("{}", "name: a", run));
});

test("other variables stay where they are", () => {
  const before = workflow("{ A: 1 }", "env: { B: '${{ github.sha }}' }", "{ run: a }");
  expect(withSecretsAtSteps(before)).toEqual(before);
  const after = workflow("{ A: 1 }", "name: a", "{ run: a, env: { B: '${{ github.sha }}' } }");
  expect(compareWorkflows(before, after, "ci.yml")).not.toEqual([]);
});

test("only a variable is lost where a secret cannot go to the steps, and nothing where no step has it", () => {
  const { lost, refused, differences } = check(`
on: push
env: { T: "\${{ secrets.T }}", A: 1 }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { U: "\${{ secrets.U }}" }
    container: { image: a, env: { C: "\${{ secrets.C }}" } }
    services: { db: { image: a, env: { P: "\${{ secrets.P }}" } } }
    steps: [{ run: "echo T=1 >> $GITHUB_ENV; echo U=1 >> $GITHUB_ENV" }]
`);
  expect(lost.map(({ path }) => path.join("."))).toEqual([
    "env.T",
    "jobs.a.container.env.C",
    "jobs.a.env.U",
  ]);
  expect(lost[2]?.reason).toContain('env: { U: secret("U") }');
  expect({ refused, differences }).toEqual({ refused: [], differences: [] });
});
