/** Which jobs run: conditions over inputs, events, results and outputs, and what status functions see. */
import {
  always,
  automation,
  boolInput,
  cancelled,
  choiceInput,
  contains,
  endsWith,
  expr,
  failure,
  format,
  fromJSON,
  github,
  job,
  not,
  notFailed,
  numberInput,
  onPush,
  onWorkflowDispatch,
  startsWith,
  stringInput,
  success,
  toJSON,
} from "recompose-ci";
import { fail, make, pass, show } from "./tasks.ts";

const chain = automation({
  name: "chain",
  jobs() {
    const a = job(pass, { id: "a" });
    const b = job(pass, { id: "b", needs: [a] });
    job(pass, { id: "c", needs: [a, b] });
    job(pass, { id: "success", needs: [b], condition: success() });
    job(pass, { id: "failure", needs: [b], condition: failure() });
    job(pass, { id: "cancelled", needs: [b], condition: cancelled() });
  },
});

const failing = automation({
  name: "failing",
  jobs() {
    const a = job(fail, { id: "a" });
    job(pass, { id: "beside" });
    const b = job(pass, { id: "b", needs: [a] });
    job(pass, { id: "c", needs: [b] });
    job(pass, { id: "plain", needs: [a], condition: github.eventName.ne("nothing") });
    job(pass, { id: "always", needs: [a], condition: always() });
    job(pass, { id: "failure", needs: [a], condition: failure() });
    job(pass, { id: "success", needs: [a], condition: success() });
    job(pass, { id: "not_failed", needs: [a], condition: notFailed() });
    job(pass, { id: "not_cancelled", needs: [a], condition: not(cancelled()) });
    job(pass, { id: "far_failure", needs: [b], condition: failure() });
  },
});

const skipping = automation({
  name: "skipping",
  inputs: { wanted: boolInput() },
  jobs({ wanted }) {
    const a = job(pass, { id: "a", condition: wanted });
    const b = job(pass, { id: "b", needs: [a] });
    job(pass, { id: "c", needs: [b] });
    job(pass, { id: "failure", needs: [a], condition: failure() });
    job(pass, { id: "not_failed", needs: [a], condition: notFailed() });
    const ran = job(pass, { id: "ran", needs: [a], condition: always() });
    job(pass, { id: "behind", needs: [ran] });
    job(pass, { id: "anyway", needs: [ran], condition: always().and(ran.result.eq("success")) });
    job(pass, { id: "skipped", needs: [a], condition: always().and(a.result.eq("skipped")) });
  },
});

const results = automation({
  name: "results",
  jobs() {
    const good = job(pass, { id: "good" });
    const bad = job(fail, { id: "bad" });
    const never = job(pass, { id: "never", condition: github.eventName.eq("nothing") });
    job(show, {
      id: "texts",
      condition: always(),
      inputs: { text: expr`format('{0} {1}', ${good.result}, ${bad.result})`, more: never.result },
    });
    job(pass, { id: "good_only", condition: always().and(good.result.eq("success")) });
    job(pass, { id: "bad_only", condition: always().and(bad.result.eq("failure")) });
    job(pass, { id: "no_bad", condition: not(cancelled()).and(bad.result.ne("failure")) });
    job(pass, { id: "either", condition: failure().or(never.result.eq("skipped")) });
  },
});

const inputs = automation({
  name: "inputs",
  on: [onWorkflowDispatch(), onPush()],
  inputs: {
    deploy: boolInput({ default: true }),
    target: choiceInput(["dev", "prod"], { default: "prod" }),
    version: stringInput({ default: "latest" }),
    count: numberInput({ default: 3 }),
  },
  jobs({ deploy, target, version, count }) {
    job(show, { id: "all", inputs: { text: version, more: target, flag: deploy, count } });
    job(pass, { id: "deploy", condition: deploy });
    job(pass, { id: "prod", condition: target.eq("prod") });
    job(pass, { id: "other_case", condition: target.eq("PROD" as "prod") });
    job(pass, { id: "both", condition: deploy.and(target.ne("dev")) });
    job(pass, { id: "neither", condition: not(deploy.or(version.eq("latest"))) });
    job(pass, { id: "many", condition: count.gt(2) });
    job(pass, { id: "version", condition: startsWith(version, "1.").and(endsWith(version, ".0")) });
    job(pass, { id: "push", condition: github.eventName.eq("push") });
    job(pass, { id: "main", condition: github.ref.eq("refs/heads/main") });
  },
});

const outputConditions = automation({
  name: "output-conditions",
  jobs() {
    const made = job(make, { id: "made", inputs: { text: "a,b c" } });
    const text = made.get("text");
    job(pass, { id: "equal", condition: text.eq("A,B C") });
    job(pass, { id: "other", condition: text.eq("a") });
    job(pass, { id: "part", condition: contains(text, "b") });
    job(pass, { id: "empty", condition: made.get("empty").eq("") });
    job(pass, { id: "member", condition: contains(fromJSON(made.get("list")), "y") });
    job(pass, { id: "no_member", condition: contains(fromJSON(made.get("list")), "xy") });
    job(show, {
      id: "texts",
      inputs: { text: format("{0}-{1}-{{}}", text, github.eventName), more: toJSON(text) },
    });
  },
});

export const conditions = [chain, failing, skipping, results, inputs, outputConditions];
