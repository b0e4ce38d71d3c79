/** Jobs with actions that this machine leaves out: what is known of them, and what is not. */
import type { JobOptions } from "../runner/workflow-builders.ts";
import { always, composite, ends, say, saying, type StepCase, step, uses } from "./step-cases.ts";

/** The rules are this project's; what an action puts out, and whether it succeeds, only GitHub can know. */
const source = "docs of this project: local runs";

const push = uses("docker/build-push-action@v6", { id: "push" });
const digest = "${{ steps.push.outputs.digest }}";
const outputsOf = "elsewhere: elsewhere: needs outputs of docker/build-push-action, left out here";
const resultOf =
  "elsewhere: elsewhere: needs the result of docker/build-push-action, left out here";

const withAction = JSON.stringify({
  outputs: { digest: { value: digest }, own: { value: "${{ steps.own.outputs.x }}" } },
  runs: {
    using: "composite",
    steps: [
      { id: "push", uses: "docker/build-push-action@v6" },
      { id: "own", run: `${say("ran")}; echo x=1 >> $GITHUB_OUTPUT`, shell: "bash" },
    ],
  },
});
const other = (using: object): Readonly<Record<string, string>> => ({
  "one/action.yml": JSON.stringify({ runs: using, outputs: { digest: {} } }),
});

export const leftOut: readonly StepCase[] = [
  {
    name: "the rest of the job runs, and the job succeeds where nothing rests on the action",
    source,
    steps: [saying("before"), push, saying("behind"), saying("no", { if: "${{ failure() }}" })],
    said: ["before", "behind"],
    result: "success",
  },
  {
    name: "a step that reads its outputs ends the job",
    source,
    steps: [push, saying("before"), saying("no", { env: { D: digest } }), saying("no", always)],
    said: ["before"],
    result: outputsOf,
  },
  ...[
    { if: "${{ steps.push.outputs.digest != '' }}" },
    { if: "${{ always() && steps.push.outputs.digest }}" },
    { "working-directory": digest },
    { "timeout-minutes": "${{ fromJSON(steps.push.outputs.digest) }}" },
  ].map((keys): StepCase => ({
    name: `so does one that reads them in ${Object.entries(keys).join(": ")}`,
    source,
    steps: [push, saying("no", keys)],
    said: [],
    result: outputsOf,
  })),
  ...["outcome", "conclusion"].map((property): StepCase => ({
    name: `so does one that asks for its ${property}`,
    source,
    steps: [push, saying("no", { if: `\${{ steps.push.${property} == 'success' }}` })],
    said: [],
    result: resultOf,
  })),
  {
    name: "a part of a condition that decides alone needs no more",
    source,
    steps: [
      push,
      saying("yes", { if: "${{ true || steps.push.outputs.digest }}" }),
      saying("no", { if: "${{ false && steps.push.outputs.digest }}" }),
    ],
    said: ["yes"],
    result: "success",
  },
  {
    name: "a failure before stays a failure",
    source,
    steps: [
      step("exit 1"),
      { ...push, ...always },
      saying("no", { ...always, env: { D: digest } }),
    ],
    said: [],
    result: "failure",
  },
  {
    name: "an action that is skipped is known to be",
    source,
    steps: [
      { ...push, if: "${{ github.job == 'b' }}" },
      saying("[$D]", { env: { D: digest } }),
      ends("push"),
    ],
    said: ["[]", "push skipped skipped"],
    result: "success",
  },
  {
    name: "an action whose condition cannot be evaluated fails the job",
    source: "https://github.com/actions/runner/blob/main/src/Runner.Worker/StepsRunner.cs",
    steps: [{ ...push, if: "${{ fromJSON('{') }}" }, saying("no"), ends("push")],
    said: ["push failure failure"],
    result: "failure",
  },
  {
    name: "continue-on-error that rests on it is not known where the step fails",
    source,
    steps: [
      push,
      step("exit 1", { "continue-on-error": "${{ steps.push.outputs.digest == '' }}" }),
    ],
    said: [],
    result: outputsOf,
  },
  {
    name: "a job of nothing but actions is elsewhere",
    source,
    steps: [uses("actions/checkout@v7"), push],
    said: [],
    result:
      "elsewhere: elsewhere: nothing of it runs on this machine: actions/checkout, docker/build-push-action",
  },
  {
    name: "a job whose commands are all skipped behind the checkout succeeds",
    source: "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",
    steps: [uses("actions/checkout@v7"), saying("no", { if: "${{ failure() }}" })],
    said: [],
    result: "success",
  },
];

