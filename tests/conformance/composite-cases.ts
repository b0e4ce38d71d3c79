/** Composite actions of the repository, and what GitHub makes of them. */
import { always, ends, say, saying, sources, step, type StepCase, uses } from "./step-cases.ts";

const { action, composite, manifest, metadata, runner, script } = sources;

/** An `action.yml` with these steps, in YAML. */
function actionOf(steps: string, rest = ""): string {
  return `${rest}\nruns:\n  using: composite\n  steps:\n${steps.trimEnd()}\n`;
}

/** One of its steps, in YAML. */
function run(command: string, keys = ""): string {
  const more = keys === "" ? "" : `${keys.trim().replace(/^/gm, "      ")}\n`;
  return `    - shell: bash\n      run: ${JSON.stringify(command)}\n${more}`;
}

const one = (steps: string, rest?: string): Readonly<Record<string, string>> => ({
  "one/action.yml": actionOf(steps, rest),
});
const greeting = `
inputs:
  who: { required: true }
  how: { default: "hello \${{ github.job }}" }
  count: { default: 3 }
  loud: { default: true }
  none:
`;
const showInputs = run(
  say("$HOW, $WHO! $COUNT $LOUD [$NONE]"),
  `env:
  HOW: \${{ inputs.how }}
  WHO: \${{ inputs.who }}
  COUNT: \${{ inputs.count }}
  LOUD: \${{ inputs.loud }}
  NONE: \${{ inputs.none }}`,
);

export const inputs: readonly StepCase[] = [
  {
    name: "inputs have their defaults, which may be expressions, and all are texts",
    source: `${metadata}#inputs`,
    files: one(showInputs, greeting),
    steps: [
      uses("./one", { with: { who: "you" } }),
      uses("./one", { with: { how: "", loud: false } }),
    ],
    said: ["hello a, you! 3 true []", ", ! 3 false []"],
    result: "success",
  },
  {
    name: "names of inputs have no case",
    source: `${action} (StringComparer.OrdinalIgnoreCase)`,
    files: one(showInputs, greeting),
    steps: [uses("./one", { with: { WHO: "you", How: "hi" } })],
    said: ["hi, you! 3 true []"],
    result: "success",
  },
  {
    name: "an input that the action does not have reaches it, with a warning",
    source: `${action} (Unexpected input(s))`,
    files: one(run(say("$X"), "env:\n  X: ${{ inputs.other }}"), greeting),
    steps: [uses("./one", { with: { other: "yes" } })],
    said: ["yes"],
    result: "success",
  },
  {
    name: "an input takes what earlier steps put out",
    source: `${action} (EvaluateStepInputs)`,
    files: one(showInputs, greeting),
    steps: [
      step("echo who=them >> $GITHUB_OUTPUT", { id: "first" }),
      uses("./one", { with: { who: "${{ steps.first.outputs.who }}" } }),
    ],
    said: ["hello a, them! 3 true []"],
    result: "success",
  },
  {
    name: "inputs are no variables",
    source: `${metadata}#inputs (composite actions do not get INPUT_ variables)`,
    files: one(run(say("[$INPUT_WHO]")), greeting),
    steps: [uses("./one", { with: { who: "you" } })],
    said: ["[]"],
    result: "success",
  },
];

const twoSteps = run("echo x=1 >> $GITHUB_OUTPUT", "id: made");

