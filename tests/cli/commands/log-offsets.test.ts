/** Where in the log of a job its steps, nested tasks and annotations begin. */
import { expect, test } from "vitest";
import type { RunRecord, TimedEvent } from "../../../src/events/event.ts";
import { Project, runScript } from "../../support/project.ts";

const app = `
import { app, automation, job, out, shell, step, task } from "recompose-ci";
const nested = task({ name: "nested", run() { out("nested says é"); } });
const unit = task({ name: "unit", async run() {
  out("unit says");
  await step("first", () => out("first says"));
  await nested();
  out("::warning::mind this");
} });
export default app({ commands: [unit, nested], automations: [automation({ name: "ci", jobs() {
  job(unit);
  job("image", { steps: [
    shell("echo ::add-mask::hunter_2_hunter; echo hunter_2_hunter; seq 20000", { name: "Build" }),
    shell("echo ::error::broken; echo last", { name: "Push" }),
  ] });
} })] });`;

test("an event says how many bytes of its job's log are before it", async () => {
  const project = new Project({ run: runScript(), "recompose.ts": app });
  const { stdout } = await project.recompose(["ci", "--json"]);
  const events = stdout.split("\n").map((line) => JSON.parse(line) as TimedEvent);
  const { jobs } = JSON.parse(project.read(".recompose/runs/latest/run.json")) as RunRecord;
  const logs = new Map(
    jobs.map(({ name, log }) => [name, project.read(`.recompose/runs/latest/${log}`)]),
  );
  const places = events.flatMap((event) => {
    if (!("logOffset" in event) || event.logOffset === undefined) return [];
    const [, job = "", ...below] = event.path;
    const rest = Buffer.from(logs.get(job) ?? "").subarray(event.logOffset);
    const [line = ""] = rest.toString().split("\n");
    return [`${[job, ...below].join(" › ")} ${event.type}: ${line}`];
  });
  expect(places.toSorted()).toEqual([
    "image › Build step-started: ***",
    "image › Push annotation: ##[error]broken",
    "image › Push step-started: ##[error]broken",
    "unit annotation: ##[warning]mind this",
    "unit task-started: unit says",
    "unit › first step-started: first says",
    "unit › nested task-started: nested says é",
  ]);
});