/** An action whose second step cannot run here, and which has another one behind it. */
function withUnknown(second: object, outputs: object = {}): Readonly<Record<string, string>> {
  const last = { run: say("after"), shell: "bash" };
  const steps = [{ id: "push", uses: "docker/build-push-action@v6" }, second, last];
  return { "one/action.yml": JSON.stringify({ outputs, runs: { using: "composite", steps } }) };
}

export const inActions: readonly StepCase[] = [
  {
    name: "an action within one may rest on what nobody knows, and the steps behind it run",
    source,
    files: withUnknown({ uses: "other/x@v1", if: "${{ steps.push.outputs.digest == 'a' }}" }),
    steps: [uses("./one")],
    said: ["after"],
    result: "success",
  },
  {
    name: "what nobody knows is the reason, also where an output cannot be evaluated for it",
    source,
    files: withUnknown(
      { id: "own", run: say("no"), shell: "bash", env: { D: digest } },
      { own: { value: "${{ fromJSON(steps.own.outputs.json).a }}" } },
    ),
    steps: [uses("./one")],
    said: [],
    result: outputsOf,
  },
  {
    name: "an action left out within one leaves out what it alone knows",
    source,
    files: { "one/action.yml": withAction },
    steps: [
      uses("./one", { id: "act" }),
      saying("$OWN", { env: { OWN: "${{ steps.act.outputs.own }}" } }),
      saying("no", { env: { D: "${{ steps.act.outputs.digest }}" } }),
    ],
    said: ["ran", "1"],
    result: outputsOf,
  },
  {
    name: "nobody misses what nobody reads",
    source,
    files: { "one/action.yml": withAction },
    steps: [uses("./one"), saying("behind")],
    said: ["ran", "behind"],
    result: "success",
  },
  {
    name: "a step of the action that reads what is unknown ends the job",
    source,
    files: {
      "one/action.yml": withAction
        .replace("${{ steps.own.outputs.x }}", "")
        .replace('"shell"', '"env":{"D":"${{ steps.push.outputs.digest }}"},"shell"'),
    },
    steps: [uses("./one"), saying("no", always)],
    said: [],
    result: outputsOf,
  },
  {
    name: "the result of an action within which another one is left out is not known",
    source,
    files: { "one/action.yml": withAction },
    steps: [
      uses("./one", { id: "act" }),
      saying("no", { if: "${{ steps.act.outcome == 'success' }}" }),
    ],
    said: ["ran"],
    result: "elsewhere: elsewhere: needs the result of ./one, part of which is left out here",
  },
  {
    name: "an action that uses itself fails",
    source: "https://github.com/actions/runner/blob/main/src/Runner.Common/Constants.cs",
    files: {
      "one/action.yml": JSON.stringify({
        runs: { using: "composite", steps: [{ uses: "./one" }] },
      }),
    },
    steps: [uses("./one")],
    said: [],
    result: "failure",
  },
  {
    name: "an input that is unknown ends the job",
    source,
    files: { "one/action.yml": composite("true") },
    steps: [push, uses("./one", { with: { a: digest } })],
    said: [],
    result: outputsOf,
  },
  ...Object.entries({
    JavaScript: other({ using: "node24", main: "x.js" }),
    "a container": other({ using: "docker", image: "Dockerfile" }),
    "a Dockerfile alone": { "one/Dockerfile": "FROM scratch\n" },
  }).map(([kind, files]): StepCase => ({
    name: `an action of ${kind} is left out`,
    source: "https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionManager.cs",
    files,
    steps: [
      uses("./one", { id: "act" }),
      saying("behind"),
      saying("no", { env: { D: "${{ steps.act.outputs.digest }}" } }),
    ],
    said: ["behind"],
    result: "elsewhere: elsewhere: needs outputs of ./one, left out here",
  })),
];

