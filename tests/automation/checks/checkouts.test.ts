/** What the workspace has when a task or an action of the repository runs. */
import { describe, expect, test } from "vitest";
import {
  automation,
  checkout,
  download,
  expr,
  github,
  job,
  runs,
  setupNode,
  shell,
  type StepsJobOptions,
  task,
  uses,
} from "../../../src/index.ts";

const lint = task({ name: "lint", run() {} });
const act = uses("./actions/greet");

function warningsOf(options: object): readonly string[] {
  const jobs = (): void => void job("a", options as StepsJobOptions);
  return automation({ name: "ci", jobs }).warnings.map(({ kind, text }) => `${kind}: ${text}`);
}

describe("a task behind a checkout", () => {
  const warning =
    'other-repository: job "a" runs the task "lint" behind a checkout of "someone/else" into the workspace, whose files it would run. Give that checkout a `path`.';

  test.each([
    [[checkout({ repository: "someone/else" }), lint]],
    [[checkout(), checkout({ repository: "someone/else", path: "." }), runs(lint)]],
    [[uses("Actions/Checkout@v7", { with: { repository: "someone/else" } }), shell("x"), lint]],
  ])("of another repository is warned of %#", (steps) => {
    expect(warningsOf({ steps })).toEqual([warning]);
  });

  test("of another repository in the setup is warned of", () => {
    const setup = [checkout({ repository: "someone/else" })];
    expect(warningsOf({ setup, steps: [lint] })).toEqual([warning]);
  });

  test.each([
    [[checkout({ repository: "someone/else", path: "else" }), lint]],
    [[checkout({ repository: "someone/else" }), checkout(), lint]],
    [[lint, checkout({ repository: "someone/else" })]],
    [[checkout({ repository: github.repository }), lint]],
    [[checkout({ repository: expr`github.event.pull_request.head.repo.full_name` }), lint]],
  ])("of the repository, of a fork of it, or elsewhere is not %#", (steps) => {
    expect(warningsOf({ steps })).toEqual([]);
  });
});

describe("an action of the repository", () => {
  const warning =
    'no-checkout: job "a" uses the action "./actions/greet" without a checkout before it, and GitHub looks for it in the workspace. Put checkout() before it.';

  test.each([
    [[act]],
    [[shell("x"), setupNode("22"), act]],
    [[checkout({ path: "sub" }), act]],
    [[act, checkout(), lint]],
    [[act, checkout()]],
  ])("without a checkout before it is warned of %#", (steps) => {
    expect(warningsOf({ steps })).toEqual([warning]);
  });

  test.each([
    [[checkout(), act]],
    [[checkout({ path: "actions" }), act]],
    [[checkout({ path: expr`github.ref_name` }), act]],
    [[checkout({ repository: "someone/else" }), act]],
    [[uses("taiki-e/checkout-action@v1"), act]],
    [[download(), act]],
    [[shell("git clone https://x/y ."), act]],
    [[act, lint]],
    [[uses("$/actions/greet")]],
  ])("behind what may bring it is not %#", (steps) => {
    expect(warningsOf({ steps })).toEqual([]);
  });
});
