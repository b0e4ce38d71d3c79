/** Runs the conformance cases through act, another local runner, and compares the results of jobs with GitHub's. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CommandError, dbg, out, run, step, task } from "recompose-ci";
import { planJobs } from "../src/runner/legs.ts";
import { renderWorkflow } from "../src/workflow/render.ts";
import { type Case, conditions, inputs, matrices, results } from "../tests/conformance/cases.ts";
import { workflowOf } from "../tests/runner/workflow-builders.ts";

/** https://github.com/nektos/act */
const version = "0.2.89";

/** By the name of the case: where act is known not to follow GitHub, or has no word for what it would have to say. */
const exceptions: Readonly<Record<string, string>> = {
  "an empty condition is success()": "act takes an empty `if` for false",
  "a condition that cannot be evaluated fails the job": "act stops, and gives the job no result",
  "inputs of a dispatch have their defaults, a choice its first option":
    "act gives a choice without a default no value",
  "a ref is given by its short name": "act takes the ref from git and has no option for it",
  "one that fails fast cancels those that wait": "act goes on with combinations that wait",
  "a combination with continue-on-error may fail":
    "act skips what needs a job that failed, also where that is allowed",
  "continue-on-error passes the run, and is success for what needs it":
    "act skips what needs a job that failed, also where that is allowed",
  "runs-on of another system is elsewhere, and what needs only its result proceeds":
    "act knows no jobs elsewhere",
  "all runners are this machine where that is asked for": "act has one platform for each label",
  "a job that takes too long is cancelled, and what needs it is skipped":
    "act does not read fractions of a minute",
  "::set-env:: is refused": "act still obeys it",
};

/** Where act sometimes gives all combinations of a matrix, which end at about the same time, one result. */
const unsteady: ReadonlySet<string> = new Set([
  "what needs a matrix job waits for all combinations, and one failure counts",
]);

export const checkAct = task({
  name: "check_act",
  description: "Compare the results of the conformance cases with act's",
  async run() {
    const act = await installedAct();
    const cases = [...conditions, ...inputs, ...matrices, ...results];
    const folder = await mkdtemp(join(tmpdir(), "recompose-act-"));
    const different: string[] = [];
    try {
      await repository(folder);
      await step("compare", async () => {
        for (const each of cases) {
          if (unsteady.has(each.name)) out(`except: ${each.name}: act is unsteady here`);
          const reason = exceptions[each.name];
          const problem = await difference(act, folder, each).catch((error: unknown) =>
            error instanceof CommandError ? error.message : Promise.reject(error),
          );
          if (problem === undefined && reason !== undefined) {
            different.push(`${each.name}: is listed as an exception, and act agrees`);
          } else if (problem !== undefined && reason === undefined && !unsteady.has(each.name)) {
            different.push(`${each.name}: ${problem}`);
          }
          if (reason !== undefined) out(`except: ${each.name}: ${reason}`);
        }
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const excepted = Object.keys(exceptions).length + unsteady.size;
    if (different.length > 0) throw new Error(`act differs:\n${different.join("\n")}`);
    out(`act ${version} agrees in ${cases.length - excepted} of ${cases.length} cases.`);
  },
});

async function installedAct(): Promise<string> {
  const folder = resolve(`node_modules/.cache/recompose-ci/tools/act-${version}`);
  const program = join(folder, "act");
  if (!existsSync(program)) {
    await step("install act", () =>
      run("go", "install", `github.com/nektos/act@v${version}`, {
        env: { GOBIN: folder, GOFLAGS: "" },
      }),
    );
  }
  return program;
}

async function repository(folder: string): Promise<void> {
  const git = (...args: string[]) => run("git", ...args, { cwd: folder, capture: true });
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "user.name", "someone");
  await git("config", "user.email", "someone@example.org");
  await git("remote", "add", "origin", "https://github.com/acme/tool.git");
  await git("commit", "--quiet", "--allow-empty", "--message=first");
  await mkdir(join(folder, ".github/workflows"), { recursive: true });
}

/** What act makes of a case otherwise than GitHub does; undefined where they agree. */
async function difference(act: string, folder: string, each: Case): Promise<string | undefined> {
  const workflow = workflowOf(each.jobs, each.workflow);
  const file = join(folder, ".github/workflows/ci.yml");
  await writeFile(file, renderWorkflow(workflow, "a test", "none"));
  const { eventName, eventPayload, inputs: given = {}, vars = {} } = each.options ?? {};
  const events = Object.keys(workflow.on);
  const dispatch = events.includes("workflow_dispatch") ? "workflow_dispatch" : undefined;
  const event = eventName ?? dispatch ?? events[0] ?? "push";
  const payload = join(folder, "event.json");
  await writeFile(payload, JSON.stringify(eventPayload ?? {}));
  const { stdout } = await run(
    act,
    event,
    "--json",
    "--platform=ubuntu-latest=-self-hosted",
    `--workflows=${file}`,
    ...(eventPayload === undefined ? [] : [`--eventpath=${payload}`]),
    ...Object.entries(given).flatMap(([name, value]) => ["--input", `${name}=${value}`]),
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`]),
    { cwd: folder, capture: true, check: false, timeoutMs: 10_000 },
  );
  const found = new Map<string, string>();
  for (const line of stdout.split("\n")) {
    const said = readLine(line);
    if (said?.jobID !== undefined && said.jobResult !== undefined) {
      found.set(keyOf(said.jobID, said.matrix ?? {}), said.jobResult);
    }
  }
  dbg(stdout);
  const legs = planJobs(workflow, { github: {}, inputs: {}, vars: {} }).flatMap((job) => job.legs);
  const differences = legs.flatMap((leg) => {
    const expected = each.results[leg.name]?.replace(/:.*/s, "") ?? "missing";
    // Of a job that does not run act says nothing.
    const theirs = found.get(keyOf(leg.jobId, leg.matrix ?? {})) ?? "skipped";
    return theirs === expected ? [] : [`${leg.name} is ${expected} on GitHub, ${theirs} in act`];
  });
  return differences.length === 0 ? undefined : differences.join(", ");
}

interface Said {
  readonly jobID?: string;
  readonly jobResult?: string;
  readonly matrix?: Readonly<Record<string, unknown>>;
}

function readLine(line: string): Said | undefined {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return undefined;
  }
}

function keyOf(jobId: string, matrix: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(matrix).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${jobId} ${JSON.stringify(entries)}`;
}
