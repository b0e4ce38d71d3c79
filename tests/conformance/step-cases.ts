/** Jobs of several steps, and what GitHub makes of them: which steps run, what they find, and how the job ends. */
import type { Workflow, WorkflowStep } from "../../src/model/workflow.ts";
import type { ActionStep, RunStep } from "../../src/model/workflow.ts";
import type { JobOptions } from "../runner/workflow-builders.ts";

export interface StepCase {
  readonly name: string;
  /** Where it is known from. */
  readonly source: string;
  readonly steps: readonly WorkflowStep[];
  /** The repository's, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  readonly job?: JobOptions;
  readonly workflow?: Partial<Workflow>;
  /** What the steps said: the lines that `say()` prints. */
  readonly said: readonly string[];
  /** How the job ends. */
  readonly result: string;
}

const runner = "https://github.com/actions/runner/blob/main/src/Runner.Worker";
export const sources = {
  runner,
  steps: `${runner}/StepsRunner.cs`,
  context: `${runner}/ExecutionContext.cs`,
  action: `${runner}/ActionRunner.cs`,
  composite: `${runner}/Handlers/CompositeActionHandler.cs`,
  script: `${runner}/Handlers/ScriptHandler.cs`,
  manifest: `${runner}/action_yaml.json`,
  syntax: "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",
  metadata: "https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax",
  status:
    "https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions",
  contexts:
    "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#steps-context",
} as const;

/** A step that runs a command. */
export function step(run: string, rest: Partial<RunStep> = {}): RunStep {
  return { purpose: "other", ...rest, run };
}

/** The command that says something for a case; in double quotes for the shell. */
export function say(text: string): string {
  return `echo "> ${text}"`;
}

/** A step that says something, for which it has `env`. */
export function saying(text: string, rest: Partial<RunStep> = {}): RunStep {
  return step(say(text), rest);
}

export const always = { if: "${{ always() }}" };

export function uses(action: string, rest: Partial<ActionStep> = {}): ActionStep {
  return { purpose: "other", ...rest, uses: action };
}

/** What a case says of the outcome and conclusion of a step. */
export function ends(id: string): RunStep {
  const env = { O: `\${{ steps.${id}.outcome }}`, C: `\${{ steps.${id}.conclusion }}` };
  return saying(`${id} $O $C`, { ...always, env });
}

const { steps, context, status, syntax, script } = sources;
const fails = (rest: Partial<RunStep> = {}): RunStep => step("exit 1", { id: "bad", ...rest });

