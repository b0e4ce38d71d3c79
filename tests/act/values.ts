/** What arrives: outputs, variables, combinations of a matrix, artifacts. */
import { always, automation, expr, job, matrix, stringInput } from "recompose-ci";
import {
  fail,
  gather,
  hostile,
  list,
  make,
  makeHostile,
  pass,
  save,
  show,
  showHostile,
  showVariables,
} from "./tasks.ts";

const outputs = automation({
  name: "outputs",
  jobs() {
    const made = job(makeHostile);
    job(showHostile, {
      inputs: {
        shell: made.get("shell"),
        lines: made.get("lines"),
        quotes: made.get("quotes"),
        yaml: made.get("yaml"),
        option: made.get("option"),
        blank: made.get("blank"),
        command: made.get("command"),
      },
    });
    const failed = job(fail);
    job(show, {
      id: "of_failed",
      condition: always(),
      inputs: { text: failed.get("text") },
    });
  },
});

const relayed = automation({
  name: "relayed",
  inputs: { text: stringInput({ default: 'it\'s\n"so"' }) },
  jobs({ text }) {
    const first = job(make, { id: "first", inputs: { text } });
    const second = job(make, { id: "second", inputs: { text: first.get("text") } });
    job(show, {
      id: "third",
      inputs: { text: second.get("text"), more: `${first.get("text")} and ${second.get("empty")}` },
    });
  },
});

const literals = automation({
  name: "literals",
  jobs() {
    job(showHostile, { inputs: hostile });
  },
});

const variables = automation({
  name: "variables",
  env: { V_SHELL: hostile.shell, V_LINES: hostile.lines, V_QUOTES: "of the workflow" },
  jobs() {
    job(showVariables, {
      env: {
        V_QUOTES: hostile.quotes,
        V_YAML: hostile.yaml,
        V_OPTION: hostile.option,
        V_BLANK: hostile.blank,
        V_COMMAND: hostile.command,
      },
    });
  },
});

const combinations = automation({
  name: "combinations",
  jobs() {
    const m = matrix(
      { size: [1, 2, 3], color: ["red", 'it\'s "blue"'] },
      {
        exclude: [{ size: 2, color: "red" }, { size: 3 }],
        include: [
          { size: 1, color: "red", note: "added" },
          { size: 9, color: "white", note: "alone" },
        ],
        failFast: false,
      },
    );
    const all = job(show, {
      id: "all",
      matrix: m,
      inputs: { count: m.size, text: m.color, more: expr`${m.note} || 'none'` },
    });
    job(pass, { id: "behind", needs: [all] });
  },
});

const halfFailed = automation({
  name: "half-failed",
  jobs() {
    const m = matrix({ fails: [false, true] }, { failFast: false });
    const half = job(make, { id: "half", matrix: m, inputs: { fails: m.fails } });
    job(pass, { id: "behind", needs: [half] });
    job(pass, { id: "failed", condition: always().and(half.result.eq("failure")) });
  },
});

const artifacts = automation({
  name: "artifacts",
  jobs() {
    const saved = job(save);
    job(list, { id: "file", inputs: { artifact: saved.artifact("file") } });
    job(list, { id: "folder", inputs: { artifact: saved.artifact("folder") } });
  },
});

const gathered = automation({
  name: "gathered",
  jobs() {
    const m = matrix({ text: ["x", "y"] });
    const saved = job(save, { matrix: m, inputs: { text: m.text } });
    job(gather, { inputs: { artifacts: saved.artifacts("folder") } });
  },
});

export const values = [
  outputs,
  relayed,
  literals,
  variables,
  combinations,
  halfFailed,
  artifacts,
  gathered,
];