export const outputs: readonly StepCase[] = [
  {
    name: "outputs are those that the action maps, the step's",
    source: `${composite} (ProcessOutputs)`,
    files: one(twoSteps, "outputs:\n  x: { value: '<${{ steps.made.outputs.x }}>' }\n  none: {}"),
    steps: [
      uses("./one", { id: "act" }),
      saying("$X [$NONE] [$MADE]", {
        env: {
          X: "${{ steps.act.outputs.x }}",
          NONE: "${{ steps.act.outputs.none }}",
          MADE: "${{ steps.made.outputs.x }}",
        },
      }),
    ],
    said: ["<1> [] []"],
    result: "success",
  },
  {
    name: "an action that fails has its outputs",
    source: `${composite} (RunAsync: ProcessOutputs comes behind all steps)`,
    files: one(
      `${twoSteps}${run("exit 1")}`,
      "outputs:\n  x: { value: '${{ steps.made.outputs.x }}' }",
    ),
    steps: [
      uses("./one", { id: "act" }),
      saying("$X", { ...always, env: { X: "${{ steps.act.outputs.x }}" } }),
      ends("act"),
    ],
    said: ["1", "act failure failure"],
    result: "failure",
  },
  {
    name: "its steps do not see those of the job, and their ids may be the same",
    source: `${composite} (childScopeName)`,
    files: one(
      `${twoSteps}${run(say("[$OUTER] $X"), "env:\n  OUTER: ${{ steps.first.outputs.x }}\n  X: ${{ steps.made.outputs.x }}")}`,
    ),
    steps: [
      step("echo x=9 >> $GITHUB_OUTPUT", { id: "first" }),
      step("echo x=8 >> $GITHUB_OUTPUT", { id: "made" }),
      uses("./one"),
      saying("$X", { env: { X: "${{ steps.made.outputs.x }}" } }),
    ],
    said: ["[] 1", "8"],
    result: "success",
  },
  {
    name: "a nested action has inputs and outputs of its own",
    source: composite,
    files: {
      "outer/action.yml": actionOf(
        `    - uses: ./inner\n      id: in\n      with: { text: "\${{ inputs.text }}!" }\n${run(say("$X"), "env:\n  X: ${{ steps.in.outputs.said }}")}`,
        `inputs: { text: {} }\noutputs:\n  all: { value: "\${{ steps.in.outputs.said }}" }`,
      ),
      "inner/action.yml": actionOf(
        run('echo "said=[$T]" >> $GITHUB_OUTPUT', "id: s\nenv:\n  T: ${{ inputs.text }}"),
        'inputs: { text: {} }\noutputs: { said: { value: "${{ steps.s.outputs.said }}" } }',
      ),
    },
    steps: [
      uses("./outer", { id: "act", with: { text: "hi" } }),
      saying("$X", { env: { X: "${{ steps.act.outputs.all }}" } }),
    ],
    said: ["[hi!]", "[hi!]"],
    result: "success",
  },
];

export const flow: readonly StepCase[] = [
  {
    name: "a step that fails ends the action but for steps that ask for it, and fails the job's step",
    source: `${runner}/Expressions/SuccessFunction.cs (action_status)`,
    files: one(
      `${run("exit 1", "id: bad")}${run(say("no"))}${run(say("$O $S"), "if: failure()\nenv:\n  O: ${{ steps.bad.outcome }}\n  S: ${{ job.status }}")}${run(say("always"), "if: always()")}`,
    ),
    steps: [uses("./one", { id: "act" }), saying("no"), ends("act")],
    said: ["failure success", "always", "act failure failure"],
    result: "failure",
  },
  {
    name: "status functions look at the action's own steps, not at the job's",
    source: `${runner}/Expressions/SuccessFunction.cs (action_status)`,
    files: one(`${run(say("runs"))}${run(say("no"), "if: failure()")}`),
    steps: [step("exit 1"), uses("./one", always), uses("./one")],
    said: ["runs"],
    result: "failure",
  },
  {
    name: "a step of it may fail where it says so",
    source: `${metadata}#runsstepscontinue-on-error`,
    files: one(
      `${run("exit 1", "id: bad\ncontinue-on-error: true")}${run(say("$O $C"), "env:\n  O: ${{ steps.bad.outcome }}\n  C: ${{ steps.bad.conclusion }}")}`,
    ),
    steps: [uses("./one", { id: "act" }), ends("act")],
    said: ["failure success", "act success success"],
    result: "success",
  },
  {
    name: "the job's step may tolerate what fails in it",
    source: `${sources.context} (ApplyContinueOnError)`,
    files: one(run("exit 1")),
    steps: [uses("./one", { id: "act", "continue-on-error": true }), ends("act")],
    said: ["act failure success"],
    result: "success",
  },
  {
    name: "a condition of it reads inputs and its own steps",
    source: `${metadata}#runsstepsif`,
    files: one(
      `${twoSteps}${run(say("yes"), "if: inputs.on == 'true' && steps.made.outputs.x == 1")}${run(say("no"), "if: ${{ inputs.on != 'true' }}")}`,
      "inputs: { on: {} }",
    ),
    steps: [uses("./one", { with: { on: true } })],
    said: ["yes"],
    result: "success",
  },
  {
    name: "a condition of it that cannot be evaluated ends the action",
    source: `${composite} (RunStepsAsync: break)`,
    files: one(`${run("true", "if: fromJSON('{')")}${run(say("no"), "if: always()")}`),
    steps: [uses("./one", { id: "act" }), ends("act")],
    said: ["act failure failure"],
    result: "failure",
  },
  {
    name: "the time of the job's step holds for all of its steps",
    source: `${sources.context} (CreateEmbeddedChild: GetRemainingTimeout)`,
    files: one(`${run("sleep 60")}${run(say("no"))}`),
    steps: [uses("./one", { id: "act", "timeout-minutes": 0.003 }), ends("act")],
    said: ["act failure failure"],
    result: "failure",
  },
  {
    name: "a step of a nested action that fails, fails all around it",
    source: composite,
    files: {
      "outer/action.yml": actionOf(
        `    - uses: ./inner\n      id: in\n${run(say("$O"), "if: always()\nenv:\n  O: ${{ steps.in.outcome }}")}`,
      ),
      "inner/action.yml": actionOf(run("exit 1")),
    },
    steps: [uses("./outer", { id: "act" }), ends("act")],
    said: ["failure", "act failure failure"],
    result: "failure",
  },
];

