/** Small workflows and what GitHub makes of them: which jobs run, and how each ends. */
import type { LocalRunOptions } from "../../src/runner/run-options.ts";
import type { Workflow } from "../../src/model/workflow.ts";
import { type JobOptions, output } from "../runner/workflow-builders.ts";

export interface Case {
  readonly name: string;
  /** Where it is known from. */
  readonly source: string;
  readonly jobs: Readonly<Record<string, JobOptions>>;
  readonly workflow?: Partial<Workflow>;
  readonly options?: Partial<LocalRunOptions>;
  /** By job name. */
  readonly results: Readonly<Record<string, string>>;
  readonly run: string;
}

const docs = "https://docs.github.com/en/actions/reference/workflows-and-actions";
const expressions = `${docs}/expressions#status-check-functions`;
const syntax = `${docs}/workflow-syntax`;
const conditionSource =
  "https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs";

const fails = { run: "exit 1" };
const skipped = { if: "${{ false }}" };
const dispatch = {
  on: {
    push: null,
    workflow_dispatch: {
      inputs: {
        skip: { type: "boolean", default: false },
        target: { type: "choice", options: ["dev", "prod"] },
        count: { type: "number", default: 3 },
        version: { type: "string", default: "latest" },
      },
    },
  },
} satisfies Partial<Workflow>;

export const conditions: readonly Case[] = [
  {
    name: "a job without needs and condition runs",
    source: syntax,
    jobs: { a: {} },
    results: { a: "success" },
    run: "success",
  },
  {
    name: "a job behind a failed one is skipped, and so is all behind it",
    source: `${syntax}#jobsjob_idneeds`,
    jobs: { a: fails, b: { needs: ["a"] }, c: { needs: ["b"] } },
    results: { a: "failure", b: "skipped: needs a failed", c: "skipped: needs b was skipped" },
    run: "failure",
  },
  {
    name: "a job beside a failed one runs",
    source: syntax,
    jobs: { a: fails, b: {} },
    results: { a: "failure", b: "success" },
    run: "failure",
  },
  {
    name: "a skipped job fails no run, and skips what needs it",
    source: "https://github.com/actions/runner/issues/491",
    jobs: { a: skipped, b: { needs: ["a"] }, c: {} },
    results: { a: "skipped: if: false is false", b: "skipped: needs a was skipped", c: "success" },
    run: "success",
  },
  {
    name: "a run of which everything was skipped is skipped",
    source: "https://github.com/actions/runner/issues/491",
    jobs: { a: skipped },
    results: { a: "skipped: if: false is false" },
    run: "skipped",
  },
  {
    name: "always() runs behind a failure",
    source: expressions,
    jobs: { a: fails, b: { needs: ["a"], if: "${{ always() }}" } },
    results: { a: "failure", b: "success" },
    run: "failure",
  },
  {
    name: "failure() runs behind a failure only",
    source: expressions,
    jobs: {
      a: fails,
      ok: {},
      b: { needs: ["a"], if: "${{ failure() }}" },
      c: { needs: ["ok"], if: "${{ failure() }}" },
    },
    results: { a: "failure", ok: "success", b: "success", c: "skipped: if: failure() is false" },
    run: "failure",
  },
  {
    name: "failure() sees a failed ancestor that is no direct need",
    source: expressions,
    jobs: { a: fails, b: { needs: ["a"] }, c: { needs: ["b"], if: "${{ failure() }}" } },
    results: { a: "failure", b: "skipped: needs a failed", c: "success" },
    run: "failure",
  },
  {
    name: "failure() does not count what was skipped",
    source: expressions,
    jobs: { a: skipped, b: { needs: ["a"], if: "${{ failure() }}" } },
    results: { a: "skipped: if: false is false", b: "skipped: if: failure() is false" },
    run: "skipped",
  },
  {
    name: "!cancelled() runs behind what was skipped",
    source: expressions,
    jobs: { a: skipped, b: { needs: ["a"], if: "${{ !cancelled() }}" } },
    results: { a: "skipped: if: false is false", b: "success" },
    run: "success",
  },
  {
    name: "!cancelled() && !failure() runs behind what was skipped, not behind a failure",
    source: expressions,
    jobs: {
      a: skipped,
      b: fails,
      c: { needs: ["a"], if: "${{ !cancelled() && !failure() }}" },
      d: { needs: ["b"], if: "${{ !cancelled() && !failure() }}" },
    },
    results: {
      a: "skipped: if: false is false",
      b: "failure",
      c: "success",
      d: "skipped: if: !cancelled() && !failure() is false",
    },
    run: "failure",
  },
  {
    name: "a condition without a status function means success() && (…)",
    source: conditionSource,
    jobs: { a: fails, b: { needs: ["a"], if: "${{ github.event_name == 'push' }}" } },
    results: { a: "failure", b: "skipped: needs a failed" },
    run: "failure",
  },
  {
    name: "the name of a status function in a string is not a call",
    source: conditionSource,
    jobs: { a: fails, b: { needs: ["a"], if: "${{ contains('always()', 'a') }}" } },
    results: { a: "failure", b: "skipped: needs a failed" },
    run: "failure",
  },
  {
    name: "status functions are called in any case, also inside of another call",
    source: conditionSource,
    jobs: { a: fails, b: { needs: ["a"], if: "${{ contains(format('{0}', ALWAYS()), 'true') }}" } },
    results: { a: "failure", b: "success" },
    run: "failure",
  },
  {
    name: "text around an expression makes a condition true",
    source: "https://github.com/rhysd/actionlint/blob/main/docs/checks.md#if-cond-always-true",
    jobs: { a: { if: "${{ false }}\n" }, b: { if: "no ${{ false }}" } },
    results: { a: "success", b: "success" },
    run: "success",
  },
  {
    name: "an empty condition is success()",
    source: conditionSource,
    jobs: { a: { if: "" }, b: { if: "${{ }}" } },
    results: { a: "success", b: "success" },
    run: "success",
  },
  {
    name: "strings are compared without case, and a missing property is null",
    source: `${docs}/expressions#operators`,
    jobs: {
      a: { if: "${{ github.event_name == 'PUSH' }}" },
      b: { if: "${{ github.event.nothing.here == null }}" },
      c: { if: "${{ github.nothing == '' }}" },
    },
    results: { a: "success", b: "success", c: "success" },
    run: "success",
  },
  {
    name: "a condition that cannot be evaluated fails the job",
    source: "https://github.com/actions/runner/blob/main/src/Runner.Worker/StepsRunner.cs",
    jobs: { a: { if: "${{ fromJSON('') }}" }, b: { needs: ["a"] } },
    results: { a: "failure", b: "skipped: needs a failed" },
    run: "failure",
  },
  {
    name: "success() looks past a job that ran thanks to always()",
    source: "https://github.com/actions/runner/issues/2205",
    jobs: {
      a: skipped,
      b: { needs: ["a"], if: "${{ always() }}" },
      c: { needs: ["b"] },
      d: { needs: ["b"], if: "${{ always() && needs.b.result == 'success' }}" },
    },
    results: {
      a: "skipped: if: false is false",
      b: "success",
      c: "skipped: needs a was skipped",
      d: "success",
    },
    run: "success",
  },
  {
    name: "needs has the direct needs only",
    source: `${docs}/contexts#needs-context`,
    jobs: {
      a: { run: 'echo "x=1" >> $GITHUB_OUTPUT', outputs: { x: output("x") } },
      b: { needs: ["a"] },
      c: { needs: ["b"], if: "${{ needs.a == null && needs.b.result == 'success' }}" },
    },
    results: { a: "success", b: "success", c: "success" },
    run: "success",
  },
];

