/** A secret is shown nowhere, in whatever a run says or leaves, and what programs rely on stays as it is. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { RunRecord } from "../../src/events/event.ts";
import { planLines } from "../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../src/runner/plan/plan-workflow.ts";
import type { Workflow } from "../../src/model/workflow.ts";
import { command, output, workflowOf } from "./workflow-builders.ts";
import { project, runHere, testHost, type Ran } from "./workflow-runs.ts";

/** Everything of a run that people or programs read, apart from the copies of artifacts. */
function leftBy({ folder }: Ran): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("/artifacts"))
      .map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), "utf8")]),
  );
}

const uses = { TOKEN: "${{ secrets.TOKEN }}" };

/** A secret's value as a value of a matrix, a name, a command, a reason, an input, an annotation and a summary. */
function workflow(secret: string): Workflow {
  const commands = [
    `echo "${secret} $TOKEN"`,
    `echo "::warning file=${secret},title=${secret}::${secret}"`,
    `echo "${secret}" >> "$GITHUB_STEP_SUMMARY"`,
    `echo "v=${secret}" >> "$GITHUB_OUTPUT"`,
    `exit 1 # ${secret}`,
  ];
  const jobs: Parameters<typeof workflowOf>[0] = {
    first: {
      name: `first ${secret}`,
      strategy: { "fail-fast": false, matrix: { axis: [secret, `other ${secret}`] } },
      steps: [command(commands.join("\n"), { env: uses, name: secret })],
      outputs: { v: output("v") },
    },
    second: { needs: ["first"], name: secret },
    third: { "timeout-minutes": `\${{ fromJSON('"${secret}"') }}` },
  };
  return workflowOf(jobs, {
    on: { push: null, workflow_dispatch: { inputs: { given: { type: "string" } } } },
  });
}

describe.each(["hunter2!", "a value with spaces"])("the secret %j", (secret) => {
  test("is in no event and no file of a run", async () => {
    const ran = await runHere(workflow(secret), {
      host: testHost({ TOKEN: secret }),
      eventName: "workflow_dispatch",
      inputs: { given: secret },
      vars: { ALSO: secret },
    });
    expect(JSON.stringify(ran.events)).not.toContain(secret);
    // The last event has the names of those before it.
    expect(ran.events.at(-1)).toMatchObject({
      jobs: ran.record.jobs.map(({ name }) => ({ name })),
    });
    expect(JSON.stringify(ran.record)).not.toContain(secret);
    const left = leftBy(ran);
    expect(Object.keys(left)).toEqual(expect.arrayContaining(["run.json", "state.json"]));
    for (const [name, text] of Object.entries(left)) {
      expect(`${name}: ${text}`).not.toContain(secret);
    }
    expect(ran.job("***").reason).toBe("needs first failed");
    expect(ran.record.jobs.map(({ name }) => name)).toEqual([
      "first *** (***)",
      "first *** (other ***)",
      "***",
      "third",
    ]);
  });

  test("is in no plan", async () => {
    const plan = await planWorkflow(workflow(secret), {
      root: project(),
      host: testHost({ TOKEN: secret }),
      eventName: "workflow_dispatch",
      inputs: { given: secret },
      vars: {},
    });
    expect(JSON.stringify(plan) + planLines(plan).join("\n")).not.toContain(secret);
  });
});

/** Words of the contract, in the places where a program looks for them. */
describe.each(["success", "1", "first", "name", "type"])("the secret %j", (secret) => {
  test("leaves keys, ids, results and times of a run as they are", async () => {
    const ran = await runHere(workflow(secret), {
      host: testHost({ TOKEN: secret }),
      eventName: "workflow_dispatch",
      inputs: { given: secret },
    });
    const written = JSON.parse(
      readFileSync(path.join(ran.folder, "run.json"), "utf8"),
    ) as RunRecord;
    expect(written).toMatchObject({
      automation: "ci",
      result: "failure",
      event: "workflow_dispatch",
    });
    expect(written.jobs.map(({ id, result }) => `${id} ${result}`)).toEqual([
      "first failure",
      "first failure",
      "second skipped",
      "third failure",
    ]);
    for (const job of written.jobs) {
      expect(readFileSync(path.join(ran.folder, job.log), "utf8")).not.toContain(secret);
      expect(new Date(job.startedAt ?? 0).toISOString()).toBe(
        job.startedAt ?? "1970-01-01T00:00:00.000Z",
      );
      // What is data, apart from keys.
      const { name, reason, outputs, notes, matrix } = job;
      const data = [name, reason, notes, Object.values(outputs), Object.values(matrix ?? {})];
      expect(JSON.stringify(data)).not.toContain(secret);
    }
    expect(written.inputs["given"]).toBe("***");
    const names = ran.record.jobs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const ended = ran.events.filter(({ type }) => type === "job-finished");
    expect(new Set(ended.map(({ path: [, name] }) => name))).toEqual(new Set(names));
    expect(ran.events.at(-1)).toMatchObject({ type: "run-finished", result: "failure" });
  });
});

test("two names that differ in secrets only are still two", async () => {
  const { record, results } = await runHere(
    workflowOf({
      a: {
        strategy: { matrix: { n: ["one", "two"] } },
        steps: [command("true", { env: { A: "${{ secrets.A }}${{ secrets.B }}" } })],
      },
    }),
    { host: testHost({ A: "one", B: "two" }) },
  );
  expect(record.jobs.map(({ matrix }) => matrix)).toEqual([{ n: "***" }, { n: "***" }]);
  expect(results).toEqual({ "a (***)": "success", "a (***) 2": "success" });
});

test("a job with an output that was hidden later runs again when a run is resumed", async () => {
  const root = project();
  const jobs = workflowOf({
    early: {
      run: 'echo ran >> count; echo "v=abcd" >> "$GITHUB_OUTPUT"',
      outputs: { v: output("v") },
    },
    kept: {
      run: 'echo kept >> count; echo "v=plain" >> "$GITHUB_OUTPUT"',
      outputs: { v: output("v") },
    },
    late: {
      needs: ["early", "kept"],
      steps: [
        command('echo "::add-mask::abcd"; echo "[$V]" >> values; test -e fixed', {
          env: { V: "${{ needs.early.outputs.v }} ${{ needs.kept.outputs.v }}" },
        }),
      ],
    },
  });
  const first = await runHere(jobs, { root });
  expect(readFileSync(path.join(first.folder, "run.json"), "utf8")).not.toContain("abcd");
  await runHere(workflowOf({ touch: { run: "touch fixed" } }, { name: "other" }), { root });
  const second = await runHere(jobs, { root, resume: true });
  expect(second.record.result).toBe("success");
  expect(readFileSync(path.join(root, "values"), "utf8")).toBe("[abcd plain]\n[abcd plain]\n");
  expect(readFileSync(path.join(root, "count"), "utf8").match(/kept/g)).toHaveLength(1);
});