export const surroundings: readonly StepCase[] = [
  {
    name: "its steps have the variables of the job's step, and may have others",
    source: `${composite} (StepEnvironmentOverrides)`,
    files: one(
      `${run(say("$A $B $C"), "env: { B: inner }")}${run("echo A=added >> $GITHUB_ENV; echo D=added >> $GITHUB_ENV")}${run(say("$A $D"))}`,
    ),
    job: { env: { C: "job" } },
    steps: [uses("./one", { env: { A: "outer", B: "outer" } }), saying("$A [$B] $D")],
    said: ["outer inner job", "outer added", "added [] added"],
    result: "success",
  },
  {
    name: "a variable without a value is empty",
    source: `${manifest} (step-env)`,
    files: one(run(say("[$A]"), "env: { A: }")),
    steps: [uses("./one")],
    said: ["[]"],
    result: "success",
  },
  {
    name: "it finds its own files, and runs in the workspace",
    source: `${composite} (action_path)`,
    files: {
      ...one(
        `${run('cat "$GITHUB_ACTION_PATH/text"')}${run("cat '${{ github.action_path }}/text'")}${run(say('${PWD#"$GITHUB_WORKSPACE"}|$GITHUB_ACTION'))}`,
      ),
      "one/text": "> its own\n",
    },
    steps: [uses("./one", { id: "act" }), saying("[$GITHUB_ACTION_PATH]")],
    said: ["its own", "its own", "|act", "[]"],
    result: "success",
  },
  {
    name: "a step of it runs in its folder and shell, both of which may be computed, and has no defaults",
    source: script,
    files: {
      ...one(
        `${run(say("${PWD##*/}"), "working-directory: ${{ inputs.where }}")}    - { run: "print('> python')", shell: "\${{ inputs.shell }}" }\n${run(say('${PWD#"$GITHUB_WORKSPACE"}'))}`,
        "inputs: { where: {}, shell: {} }",
      ),
      "folder/x": "",
    },
    job: { defaults: { run: { shell: "no-such {0}", "working-directory": "none" } } },
    steps: [uses("./one", { with: { where: "folder", shell: "python3 {0}" } })],
    said: ["folder", "python", ""],
    result: "success",
  },
];

/** Actions that cannot be run, or read. */
export const faults: readonly StepCase[] = Object.entries({
  "there is no such folder": {},
  "its YAML is broken": { "one/action.yml": "runs: [\n" },
  "it has no runs": { "one/action.yml": "name: x\n" },
  "it has no steps": { "one/action.yml": "runs: { using: composite }\n" },
  "a command has no shell": { "one/action.yml": actionOf('    - run: "true"') },
  "a step has neither uses nor run": one("    - { name: x }\n"),
  "a step has a key that actions do not have": one(run("true", "timeout-minutes: 5")),
  "a step reads secrets": one(run("true", "env: { A: '${{ secrets.A }}' }")),
  "a condition reads needs": one(run("true", "if: needs.x.result == 'success'")),
  "a default reads inputs": one(run("true"), "inputs: { a: { default: '${{ inputs.b }}' } }"),
  "an output reads secrets": one(run("true"), "outputs: { a: { value: '${{ secrets.b }}' } }"),
  "an expression cannot be read": one(run("true", "env: { A: '${{ a b }}' }")),
}).map(([fault, files]): StepCase => {
  return {
    name: `the step fails where ${fault}`,
    source: `${runner}/ActionManifestManager.cs and action_yaml.json`,
    files,
    steps: [uses("./one", { id: "act" }), saying("no"), ends("act")],
    said: ["act failure failure"],
    result: "failure",
  };
});