export const inputs: readonly Case[] = [
  {
    name: "inputs of an event without any are null",
    source: `${docs}/contexts#inputs-context`,
    workflow: dispatch,
    options: { eventName: "push" },
    jobs: {
      a: { if: "${{ inputs.skip != true }}" },
      b: { if: "${{ inputs.target == 'dev' }}" },
      c: { if: "${{ (inputs.version || 'none') == 'none' }}" },
    },
    results: { a: "success", b: "skipped: if: inputs.target == 'dev' is false", c: "success" },
    run: "success",
  },
  {
    name: "inputs of a dispatch have their defaults, a choice its first option",
    source: `${syntax}#onworkflow_dispatchinputs`,
    workflow: dispatch,
    jobs: {
      a: { if: "${{ inputs.skip == false }}" },
      b: { if: "${{ inputs.target == 'dev' && inputs.version == 'latest' }}" },
      c: { if: "${{ inputs.count == 3 && inputs.count > 2 }}" },
    },
    results: { a: "success", b: "success", c: "success" },
    run: "success",
  },
  {
    name: "a number is a text in the inputs of a dispatch",
    source: `${syntax}#onworkflow_dispatchinputs (the inputs context keeps the type of booleans only)`,
    workflow: dispatch,
    options: { inputs: { count: 20 } },
    jobs: {
      a: { if: `\${{ toJSON(inputs.count) == '"20"' }}` },
      b: { if: "${{ inputs.count == '020' }}" },
      c: { if: "${{ inputs.count > 5 }}" },
    },
    results: { a: "success", b: "skipped: if: inputs.count == '020' is false", c: "success" },
    run: "success",
  },
  {
    name: "a boolean is a boolean in inputs, and a text in the event",
    source: `${docs}/contexts#inputs-context`,
    workflow: dispatch,
    options: { inputs: { skip: true } },
    jobs: {
      a: { if: "${{ inputs.skip == true }}" },
      b: { if: "${{ inputs.skip == 'true' }}" },
      c: { if: "${{ github.event.inputs.skip == 'true' }}" },
      d: { if: "${{ github.event.inputs.skip == true }}" },
    },
    results: {
      a: "success",
      b: "skipped: if: inputs.skip == 'true' is false",
      c: "success",
      d: "skipped: if: github.event.inputs.skip == true is false",
    },
    run: "success",
  },
  {
    name: "variables are given, and null where they are not",
    source: `${docs}/contexts#vars-context`,
    options: { vars: { REGION: "eu" } },
    jobs: { a: { if: "${{ vars.REGION == 'eu' }}" }, b: { if: "${{ vars.OTHER }}" } },
    results: { a: "success", b: "skipped: if: vars.OTHER is false" },
    run: "success",
  },
  {
    name: "the payload of an event is what it is given as",
    source: `${docs}/contexts#github-context`,
    workflow: { on: { pull_request: null } },
    options: {
      eventPayload: {
        number: 7,
        pull_request: { draft: true, head: { ref: "topic" }, base: { ref: "main" } },
      },
    },
    jobs: {
      a: { if: "${{ github.event.pull_request.draft }}" },
      b: { if: "${{ github.head_ref == 'topic' && github.base_ref == 'main' }}" },
      c: { if: "${{ github.ref == 'refs/pull/7/merge' && github.ref_name == '7/merge' }}" },
    },
    results: { a: "success", b: "success", c: "success" },
    run: "success",
  },
];

