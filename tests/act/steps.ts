/** Jobs of several steps: which of them run, what goes from one to another, composite actions. */
import {
  always,
  automation,
  cancelled,
  checkout,
  expr,
  failure,
  job,
  not,
  type Reference,
  runs,
  shell,
  success,
  uses,
} from "recompose-ci";
import { fail, make, pass, show } from "./tasks.ts";

function say(name: string, value: Reference<string> | string = "ran", condition = success()) {
  return shell(`echo "RESULT ${name}=$VALUE"`, { env: { VALUE: value }, if: condition });
}

const stepConditions = automation({
  name: "step-conditions",
  jobs() {
    const bad = shell('echo "x=1" >> "$GITHUB_OUTPUT"; exit 1', { id: "bad" });
    const never = shell("exit 1", { id: "never", if: expr`false` });
    job("failing", {
      steps: [
        bad,
        say("default"),
        say("failure", "ran", failure()),
        say("always", "ran", always()),
        say("cancelled", "ran", cancelled()),
        say("not_cancelled", "ran", not(cancelled())),
        say("outcome", bad.outcome, always()),
        say("conclusion", bad.conclusion, always()),
        say("output", bad.get("x"), always()),
      ],
      outputs: { x: bad.get("x") },
    });
    const may = shell("exit 1", { id: "may", continueOnError: true });
    job("tolerated", {
      steps: [
        may,
        say("default"),
        say("failure", "ran", failure()),
        say("outcome", may.outcome),
        say("conclusion", may.conclusion),
      ],
    });
    job("skipped", {
      steps: [never, say("default"), say("outcome", never.outcome), say("none", never.get("x"))],
    });
    const failed = runs(fail);
    job("tasks", {
      steps: [failed, runs(pass, { if: failure() }), say("task", failed.outcome, always())],
    });
  },
});

const stepValues = automation({
  name: "step-values",
  env: { A: "workflow", B: "workflow" },
  jobs() {
    const made = runs(make, { inputs: { text: "from a task" } });
    const wrote = shell('echo "more=from a command" >> "$GITHUB_OUTPUT"', { id: "wrote" });
    job("values", {
      env: { B: "job", C: "job" },
      steps: [
        checkout(),
        made,
        wrote,
        runs(show, { inputs: { text: made.get("text"), more: wrote.get("more") } }),
        shell('echo "C=added" >> "$GITHUB_ENV"; echo "D=added" >> "$GITHUB_ENV"; mkdir -p own'),
        shell(
          'echo "$PWD/own" >> "$GITHUB_PATH"; printf "#!/bin/sh\\necho RESULT tool=found\\n" > own/a-tool; chmod +x own/a-tool',
        ),
        shell('a-tool; echo "RESULT env=$A $B $C $D"', { env: { A: "step" } }),
        shell('echo "RESULT folder=${PWD##*/}"', { workingDirectory: "own", shell: "sh" }),
      ],
      outputs: { more: wrote.get("more") },
    });
  },
});

const composite = automation({
  name: "composite",
  jobs() {
    const greeted = uses("./actions/greet", {
      id: "greeted",
      with: { who: "you" },
      env: { OUTER: "of the step" },
    });
    job("succeeds", {
      steps: [
        checkout(),
        greeted,
        say("output", greeted.get("text")),
        shell('echo "RESULT added=$ADDED"'),
      ],
      outputs: { text: greeted.get("text") },
    });
    const failing = uses("./actions/greet", {
      id: "failing",
      with: { who: "you", how: "bye", fails: true },
      continueOnError: true,
    });
    job("fails", {
      steps: [
        checkout(),
        failing,
        say("outcome", failing.outcome),
        say("output", failing.get("text")),
      ],
      outputs: { text: failing.get("text") },
    });
  },
});

export const steps = [stepConditions, stepValues, composite];
