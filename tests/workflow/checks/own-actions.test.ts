import { expect, test } from "vitest";
import { automation, checkout, job, shell, task, uses } from "../../../src/index.ts";
import { warnOfOwnActions } from "../../../src/workflow/checks/own-actions.ts";
import { folderWith } from "../../support/folder-with.ts";

function metadata(using: string): string {
  return `inputs:\n  who: { required: true }\n  Tone: { required: true, default: kind }\noutputs:\n  text: { value: x }\nruns:\n  using: ${using}\n  steps: []\n`;
}
const folder = folderWith("recompose-actions-", {
  "greet/action.yml": metadata("composite"),
  "node/action.yml": metadata("node24"),
});

async function textsOf(
  name: string,
  settings: Record<string, string>,
  output: string,
): Promise<unknown> {
  const step = uses(name, { id: "a", with: settings });
  const ci = automation({
    name: "ci",
    jobs: () =>
      void job("c", { steps: [checkout(), step, shell("x", { env: { A: step.get(output) } })] }),
  });
  return (await warnOfOwnActions(ci, folder)).map(({ kind, text }) => `${kind}: ${text}`);
}

test("inputs and outputs that the action does not have are warned of, and required ones that are not there", async () => {
  const owner = 'own-action: job "c": the action "./greet"';
  expect(await textsOf("./greet", { tome: "1" }, "test")).toEqual([
    `${owner} has no input "tome". Its inputs are "who" and "Tone". Did you mean "Tone"?`,
    `${owner} requires the input "who".`,
    `${owner} has no output "test". Its outputs are "text". Did you mean "text"?`,
  ]);
});

test("what the action has is not warned of, in any case of letters", async () => {
  expect(await textsOf("./greet", { WHO: "1", tone: "2" }, "Text")).toEqual([]);
});

test("an action that runs a program may have more outputs", async () => {
  expect(await textsOf("./node", { who: "1" }, "more")).toEqual([]);
});

test("an action that is not there is left to other checks", async () => {
  expect(await textsOf("./none", { who: "1" }, "more")).toEqual([]);
});

test("actions of a setup are looked at, and every text of a step that reads an output", async () => {
  const build = task({ name: "build", description: "Build", run: () => {} });
  const step = uses("./greet", { id: "a", with: { who: "1", y: "2" } });
  const ci = automation({
    name: "ci",
    jobs() {
      job(build, { setup: [checkout(), step] });
      job("c", { steps: [checkout(), step, shell("ls", { workingDirectory: step.get("nope") })] });
      job("d", { steps: [build] });
    },
  });
  const texts = await warnOfOwnActions(ci, folder, [uses("./greet", { with: { z: "1" } })]);
  expect(texts.map(({ job: id, text }) => `${id} ${text.replace(/^.*? has /, "")}`)).toEqual([
    'build no input "y". Its inputs are "who" and "Tone".',
    'c no input "y". Its inputs are "who" and "Tone".',
    'c no output "nope". Its outputs are "text".',
    'd no input "z". Its inputs are "who" and "Tone".',
    expect.stringMatching(/^d .*requires the input "who"\.$/),
  ]);
});