export const matrices: readonly Case[] = [
  {
    name: "a matrix job whose condition is false makes no combination run",
    source: `${syntax}#jobsjob_idif`,
    jobs: { a: { ...skipped, strategy: { matrix: { n: [1, 2] } } }, b: { needs: ["a"] } },
    results: {
      "a (1)": "skipped: if: false is false",
      "a (2)": "skipped: if: false is false",
      b: "skipped: needs a was skipped",
    },
    run: "skipped",
  },
  {
    name: "what needs a matrix job waits for all combinations, and one failure counts",
    source: `${syntax}#jobsjob_idstrategyfail-fast`,
    jobs: {
      a: {
        strategy: { "fail-fast": false, matrix: { n: [0, 1] } },
        env: { N: "${{ matrix.n }}" },
        run: "exit $N",
      },
      b: { needs: ["a"], if: "${{ always() && needs.a.result == 'failure' }}" },
    },
    results: { "a (0)": "success", "a (1)": "failure", b: "success" },
    run: "failure",
  },
  {
    name: "one that fails fast cancels those that wait",
    source: `${syntax}#jobsjob_idstrategyfail-fast`,
    jobs: {
      a: {
        strategy: { "max-parallel": 1, matrix: { n: [1, 2] } },
        run: "exit 1",
      },
    },
    results: {
      "a (1)": "failure",
      "a (2)": "cancelled: fail-fast: another combination failed",
    },
    run: "failure",
  },
  {
    name: "a combination with continue-on-error may fail",
    source: `${syntax}#jobsjob_idcontinue-on-error`,
    jobs: {
      a: {
        strategy: { matrix: { n: [0], include: [{ n: 1, experimental: true }] } },
        "continue-on-error": "${{ matrix.experimental == true }}",
        env: { N: "${{ matrix.n }}" },
        run: "exit $N",
      },
      b: { needs: ["a"] },
    },
    results: { "a (0)": "success", "a (1, true)": "failure", b: "success" },
    run: "success",
  },
  {
    name: "a matrix may have values that expressions give",
    source: `${syntax}#jobsjob_idstrategymatrix`,
    jobs: {
      a: {
        strategy: {
          "fail-fast": false,
          matrix: { n: "${{ fromJSON('[1, 2]') }}", on: ["${{ fromJSON('true') }}"] },
        },
        env: { N: "${{ matrix.n }}-${{ matrix.on }}" },
        run: '[ "$N" = 1-true ]',
      },
    },
    results: { "a (1, true)": "success", "a (2, true)": "failure" },
    run: "failure",
  },
  {
    name: "a matrix may have objects: the name shows their texts and numbers, and exclude looks at a part",
    source:
      "https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs",
    jobs: {
      a: {
        "runs-on": "${{ matrix.config.os }}",
        strategy: {
          matrix: {
            config: [
              { os: "ubuntu-latest", node: 22, tags: ["x", true, ""] },
              { os: "macos-latest", node: 22 },
              { os: "ubuntu-latest", node: 20 },
            ],
            exclude: [{ config: { node: 20 } }],
          },
        },
        env: { N: "${{ matrix.config.node }}-${{ matrix.config.tags[0] }}" },
        run: "test $N = 22-x",
      },
    },
    results: {
      "a (ubuntu-latest, 22, x, true)": "success",
      "a (macos-latest, 22)": "elsewhere: elsewhere: macos-latest",
    },
    run: "success",
  },
  {
    name: "values of the matrix in a command are code to the shell",
    source: `${docs}/contexts#matrix-context`,
    jobs: {
      a: {
        strategy: {
          "fail-fast": false,
          matrix: { check: ["test 1 = 1 && true", "false || exit 3"] },
        },
        run: "${{ matrix.check }}",
      },
    },
    results: {
      "a (test 1 = 1 && true)": "success",
      "a (false || exit 3)": "failure",
    },
    run: "failure",
  },
  {
    name: "another job may make the whole matrix",
    source: `${syntax}#jobsjob_idstrategymatrix`,
    jobs: {
      plan: {
        run: `echo 'all={"n": [1, 2], "include": [{"n": 2, "more": "x"}]}' >> $GITHUB_OUTPUT`,
        outputs: { all: output("all") },
      },
      a: {
        needs: ["plan"],
        strategy: { matrix: "${{ fromJSON(needs.plan.outputs.all) }}" },
        env: { N: "${{ matrix.n }}${{ matrix.more }}" },
        run: "test $N = 1 || test $N = 2x",
      },
    },
    results: { plan: "success", "a (1)": "success", "a (2)": "success" },
    run: "success",
  },
  {
    name: "an axis of lists gives a job several labels",
    source: `${syntax}#jobsjob_idruns-on`,
    jobs: {
      a: {
        "runs-on": "${{ matrix.runner }}",
        strategy: { matrix: { runner: [["ubuntu-latest"], ["self-hosted", "windows"]] } },
      },
    },
    results: {
      "a (ubuntu-latest)": "success",
      "a (self-hosted, windows)": "elsewhere: elsewhere: windows",
    },
    run: "success",
  },
  {
    name: "everything excluded leaves one job without a matrix",
    source:
      "https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs",
    jobs: {
      a: {
        strategy: { matrix: { n: [1], exclude: [{ n: 1 }] } },
        env: { N: "${{ matrix.n }}" },
        run: 'test -z "$N"',
      },
    },
    results: { a: "success" },
    run: "success",
  },
  {
    name: "a name with an expression is the whole name of a combination",
    source: `${syntax}#jobsjob_idname`,
    jobs: { a: { name: "on ${{ matrix.os }}", strategy: { matrix: { os: ["x", "y"] } } } },
    results: { "on x": "success", "on y": "success" },
    run: "success",
  },
  {
    name: "runs-on of another system is elsewhere, and what needs only its result proceeds",
    source: "docs of this project: jobs for other machines",
    jobs: {
      a: {
        "runs-on": "${{ matrix.os }}",
        strategy: { matrix: { os: ["ubuntu-latest", "macos-latest"] } },
      },
      mac: {
        "runs-on": ["self-hosted", "macOS"],
        outputs: { x: output("x") },
      },
      result: { needs: ["a", "mac"] },
      reads: { needs: ["mac"], env: { X: "${{ needs.mac.outputs.x }}" } },
    },
    results: {
      "a (ubuntu-latest)": "success",
      "a (macos-latest)": "elsewhere: elsewhere: macos-latest",
      mac: "elsewhere: elsewhere: macOS",
      result: "success",
      reads: "elsewhere: elsewhere: needs outputs of mac",
    },
    run: "success",
  },
  {
    name: "runs-on may be what another job put out, also a list of labels",
    source: `${syntax}#jobsjob_idruns-on`,
    jobs: {
      a: {
        run: `printf 'mac=macos-latest\\nhere=["self-hosted", "linux"]\\n' >> $GITHUB_OUTPUT`,
        outputs: { mac: output("mac"), here: output("here"), none: output("none") },
      },
      there: { needs: ["a"], "runs-on": "${{ needs.a.outputs.mac }}" },
      here: { needs: ["a"], "runs-on": "${{ fromJSON(needs.a.outputs.here) }}" },
      nowhere: { needs: ["a"], "runs-on": "${{ needs.a.outputs.none }}" },
    },
    results: {
      a: "success",
      there: "elsewhere: elsewhere: macos-latest",
      here: "success",
      nowhere: "failure",
    },
    run: "failure",
  },
  {
    name: "a runner of another architecture is elsewhere",
    source: "https://docs.github.com/en/actions/reference/runners/github-hosted-runners",
    jobs: {
      arm: { "runs-on": "ubuntu-24.04-arm" },
      own: { "runs-on": ["self-hosted", "linux", "ARM64"] },
      here: { "runs-on": ["self-hosted", "linux", "X64"] },
    },
    results: {
      arm: "elsewhere: elsewhere: ubuntu-24.04-arm",
      own: "elsewhere: elsewhere: ARM64",
      here: "success",
    },
    run: "success",
  },
  {
    name: "all runners are this machine where that is asked for",
    source: "docs of this project: jobs for other machines",
    options: { allRunners: true },
    jobs: { a: { "runs-on": "windows-latest" } },
    results: { a: "success" },
    run: "success",
  },
];

