/** Runs the conformance cases through act, another local runner, and compares the results of jobs with GitHub's. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CommandError, dbg, out, run, step, task } from "recompose-ci";
import { planJobs } from "../../src/runner/values/legs.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";
import { type Case, conditions, inputs, matrices, results } from "../../tests/conformance/cases.ts";
import { jobName, outcomeOfAct } from "../../tests/act/outcome.ts";
import { workflowOf } from "../../tests/runner/workflow-builders.ts";
import { installAct, runAct } from "../act/act.ts";
import { compareRuns } from "../act/act-runs.ts";

/** By the name of the case: where act is known not to follow GitHub, or has no word for what it would have to say. */
const exceptions: Readonly<Record<string, string>> = {
  "an empty condition is success()": "act takes an empty `if` for false",
  "a condition that cannot be evaluated fails the job": "act stops, and gives the job no result",
  "inputs of a dispatch have their defaults, a choice its first option":
    "act gives a choice without a default no value",
  "one that fails fast cancels those that wait": "act goes on with combinations that wait",
  "a combination with continue-on-error may fail":
    "act skips what needs a job that failed, also where that is allowed",
  "continue-on-error passes the run, and is success for what needs it":
    "act skips what needs a job that failed, also where that is allowed",
  "runs-on of another system is elsewhere, and what needs only its result proceeds":
    "act knows no jobs elsewhere",
  "runs-on may be what another job put out, also a list of labels": "act knows no jobs elsewhere",
  "a runner of another architecture is elsewhere": "act knows no jobs elsewhere",
  "continue-on-error that comes to null or to text fails the job, whatever its steps would do":
    "act takes it for false, or for its text",
  "all runners are this machine where that is asked for": "act has one platform for each label",
  "continue-on-error holds for a job that takes too long, too":
    "act does not read fractions of a minute",
  "a job that takes too long is cancelled, and what needs it is skipped":
    "act does not read fractions of a minute",
  "a matrix may have objects: the name shows their texts and numbers, and exclude looks at a part":
    "act knows no jobs elsewhere",
  "an axis of lists gives a job several labels": "act knows no jobs elsewhere",
  "another job may make the whole matrix":
    "act gives a job no combinations whose whole matrix is what another one put out",
  "::set-env:: is refused": "act still obeys it",
};

export const checkAct = task({
  name: "check_act",
  description: "Compare conformance cases and local runs with act's",
  async run() {
    await step("install", installAct);
    const scratch = await mkdtemp(join(tmpdir(), "recompose-act-"));
    try {
      await step("cases", () => compareCases(scratch));
      await step("runs", () => compareRuns(scratch));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
});

async function compareCases(scratch: string): Promise<void> {
  const all = [...conditions, ...inputs, ...matrices, ...results];
  const different: string[] = [];
  const folder = join(scratch, "cases");
  await repository(folder);
  for (const each of all) {
    const reason = exceptions[each.name];
    const problem = await difference(folder, each).catch((error: unknown) =>
      error instanceof CommandError ? error.message : Promise.reject(error),
    );
    if (problem === undefined && reason !== undefined) {
      different.push(`${each.name}: is listed as an exception, and act agrees`);
    } else if (problem !== undefined && reason === undefined) {
      different.push(`${each.name}: ${problem}`);
    }
    if (reason !== undefined) out(`except: ${each.name}: ${reason}`);
  }
  if (different.length > 0) throw new Error(`act differs:\n${different.join("\n")}`);
  out(`act agrees in ${all.length - Object.keys(exceptions).length} of ${all.length} cases.`);
}

async function repository(folder: string): Promise<void> {
  await mkdir(join(folder, ".github/workflows"), { recursive: true });
  const git = (...args: string[]) => run("git", ...args, { cwd: folder, capture: true });
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "user.name", "someone");
  await git("config", "user.email", "someone@example.org");
  await git("remote", "add", "origin", "https://github.com/acme/tool.git");
  await git("commit", "--quiet", "--allow-empty", "--message=first");
}

/** What act makes of a case otherwise than GitHub does; undefined where they agree. */
async function difference(folder: string, each: Case): Promise<string | undefined> {
  const workflow = workflowOf(each.jobs, each.workflow);
  const file = join(folder, ".github/workflows/ci.yml");
  await writeFile(file, renderWorkflow(workflow, "a test", "none"));
  const { eventName, eventPayload, inputs: given = {}, vars = {} } = each.options ?? {};
  const events = Object.keys(workflow.on);
  const dispatch = events.includes("workflow_dispatch") ? "workflow_dispatch" : undefined;
  const payload = join(folder, "event.json");
  await writeFile(payload, JSON.stringify(eventPayload ?? {}));
  const log = await runAct({
    root: folder,
    home: resolve(folder, ".."),
    event: eventName ?? dispatch ?? events[0] ?? "push",
    workflow: file,
    timeoutMs: 10_000,
    ...(eventPayload === undefined ? {} : { payload }),
    options: [
      ...Object.entries(given).flatMap(([name, value]) => ["--input", `${name}=${value}`]),
      ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`]),
    ],
  });
  dbg(log);
  const found = outcomeOfAct(log);
  const legs = planJobs(workflow, { github: {}, inputs: {}, vars: {} }).flatMap((job) => job.legs);
  const differences = legs.flatMap((leg) => {
    const expected = each.results[leg.name]?.replace(/:.*/s, "") ?? "missing";
    const theirs = found.get(`${jobName(leg.jobId, leg.matrix ?? {})} result`) ?? "nothing";
    return theirs === expected ? [] : [`${leg.name} is ${expected} on GitHub, ${theirs} in act`];
  });
  return differences.length === 0 ? undefined : differences.join(", ");
}