/** Which steps run. */
export const conditions: readonly StepCase[] = [
  {
    name: "a step without a condition needs the success of all before it",
    source: status,
    steps: [fails(), saying("no"), saying("nor", { if: "${{ github.job == 'a' }}" })],
    said: [],
    result: "failure",
  },
  {
    name: "status functions decide behind a failure",
    source: status,
    steps: [
      fails(),
      saying("success", { if: "${{ success() }}" }),
      saying("failure", { if: "${{ failure() }}" }),
      saying("always", always),
      saying("cancelled", { if: "${{ cancelled() }}" }),
      saying("not cancelled", { if: "${{ !cancelled() }}" }),
      saying("either", { if: "${{ success() || failure() }}" }),
    ],
    said: ["failure", "always", "not cancelled", "either"],
    result: "failure",
  },
  {
    name: "failure() is false where nothing failed",
    source: `${runner}/Expressions/FailureFunction.cs`,
    steps: [step("true"), saying("no", { if: "${{ failure() }}" }), saying("yes")],
    said: ["yes"],
    result: "success",
  },
  {
    name: "a step behind a skipped one runs, and a skipped one has no outputs",
    source: steps,
    steps: [
      step("echo x=1 >> $GITHUB_OUTPUT", { id: "not", if: "${{ false }}" }),
      saying("[$X]", { env: { X: "${{ steps.not.outputs.x }}" } }),
      ends("not"),
    ],
    said: ["[]", "not skipped skipped"],
    result: "success",
  },
  {
    name: "a failure that is tolerated counts as success, but in its outcome",
    source: `${context} (ApplyContinueOnError)`,
    steps: [
      fails({ "continue-on-error": true }),
      saying("goes on"),
      saying("no", { if: "${{ failure() }}" }),
      ends("bad"),
    ],
    said: ["goes on", "bad failure success"],
    result: "success",
  },
  {
    name: "a failed step has its outputs, and later steps find how it ended",
    source: sources.contexts,
    steps: [
      step("echo x=1 >> $GITHUB_OUTPUT; exit 1", { id: "bad" }),
      ends("bad"),
      saying("$X", { ...always, env: { X: "${{ steps.bad.outputs.x }}" } }),
    ],
    said: ["bad failure failure", "1"],
    result: "failure",
  },
  {
    name: "a condition reads what earlier steps put out, as text",
    source: sources.contexts,
    steps: [
      step("echo flag=false >> $GITHUB_OUTPUT", { id: "one" }),
      saying("any text is true", { if: "${{ steps.one.outputs.flag }}" }),
      saying("no", { if: "${{ steps.one.outputs.flag == 'true' }}" }),
      saying("nothing is false", { if: "${{ !steps.one.outputs.other }}" }),
    ],
    said: ["any text is true", "nothing is false"],
    result: "success",
  },
  {
    name: "job.status is the job's so far",
    source: steps,
    steps: [
      saying("$S", { env: { S: "${{ job.status }}" } }),
      fails(),
      saying("$S", { ...always, env: { S: "${{ job.status }}" } }),
    ],
    said: ["success", "failure"],
    result: "failure",
  },
  {
    name: "a condition that cannot be evaluated fails the step",
    source: `${steps} (conditionEvaluateError)`,
    steps: [step("true", { id: "odd", if: "${{ fromJSON('{') }}" }), saying("no"), ends("odd")],
    said: ["odd failure failure"],
    result: "failure",
  },
  {
    name: "variables that cannot be evaluated fail the step, whatever its continue-on-error",
    source: `${steps} (evaluateStepEnvFailed)`,
    steps: [
      saying("no", { id: "odd", env: { A: "${{ fromJSON('{') }}" }, "continue-on-error": true }),
      ends("odd"),
    ],
    said: ["odd failure failure"],
    result: "failure",
  },
  {
    name: "a step's condition reads the step's variables",
    source: `${steps} (env is merged before the condition)`,
    steps: [saying("yes", { env: { A: "1" }, if: "${{ env.A == '1' }}" })],
    said: ["yes"],
    result: "success",
  },
];

/** `continue-on-error` and `timeout-minutes`. */
export const limits: readonly StepCase[] = [
  {
    name: "continue-on-error that comes to false tolerates nothing",
    source: `${syntax}#jobsjob_idstepscontinue-on-error`,
    steps: [fails({ "continue-on-error": "${{ github.job != 'a' }}" }), ends("bad")],
    said: ["bad failure failure"],
    result: "failure",
  },
  {
    name: "continue-on-error that is no boolean tolerates nothing",
    source: `${context} (ApplyContinueOnError catches the error)`,
    steps: [fails({ "continue-on-error": "${{ 'true' }}" }), ends("bad")],
    said: ["bad failure failure"],
    result: "failure",
  },
  {
    name: "continue-on-error of a step that succeeds is not read",
    source: `${context} (ApplyContinueOnError)`,
    steps: [saying("fine", { "continue-on-error": "${{ 'true' }}" })],
    said: ["fine"],
    result: "success",
  },
  {
    name: "a step that takes too long fails, and later steps run by their conditions",
    source: `${steps} (RunStepAsync)`,
    steps: [
      step("sleep 60 & wait", { id: "slow", "timeout-minutes": 0.003 }),
      saying("no"),
      saying("behind", { if: "${{ failure() }}" }),
      ends("slow"),
      saying("no", { if: "${{ cancelled() }}" }),
    ],
    said: ["behind", "slow failure failure"],
    result: "failure",
  },
  {
    name: "a step that takes too long may be tolerated",
    source: `${steps} (ApplyContinueOnError comes after the timeout)`,
    steps: [
      step("sleep 60", { id: "slow", "timeout-minutes": 0.003, "continue-on-error": true }),
      ends("slow"),
    ],
    said: ["slow failure success"],
    result: "success",
  },
  {
    name: "a time that cannot be read is none",
    source: `${steps} (an error when the timeout is determined stops nothing)`,
    steps: [saying("runs", { "timeout-minutes": "${{ 'x' }}" })],
    said: ["runs"],
    result: "success",
  },
  {
    name: "a time of 0 is none",
    source: `${steps} (timeoutMinutes > 0)`,
    steps: [
      step("echo '{}' > n.json"),
      saying("runs", { "timeout-minutes": "${{ fromJSON('0') }}" }),
    ],
    said: ["runs"],
    result: "success",
  },
];