export const results: readonly Case[] = [
  {
    name: "continue-on-error passes the run, and is success for what needs it",
    source: "https://github.com/actions/runner/issues/1161",
    jobs: {
      a: { ...fails, "continue-on-error": true },
      b: { needs: ["a"], if: "${{ needs.a.result == 'success' }}" },
    },
    results: { a: "failure", b: "success" },
    run: "success",
  },
  {
    name: "continue-on-error that comes to null or to text fails the job, whatever its steps would do",
    source: `${conditionSource} (ConvertToJobContinueOnError: AssertBoolean)`,
    jobs: {
      a: {
        strategy: {
          "fail-fast": false,
          matrix: { n: [1], include: [{ n: 1, may: true }, { n: 2 }, { n: 3, may: "true" }] },
        },
        "continue-on-error": "${{ matrix.may }}",
      },
      b: { "continue-on-error": "${{ github.event_name }} " },
    },
    results: { "a (1)": "success", "a (2)": "failure", "a (3, true)": "failure", b: "failure" },
    run: "failure",
  },
  {
    name: "a job that takes too long is cancelled, and what needs it is skipped",
    source: `${syntax}#jobsjob_idtimeout-minutes`,
    jobs: {
      a: { run: "sleep 60", "timeout-minutes": 0.003 },
      b: { needs: ["a"] },
      c: { needs: ["a"], if: "${{ always() && needs.a.result == 'cancelled' }}" },
      d: { needs: ["a"], if: "${{ cancelled() || failure() }}" },
    },
    results: {
      a: "cancelled: timed out after 0.003 minutes",
      b: "skipped: needs a was cancelled",
      c: "success",
      d: "skipped: if: cancelled() || failure() is false",
    },
    run: "cancelled",
  },
  {
    name: "continue-on-error holds for a job that takes too long, too",
    source: "https://github.com/ChristopherHX/runner.server (updateNeedsCtx)",
    jobs: {
      a: { run: "sleep 60", "timeout-minutes": 0.003, "continue-on-error": true },
      b: { needs: ["a"], if: "${{ needs.a.result == 'success' }}" },
    },
    results: { a: "cancelled: timed out after 0.003 minutes", b: "success" },
    run: "success",
  },
  {
    name: "a shell without a name stops at the first failure, and does not look into pipes",
    source: `${syntax}#jobsjob_idstepsshell`,
    jobs: { a: { run: "false\ntrue" }, b: { run: "false | true" } },
    results: { a: "failure", b: "success" },
    run: "failure",
  },
  {
    name: "bash by name looks into pipes",
    source: `${syntax}#jobsjob_idstepsshell`,
    jobs: { a: { run: "false | true", defaults: { run: { shell: "bash" } } } },
    results: { a: "failure" },
    run: "failure",
  },
  {
    name: "::error:: fails nothing",
    source: `${docs}/workflow-commands#setting-an-error-message`,
    jobs: { a: { run: "echo '::error::no'" } },
    results: { a: "success" },
    run: "success",
  },
  {
    name: "a file of outputs that cannot be read fails the step",
    source: "https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs",
    jobs: { a: { run: 'echo "no pair" >> $GITHUB_OUTPUT' } },
    results: { a: "failure" },
    run: "failure",
  },
  {
    name: "::set-env:: is refused",
    source:
      "https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/",
    jobs: { a: { run: "echo '::set-env name=X::1'" } },
    results: { a: "failure" },
    run: "failure",
  },
];
