import {
  artifactInput,
  boolInput,
  choiceInput,
  environmentInput,
  numberInput,
  restInput,
  stringInput,
  task,
} from "recompose-ci";
import { expect, test } from "vitest";
import { builtInHelp, taskHelp } from "../../../src/cli/help/help.ts";
import { builtIns } from "../../../src/cli/built-ins.ts";
import { createStyle } from "../../../src/reporters/shown/style.ts";

const plain = createStyle(false);

test("a task's help lists all kinds of inputs, with choices, defaults and what is required", () => {
  const { definition } = task({
    name: "deploy_all",
    description: "Deploy what was built",
    inputs: {
      version: stringInput({ description: "What to deploy" }),
      channel: stringInput({ default: "stable" }),
      dryRun: boolInput({ description: "Only say what would happen" }),
      notify: boolInput({ default: true, description: "Tell the team" }),
      retries: numberInput({ default: 3 }),
      region: choiceInput(["eu", "us"], { default: "eu", description: "Where" }),
      target_env: environmentInput({ description: "Which environment" }),
      wheel: artifactInput({ description: "What build saved" }),
      rest: restInput({ description: "For the deployer" }),
    },
    outputs: ["url"],
    artifacts: ["log"],
    run() {},
  });
  const text = taskHelp(definition, "./run", plain).join("\n");
  const [inputs = ""] = text.slice(text.indexOf("Inputs")).split("\n\n");
  expect(text.split("\n").slice(0, 3)).toEqual([
    "Usage: ./run deploy_all --version=TEXT --target-env=ENVIRONMENT --wheel=PATH [inputs] [options] [-- …]",
    "",
    "Deploy what was built",
  ]);
  expect(inputs).toBe(`Inputs
  --version=TEXT            What to deploy (required)
  --channel=TEXT            (default: stable)
  --[no-]dry-run            Only say what would happen (default: false)
  --[no-]notify             Tell the team (default: true)
  --retries=N               (default: 3)
  --region=CHOICE           Where (one of eu, us; default: eu)
  --target-env=ENVIRONMENT  Which environment (required)
  --wheel=PATH              What build saved (required)
  -- …                      For the deployer`);
  expect(text).toMatch(/\n\nOutputs\n {2}url\n\nArtifacts\n {2}log\n\nOptions\n/);
});

test("a task that takes and gives nothing has a short help", () => {
  const { definition } = task({ name: "lint", run() {} });
  expect(taskHelp(definition, "npx recompose", plain)).toEqual([
    "Usage: npx recompose lint [options]",
    "",
    "Options",
    "  --json        Print events, one JSON object a line",
    "  --watch       Run again whenever files change that git does not ignore",
    "  --notify      Ring, and tell the desktop, when a run of more than 10 seconds ends",
    "  -h, --help    Say what the command does and takes",
    "  --debug       Print debug output and stack traces",
    "  --[no-]color  Colours, whether or not there is a terminal",
  ]);
});

test("quotation marks in a default are part of it", () => {
  const { definition } = task({
    name: "greet",
    inputs: { text: stringInput({ default: 'say "hi"' }), empty: stringInput({ default: "" }) },
    run() {},
  });
  const lines = taskHelp(definition, "./run", plain);
  expect(lines).toContain('  --text=TEXT   (default: say "hi")');
  expect(lines).toContain('  --empty=TEXT  (default: "")');
});

test("a built-in command has examples, with the entry point of the app", () => {
  expect(builtInHelp("pins", builtIns.pins, "ci/run", plain)).toEqual([
    "Usage: ci/run pins [options]",
    "",
    "List the pinned actions of the workflows, or update them.",
    "",
    "Options",
    "  --update      Ask GitHub for the newest releases, with gh",
    "  -h, --help    Say what the command does and takes",
    "  --debug       Print debug output and stack traces",
    "  --[no-]color  Colours, whether or not there is a terminal",
    "",
    "Examples",
    "  ci/run pins           List the actions, with their releases and commits",
    "  ci/run pins --update  Bring them up to date",
  ]);
});
