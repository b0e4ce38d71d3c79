/** The graph of jobs on the page of `--report`. */
import { expect, test } from "vitest";
import type { JobRecord } from "../../../../src/events/event.ts";
import { graphLayout } from "../../../../src/reporters/report/drawn/graph-layout.ts";
import { jobGroups } from "../../../../src/reporters/report/shown-job.ts";
import { sampleRun } from "../../sample-run.ts";
import { endOf, pageOf, sectionOf, textOf } from "../page-of.ts";

const run = endOf(sampleRun);
const [build] = run.jobs;
if (build === undefined) throw new Error("the sample has no job");

function job(id: string, needs: readonly string[], changes: Partial<JobRecord> = {}): JobRecord {
  return { ...(build as JobRecord), id, name: id, needs, ...changes };
}

function layout(jobs: readonly JobRecord[]): {
  readonly columns: readonly (readonly string[])[];
  readonly edges: readonly string[];
} {
  const groups = jobGroups({ run: { ...run, jobs }, logs: new Map(), annotations: [] });
  const { columns, edges } = graphLayout(groups);
  const nameOf = (card: (typeof columns)[number][number]): string =>
    card.groups.map(({ name }) => name).join("+");
  return {
    columns: columns.map((cards) => cards.map(nameOf)),
    edges: edges.map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`),
  };
}

test("each job is right of all that it needs, and jobs of one place share a card", () => {
  expect(
    layout([
      job("lint", []),
      job("build", []),
      job("unit", ["build"]),
      job("e2e", ["build"]),
      job("deploy", ["unit", "e2e", "lint"]),
    ]),
  ).toEqual({
    columns: [["lint", "build"], ["unit+e2e"], ["deploy"]],
    edges: ["build → unit+e2e", "lint → deploy", "unit+e2e → deploy"],
  });
});

test("jobs that need each other, as no workflow has them, are drawn all the same", () => {
  const { columns } = layout([job("a", ["b"]), job("b", ["a"])]);
  expect(columns.flat().toSorted()).toEqual(["a", "b"]);
});

test("a job that needs what did not run is drawn, too", () => {
  expect(layout([job("a", ["gone"])])).toEqual({ columns: [["a"]], edges: [] });
});

test("the first jobs of a called workflow stand where its caller does", () => {
  const { columns } = layout([
    job("build", []),
    job("checks", ["build"]),
    job("checks/unit", []),
    job("checks/report", ["checks/unit"]),
  ]);
  expect(columns).toEqual([["build"], ["checks", "checks/unit"], ["checks/report"]]);
});

test("the lines of a run that one job waited for are critical", () => {
  const html = sectionOf(pageOf(sampleRun), "graph");
  expect(html.match(/<path class="edge"/g)).toHaveLength(1);
  expect(html.match(/<path class="edge critical"/g)).toHaveLength(1);
});

test("the combinations of a matrix are one node with their counts, and stand in it", () => {
  const jobs = ["18", "20", "22"].map((node) =>
    job("unit", [], {
      name: `unit (${node}, linux)`,
      result: node === "18" ? "failure" : "success",
    }),
  );
  const html = sectionOf(pageOf(sampleRun, { changes: { jobs } }), "graph");
  expect(html.match(/<details class="node-group">/g)).toHaveLength(1);
  expect(textOf(html)).toBe(
    "Graph Stage 1 unit 1 failed 2 succeeded 18, linux failed 2.0s 20, linux succeeded 2.0s 22, linux succeeded 2.0s",
  );
  expect(html).toContain('aria-label="unit: 3 combinations"');
});

test("combinations whose names have nothing in common go by the id of their job", () => {
  const jobs = ["on linux", "on mac"].map((name) => job("unit", [], { name }));
  const html = sectionOf(pageOf(sampleRun, { changes: { jobs } }), "graph");
  expect(textOf(html)).toContain("unit 2 succeeded on linux succeeded 2.0s on mac");
});

test("many jobs that neither need each other nor are needed stand side by side", () => {
  const kinds = [6, 7].map((count) => {
    const jobs = Array.from({ length: count }, (_, index) => job(`j${index}`, []));
    return /<div class="(graph[^"]*)"/.exec(pageOf(sampleRun, { changes: { jobs } }))?.[1];
  });
  expect(kinds).toEqual(["graph", "graph one-column"]);
});
