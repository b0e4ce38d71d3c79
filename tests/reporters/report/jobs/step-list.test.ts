/** The steps of jobs on the page of `--report`. */
import { expect, test } from "vitest";
import type { JobRecord, TimedEvent } from "../../../../src/events/event.ts";
import { stepRun } from "../../step-run.ts";
import { endOf, pageOf } from "../page-of.ts";

const [job] = endOf(stepRun).jobs;
if (job === undefined) throw new Error("the sample has no job");

const page = (jobs: readonly JobRecord[], events = stepRun): string =>
  pageOf(events, { changes: { jobs } });

/** The items of the list of steps, without tags, each behind as many dots as lists are around it. */
function steps(html: string): readonly string[] {
  const list = /<ol class="steps"[^]*?<\/ol>(?=<h4>|<details|<\/div>)/.exec(html)?.[0] ?? "";
  let depth = 0;
  return list.split(/(?=<li|<\/?ol)/).flatMap((part) => {
    if (part.startsWith("<ol")) depth += 1;
    if (part.startsWith("</ol")) depth -= 1;
    if (!part.startsWith("<li")) return [];
    const text = part.replaceAll(/<[^>]*>/g, " ").replaceAll(/[^\S\n]+/g, " ");
    return [`${"· ".repeat(depth - 1)}${text.trim()}`];
  });
}

test("a job of steps has each of them, and what is below it, with result, time and reason", () => {
  expect(steps(page([job]))).toEqual([
    "Build succeeded 1.2s",
    "· compile succeeded 1.0s",
    "node scripts/build.mjs --flag --flag --flag --flag --flag -… succeeded 0.3s",
    "May fail failed, tolerated 0.1s the command ended with exit code 3",
    "Only on a release skipped",
    "codecov/codecov-action elsewhere left out on this machine",
    "image failed 0.2s lint found 3 problems\nin a.ts",
  ]);
});

test("a job of one step has what is in that step, nested as it ran", () => {
  const at = (name: readonly string[]): string[] => ["ci", "image", ...name];
  const nested: readonly TimedEvent[] = [
    { type: "task-started", time: 0, path: at(["unit"]) },
    { type: "step-started", time: 1, path: at(["unit", "deep"]) },
    {
      type: "step-finished",
      time: 9,
      path: at(["unit", "deep"]),
      result: "failure",
      durationMs: 800,
    },
    {
      type: "task-finished",
      time: 9,
      path: at(["unit"]),
      result: "failure",
      error: "no luck",
      durationMs: 900,
      outputs: {},
      artifacts: {},
    },
    { type: "task-started", time: 9, path: at(["never ended"]) },
  ];
  const [begin, started, ...rest] = stepRun.filter(({ path }) => path.length < 3);
  if (begin === undefined || started === undefined) throw new Error("the sample has no start");
  const html = page([{ ...job, steps: [] }], [begin, started, ...nested, ...rest]);
  expect(steps(html)).toEqual([
    "unit failed 0.9s no luck",
    "· deep failed 0.8s",
    "never ended cancelled 2.0s",
  ]);
  expect(html).toContain('Failed at <a href="#job-1-failed">unit › deep</a>');
});

test("a job of an earlier run has only what its record knows", () => {
  expect(steps(page([{ ...job, name: "earlier" }]))).toHaveLength(6);
  expect(steps(page([{ ...job, name: "earlier", steps: [] }]))).toEqual([]);
});

test("a step leads to its lines in the log, where the page has them", () => {
  const events = stepRun.map((event) =>
    event.type === "step-started" ? { ...event, logOffset: event.path.length * 10 } : event,
  );
  const log = (firstLine: number): string =>
    pageOf(events, {
      changes: { jobs: [job] },
      logs: {
        [job.log]: {
          lineCount: 9,
          firstLine,
          lastLines: [],
          lineAt: new Map([
            [30, 1],
            [40, 5],
          ]),
        },
      },
    });
  expect(log(1)).toContain('href="#job-1-log-1"');
  expect(log(1)).toContain('href="#job-1-log-5"');
  expect(log(4)).not.toContain('href="#job-1-log-1"');
  expect(log(4)).toContain('href="#job-1-log-5"');
});

test("a step that printed nothing leads nowhere", () => {
  let offset = 0;
  const events = stepRun.map((event) => {
    if (event.type !== "step-started") return event;
    // The one in the first step begins where that does; the step before "May fail" prints nothing.
    offset += event.path.length === 4 || event.path[2] === "May fail" ? 0 : 10;
    return { ...event, logOffset: offset };
  });
  const lineAt = new Map([10, 20, 30].map((bytes, index) => [bytes, index + 1]));
  const logs = { [job.log]: { lineCount: 9, lastLines: [], lineAt } };
  const html = pageOf(events, { changes: { jobs: [job] }, logs });
  const lines = [...html.matchAll(/<span class="name">([^<]{1,9})[^]*?<\/div>/g)].map(
    ([step, name = ""]) => [name, /log-(\d)/.exec(step)?.[1]],
  );
  expect(Object.fromEntries(lines.filter(([, line]) => line !== undefined))).toEqual({
    Build: "1",
    compile: "1",
    "May fail": "2",
    image: "3",
  });
});

test("a title is text and nothing else", () => {
  const name = "</li><script>x</script>\u001B[2J\u202E";
  const html = page([{ ...job, steps: job.steps.map((step) => ({ ...step, name })) }]);
  expect(html).not.toContain("<script>x");
  // oxlint-disable-next-line no-control-regex -- none may be left
  expect(html).not.toMatch(/[\u001B\u202E]/);
});