/** What goes from step to step. */
export const values: readonly StepCase[] = [
  {
    name: "what a step adds to the environment and the path holds for later steps of all kinds",
    source: `${runner}/FileCommandManager.cs`,
    files: {
      "bin/tool": "#!/bin/sh\necho '> the tool'\n",
      "act/action.yml": composite('tool; echo "> $A"'),
    },
    steps: [
      step(
        'chmod +x bin/tool; echo A=1 >> $GITHUB_ENV; echo "$PWD/bin" >> $GITHUB_PATH; echo "> [$A]"',
      ),
      step('tool; echo "> $A"'),
      uses("./act"),
      step('tool; echo "> $A"', { shell: "sh" }),
      saying("$B", { env: { B: "${{ env.A }}" } }),
    ],
    said: ["[]", "the tool", "1", "the tool", "1", "the tool", "1", "1"],
    result: "success",
  },
  {
    name: "variables of a step win over those that earlier steps added, and these over the job's",
    source: steps,
    job: { env: { A: "job", B: "job", C: "job" } },
    steps: [
      step("echo A=added >> $GITHUB_ENV; echo B=added >> $GITHUB_ENV"),
      saying("$A $B $C", { env: { A: "step" } }),
      saying("$A $B $C"),
    ],
    said: ["step added job", "added added job"],
    result: "success",
  },
  {
    name: "a step that fails has added what it wrote",
    source: `${sources.action} (ProcessFiles is in a finally)`,
    steps: [step("echo A=1 >> $GITHUB_ENV; exit 1"), saying("$A", always)],
    said: ["1"],
    result: "failure",
  },
  {
    name: "a step has its own shell and folder, the job's defaults where it names none",
    source: script,
    files: { "one/x": "", "two/x": "" },
    job: { defaults: { run: { shell: "bash", "working-directory": "one" } } },
    steps: [
      saying("${PWD##*/} $-"),
      step('echo "> ${PWD##*/}"; false | true', { "working-directory": "two", shell: "sh" }),
      step("print('> python')", { shell: "python3 {0}" }),
      step("false | true", { id: "bad" }),
    ],
    said: ["one ehB", "two", "python"],
    result: "failure",
  },
  {
    name: "a folder may be computed, and one that there is not fails the step",
    source: script,
    files: { "one/x": "" },
    steps: [
      step("echo where=one >> $GITHUB_OUTPUT", { id: "first" }),
      saying("${PWD##*/}", { "working-directory": "${{ steps.first.outputs.where }}" }),
      saying("no", { id: "bad", "working-directory": "none" }),
      ends("bad"),
    ],
    said: ["one", "bad failure failure"],
    result: "failure",
  },
  {
    name: "a shell that there is not fails the step",
    source: script,
    steps: [saying("no", { id: "bad", shell: "no-such-shell {0}" }), ends("bad")],
    said: ["bad failure failure"],
    result: "failure",
  },
  {
    name: "a shell that the runner does not know fails the step",
    source: `${script} (Invalid shell option)`,
    steps: [saying("no", { id: "bad", shell: "env" }), ends("bad")],
    said: ["bad failure failure"],
    result: "failure",
  },
];

/** An `action.yml` of one command. */
export function composite(run: string): string {
  return JSON.stringify({ runs: { using: "composite", steps: [{ run, shell: "bash" }] } });
}
