/** Where act does something else than GitHub. */
import { always, automation, job, matrix, choiceInput } from "recompose-ci";
import { fail, make, pass, show } from "./tasks.ts";

const mayFail = automation({
  name: "may-fail",
  jobs() {
    const bad = job(fail, { id: "bad", continueOnError: true });
    job(pass, { id: "behind", needs: [bad] });
  },
});

const failFast = automation({
  name: "fail-fast",
  jobs() {
    const m = matrix({ fails: [true, false] }, { maxParallel: 1 });
    job(make, { id: "each", matrix: m, inputs: { fails: m.fails } });
  },
});

const skippedOutput = automation({
  name: "skipped-output",
  inputs: { wanted: choiceInput(["no", "yes"], { default: "no" }) },
  jobs({ wanted }) {
    const made = job(make, { id: "made", condition: wanted.eq("yes") });
    job(show, { condition: always(), inputs: { text: made.get("text") } });
  },
});

export const exceptions = [mayFail, failFast, skippedOutput];