export const standIns: readonly StepCase[] = [
  {
    name: "outputs that stand in are those of the step, which succeeds",
    source,
    steps: [
      { ...push, local: { outputs: { digest: "sha" } } },
      saying("$D", { env: { D: digest } }),
      ends("push"),
    ],
    said: ["sha", "push success success"],
    result: "success",
  },
  {
    name: "a command that stands in has outputs and fails like any",
    source,
    steps: [
      { ...push, local: { run: `${say("stands in")}; echo digest=sha >> $GITHUB_OUTPUT; exit 1` } },
      saying("no"),
      saying("$D", { ...always, env: { D: digest } }),
      ends("push"),
    ],
    said: ["stands in", "sha", "push failure failure"],
    result: "failure",
  },
  {
    name: "a command that stands in has the variables of the step, and its continue-on-error",
    source,
    steps: [
      {
        ...push,
        env: { A: "1" },
        "continue-on-error": true,
        local: { run: `${say("$A")}; exit 1` },
      },
      ends("push"),
    ],
    said: ["1", "push failure success"],
    result: "success",
  },
  {
    name: "what is skipped here has succeeded without outputs",
    source,
    steps: [{ ...push, local: "skip" }, saying("[$D]", { env: { D: digest } }), ends("push")],
    said: ["[]", "push success success"],
    result: "success",
  },
  {
    name: "a command that is skipped here does not run, and has succeeded",
    source,
    steps: [step(say("no"), { id: "push", local: "skip" }), saying("behind"), ends("push")],
    said: ["behind", "push success success"],
    result: "success",
  },
  {
    name: "what stands in does not need the inputs of the action",
    source,
    steps: [
      push,
      uses("docker/other@v1", { with: { tags: digest }, local: { outputs: { x: "1" } } }),
      saying("behind"),
    ],
    said: ["behind"],
    result: "success",
  },
  {
    name: "the conclusion of an action that may fail is known",
    source:
      "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#steps-context",
    steps: [
      { ...push, "continue-on-error": true },
      saying("$C", { env: { C: "${{ steps.push.conclusion }}" } }),
    ],
    said: ["success"],
    result: "success",
  },
  {
    name: "a stand-in has the condition of its step",
    source,
    steps: [{ ...push, if: "${{ false }}", local: { run: say("no") } }, ends("push")],
    said: ["push skipped skipped"],
    result: "success",
  },
];

/** What other jobs make of it: jobs with their results. */
export const otherJobs: Readonly<
  Record<string, readonly [Readonly<Record<string, JobOptions>>, Readonly<Record<string, string>>]>
> = {
  "an output of a job that rests on it": [
    {
      a: { steps: [push, saying("x")], outputs: { digest } },
      reads: { needs: ["a"], if: "${{ needs.a.outputs.digest }}" },
      plain: { needs: ["a"] },
    },
    {
      a: "elsewhere: elsewhere: its output digest needs outputs of docker/build-push-action, left out here",
      reads: "elsewhere: elsewhere: needs outputs of a",
      plain: "success",
    },
  ],
  "the result of a job that ended there": [
    {
      a: { steps: [push, saying("x", { env: { D: digest } })] },
      behind: { needs: ["a"] },
      always: { needs: ["a"], if: "${{ always() }}" },
    },
    {
      a: outputsOf,
      behind: "elsewhere: elsewhere: needs the result of a",
      always: "success",
    },
  ],
};
