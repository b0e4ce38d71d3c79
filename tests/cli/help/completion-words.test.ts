import {
  app,
  artifactInput,
  automation,
  boolInput,
  choiceInput,
  group,
  job,
  onPush,
  restInput,
  stringInput,
  task,
} from "recompose-ci";
import { describe, expect, test } from "vitest";
import { completions } from "../../../src/cli/help/completion-words.ts";

const build = task({ name: "build_wheel", description: "Build it", run() {} });
const deploy = task({
  name: "deploy",
  inputs: {
    target: choiceInput(["dev", "prod"], { description: "Where to" }),
    tag: stringInput(),
    skipTests: boolInput(),
    docs: boolInput({ default: true, description: "Build the docs" }),
    wheel: artifactInput(),
  },
  run() {},
});
const lint = task({ name: "lint", inputs: { files: restInput() }, run() {} });
const hidden = task({ name: "internal", run() {} });
const ci = automation({
  name: "ci",
  description: "All of it",
  on: onPush(),
  jobs() {
    job(build);
    job(lint);
  },
});
const project = app({
  commands: [build, deploy, lint, group("Internal", [hidden], { hidden: true })],
  automations: [ci],
});

function words(...typed: string[]): string[] {
  return completions(typed, project).candidates.map(({ word }) => word);
}

describe("the first word", () => {
  test("is a task, an automation or a built-in command, but nothing hidden", () => {
    expect(words("").slice(0, 4)).toEqual(["build_wheel", "deploy", "lint", "ci"]);
    expect(words("")).toContain("generate-gha");
    expect(words("")).not.toContain("internal");
  });

  test("comes with its description", () => {
    expect(completions(["build"], project).candidates).toEqual([
      { word: "build_wheel", description: "Build it" },
    ]);
  });

  test("keeps the spelling in which it was begun, as shells drop what does not begin like it", () => {
    expect(words("build-w")).toEqual(["build-wheel"]);
  });

  test("can be an option of every command", () => {
    expect(words("--ver")).toEqual(["--version"]);
  });

  test("may follow an option", () => {
    expect(words("--debug", "dep")).toEqual(["deploy"]);
  });
});

describe("the inputs of a task", () => {
  test("are offered where nothing is typed yet, with = where a value follows", () => {
    expect(words("deploy", "").slice(0, 5)).toEqual([
      "--target=",
      "--tag=",
      "--skip-tests",
      "--no-docs",
      "--docs",
    ]);
  });

  test("say of a negation that it turns off what the input is for", () => {
    const { candidates } = completions(["deploy", "--"], project);
    expect(candidates.filter(({ word }) => word.endsWith("docs"))).toEqual([
      { word: "--no-docs", description: "Turn off: Build the docs" },
      { word: "--docs", description: "Build the docs" },
    ]);
  });

  test("are offered once", () => {
    const left = words("deploy", "--target=dev", "--tag", "1", "--no-docs", "--");
    expect(left.slice(0, 2)).toEqual(["--skip-tests", "--wheel="]);
  });

  test("of an automation that name a job are completed by its jobs", () => {
    expect(words("ci", "--break=l")).toEqual(["--break=lint"]);
    expect(words("ci", "--break=lint", "--break", "b")).toEqual(["build_wheel"]);
    expect(words("ci", "--pa")).toEqual(["--pause"]);
  });

  test("are completed in their spelling in code, too", () => {
    expect(words("deploy", "--skipT")).toEqual(["--skipTests"]);
  });

  test("of an automation have a longer spelling, the only one of an input that is called like an option", () => {
    const inputs = { ref: choiceInput(["v1", "v2"]), level: choiceInput(["low", "high"]) };
    const jobs = (): void => void job(build);
    const started = app({
      commands: [build],
      automations: [automation({ name: "start", inputs, jobs })],
    });
    const offered = (...typed: string[]): string[] =>
      completions(["start", ...typed], started).candidates.map(({ word }) => word);
    expect(offered("--").slice(0, 2)).toEqual(["--input-ref=", "--level="]);
    expect(offered("--input-l")).toEqual(["--input-level="]);
    expect(offered("--input-level=h")).toEqual(["--input-level=high"]);
    expect(offered("--input-ref", "")).toEqual(["v1", "v2"]);
    expect(offered("--ref=")).toEqual([]);
  });

  test("are negated where that was begun", () => {
    expect(words("deploy", "--no-")).toEqual(["--no-skip-tests", "--no-docs", "--no-color"]);
  });

  test("have their choices as values, behind = and as a word of their own", () => {
    expect(words("deploy", "--target=")).toEqual(["--target=dev", "--target=prod"]);
    expect(words("deploy", "--target", "p")).toEqual(["prod"]);
  });

  test("are true or false where they are switches", () => {
    expect(words("deploy", "--docs=")).toEqual(["--docs=true", "--docs=false"]);
  });

  test.each([[["--wheel="]], [["--wheel=dist/"]], [["--wheel", ""]]])(
    "are files where they are artifacts: %j",
    (typed) => {
      expect(completions(["deploy", ...typed], project)).toEqual({ candidates: [], files: true });
    },
  );

  test("are followed by files after --, where the task takes any", () => {
    expect(completions(["lint", "--", ""], project).files).toBe(true);
    expect(completions(["deploy", "--", ""], project).files).toBe(false);
  });
});

test("an automation has its options", () => {
  expect(words("ci", "--j")).toEqual(["--jobs=", "--json"]);
  expect(words("ci", "--w")).toEqual(["--watch"]);
});

test("inspect takes the name of a task or an automation, once", () => {
  expect(words("inspect", "")).toEqual(["build_wheel", "deploy", "lint", "ci"]);
  expect(words("inspect", "ci", "")).toEqual([]);
});

test("completion takes a shell", () => {
  expect(words("completion", "")).toEqual(["bash", "zsh", "fish"]);
});

test("an unknown command has nothing to offer", () => {
  expect(completions(["nope", ""], project)).toEqual({ candidates: [], files: false });
});

test("without an app there are the built-in commands", () => {
  expect(completions(["in"], undefined).candidates.map(({ word }) => word)).toEqual([
    "inspect",
    "init",
  ]);
});
