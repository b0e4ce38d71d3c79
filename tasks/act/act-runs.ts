/** Runs the automations of tests/act here and with act, and compares job results, outputs and what tasks got. */
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type CommandResult, out, run, step } from "recompose-ci";
import type { Event, RunFinished } from "../../src/events/event.ts";
import { type Case, cases } from "../../tests/act/cases.ts";
import { differences, type Outcome, outcomeHere, outcomeOfAct } from "../../tests/act/outcome.ts";
import { runAct, runAlone } from "./act.ts";

/** @throws Error that says what differs, where that is not listed, and what is listed and does not differ. */
export async function compareRuns(scratch: string): Promise<void> {
  const project = await makeProject(scratch);
  const wrong: string[] = [];
  for (const one of cases) {
    await step(caseName(one), async () => {
      const [here, there] = await Promise.all([runHere(project, one), runWithAct(project, one)]);
      wrong.push(...compare(one, here, there));
    });
  }
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const exceptions = cases.flatMap((one) => one.exceptions ?? []);
  for (const { reason, source } of exceptions) out(`except: ${reason} (${source})`);
  out(`${cases.length} runs are as act's.`);
}

interface Project {
  readonly root: string;
  /** A copy of it for act, which copies all that it finds, also what is about to go. */
  readonly copy: string;
  /** Beside them: what act keeps, and what it is given. */
  readonly scratch: string;
  /** `--local-repository` for every action that the workflows use. */
  readonly actions: readonly string[];
}

/** A git repository with the app of tests/act and its workflows. */
async function makeProject(scratch: string): Promise<Project> {
  const root = join(scratch, "project");
  const git = (...args: string[]): Promise<CommandResult> =>
    run("git", "-c", "user.name=someone", "-c", "user.email=someone@example.org", ...args, {
      cwd: root,
    });
  await cp("tests/act", root, { recursive: true });
  await writeFile(join(root, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(root, "run"), `#!/bin/sh\nexec '${resolve("run")}' "$@"\n`);
  await chmod(join(root, "run"), 0o755);
  await git("init", "--quiet", "--initial-branch=main");
  await git("remote", "add", "origin", "https://github.com/acme/tool.git");
  await run("./run", "generate-gha", { cwd: root, capture: true });
  await git("add", "--all");
  await git("-c", "commit.gpgsign=false", "commit", "--quiet", "--message=first");
  const copy = join(scratch, "copy");
  await cp(root, copy, { recursive: true });
  return { root, copy, scratch, actions: await localActions(join(root, ".github/workflows")) };
}

/** Every pinned action, with its stand-in; act checks out the project by itself. */
async function localActions(workflows: string): Promise<readonly string[]> {
  const files = await readdir(workflows);
  const texts = await Promise.all(files.map((file) => readFile(join(workflows, file), "utf8")));
  const used = new Set(texts.flatMap((text) => text.match(/(?<=uses: )\S+/g) ?? []));
  used.forEach((action) => action.startsWith("actions/checkout@") && used.delete(action));
  return [...used].map((action) => {
    const folder = resolve("tests/act", action.replace(/@.*/, ""));
    if (!existsSync(folder)) throw new Error(`${action} has no stand-in: there is no ${folder}`);
    return `--local-repository=${action}=${folder}`;
  });
}

async function runHere({ root, scratch }: Project, one: Case): Promise<Outcome> {
  const inputs = Object.entries(one.inputs ?? {}).map(([name, value]) =>
    value === "true" || value === "false"
      ? `--${value === "true" ? "" : "no-"}${name}`
      : `--${name}=${value}`,
  );
  const event = one.event === undefined ? [] : [`--event=${one.event}`];
  const args = [one.automation, ...inputs, ...event, "--isolate", "--all-runners", "--json"];
  const { stdout, stderr } = await runAlone({ root, home: scratch, command: ["./run", ...args] });
  if (stdout === "") throw new Error(stderr);
  const events = stdout.split("\n").map((line) => JSON.parse(line) as Event);
  const finished = events.find((event): event is RunFinished => event.type === "run-finished");
  if (finished === undefined) throw new Error(`the run of ${one.automation} did not finish`);
  const logs = await Promise.all(
    finished.jobs.map((job) => readFile(join(finished.folder, job.log), "utf8")),
  );
  return outcomeHere(finished.jobs, (job) => logs[finished.jobs.indexOf(job)] ?? "");
}

async function runWithAct({ copy, scratch, actions }: Project, one: Case): Promise<Outcome> {
  const artifacts = join(scratch, "artifacts");
  const payload = join(scratch, "event.json");
  await rm(artifacts, { recursive: true, force: true });
  await mkdir(artifacts);
  await writeFile(payload, JSON.stringify({ ref: "refs/heads/main", inputs: one.inputs ?? {} }));
  const log = await runAct({
    root: copy,
    home: scratch,
    event: one.event ?? "workflow_dispatch",
    workflow: `.github/workflows/${one.automation}.yml`,
    payload,
    options: actions,
    env: { ARTIFACTS: artifacts },
  });
  return outcomeOfAct(log);
}

/** What is not as it should be; an exception has to differ. */
function compare(one: Case, here: Outcome, there: Outcome): readonly string[] {
  const found = differences(here, there);
  const known = (one.exceptions ?? []).flatMap(({ differs }) => differs);
  const name = caseName(one);
  return [
    ...Object.entries(one.expected ?? {})
      .filter(([key, value]) => here.get(key) !== value)
      .map(([key, value]) => `${name}: ${key}: ${here.get(key)} here, ${value} is expected`),
    ...found
      .filter((key) => !known.includes(key))
      .map((key) => `${name}: ${key}: ${here.get(key)} here, ${there.get(key)} with act`),
    ...known
      .filter((key) => !found.includes(key))
      .map((key) => `${name}: ${key}: act is no exception any more: ${here.get(key)}`),
  ];
}

function caseName({ automation, event, inputs }: Case): string {
  return [automation, event, inputs && JSON.stringify(inputs)].filter(Boolean).join(" ");
}
