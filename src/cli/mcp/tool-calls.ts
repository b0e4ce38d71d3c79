/** What each tool does. Each call starts processes of its own, which load the app as it is by then. */
import type { JsonEvent } from "../../events/json-event.ts";
import type { Host } from "../../host/host.ts";
import { defined } from "../../problems/defined.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { WorkflowPlan } from "../../runner/plan/plan-workflow.ts";
import type { InspectedItem } from "../inspect/inspection.ts";
import { type AppListing, readJson, readListing } from "./app-listing.ts";
import { inputsSchema, inputWords } from "./command-inputs.ts";
import { Progress, type SendProgress } from "./progress.ts";
import { ProgramRuns } from "./program-run.ts";
import { logPath, readLog, recordedJob, recordedRun } from "./recorded-runs.ts";
import type { ResultMask } from "./result-mask.ts";
import { RunAnnotations } from "./run-annotations.ts";
import { runSummary } from "./run-summary.ts";
import { TaskOutcome } from "./task-outcome.ts";
import { ToolArguments } from "./tool-arguments.ts";
import { defaultLines, mostLines, type ToolName, tools } from "./tools.ts";

export interface CallContext {
  readonly signal: AbortSignal;
  /** Undefined where the client has not asked for progress. */
  readonly sendProgress: SendProgress | undefined;
}

/** How many combinations of a job a plan has. */
const mostCombinations = 20;

export class ToolCalls {
  readonly #host: Host;
  readonly #cwd: string;
  readonly #mask: ResultMask;
  readonly #runs: ProgramRuns;

  /** @param cwd A folder of the project. */
  constructor(host: Host, cwd: string, mask: ResultMask) {
    this.#host = host;
    this.#cwd = cwd;
    this.#mask = mask;
    this.#runs = new ProgramRuns(host, cwd);
  }

  /** @throws UsageError for arguments that the tool does not take, and for a mistake in the app. */
  async call(name: ToolName, values: unknown, context: CallContext): Promise<object> {
    const args = new ToolArguments(values, name, Object.keys(tools[name].properties));
    // An app with a mistake may quote them, and so may a log of before they were secrets.
    await this.#mask.learn([]);
    switch (name) {
      case "list_commands":
        return this.#list(args, context);
      case "run_task":
        return this.#runTask(args, context);
      case "run_automation":
        return this.#runAutomation(args, context);
      case "plan_automation":
        return this.#plan(args, context);
      case "read_run":
        return this.#readRun(args);
      case "read_log":
        return this.#readLog(args);
    }
  }

  stop(): Promise<void> {
    return this.#runs.stop();
  }

  async #listing({ signal }: CallContext): Promise<AppListing> {
    const listing = await readListing(this.#runs, signal);
    await this.#mask.learn(listing.secretNames);
    return listing;
  }

  async #list(args: ToolArguments, context: CallContext): Promise<object> {
    const name = args.optionalText("name");
    const listing = await this.#listing(context);
    const chosen = name === undefined ? undefined : listing.named(name);
    const isChosen = (item: InspectedItem): boolean => chosen?.includes(item) ?? true;
    return {
      tasks: listing.tasks.filter(isChosen).map((task) => {
        const { description, inputs, outputs, artifacts, secrets, automations } = task;
        return defined({
          name: task.name,
          description,
          inputs: inputs.length === 0 ? undefined : inputsSchema(inputs),
          ...withItems({ outputs, artifacts, secrets, automations }),
        });
      }),
      automations: listing.automations.filter(isChosen).map((automation) => {
        const { description, inputs, triggers, jobs } = automation;
        return defined({
          name: automation.name,
          description,
          inputs: inputs.length === 0 ? undefined : inputsSchema(inputs),
          triggers,
          jobs: jobs.map(({ id, task, calls, needs }) =>
            defined({ id, task, calls, ...withItems({ needs }) }),
          ),
        });
      }),
    };
  }

  async #runTask(args: ToolArguments, context: CallContext): Promise<object> {
    const name = args.text("name");
    const outcome = new TaskOutcome(linesOf(args));
    const task = (await this.#listing(context)).task(name);
    const words = [task.name, "--json", ...inputWords(task, args.value("inputs"))];
    const end = await this.#run(words, context, (event) => outcome.observe(event));
    if (!outcome.hasEnded) throw notRun(end);
    return outcome.result(task.name);
  }

  async #runAutomation(args: ToolArguments, context: CallContext): Promise<object> {
    const lines = linesOf(args);
    const options = ["resume", "isolate"].filter((option) => args.isOn(option));
    const words = [...(await this.#automationWords(args, context)), "--json"];
    let run: string | undefined;
    const annotations = new RunAnnotations();
    const flags = options.map((option) => `--${option}`);
    const end = await this.#run([...words, ...flags], context, (event) => {
      annotations.observe(event);
      if (event.type === "run-finished") run = event.id;
    });
    if (run === undefined) throw notRun(end);
    const summary = await runSummary(recordedRun(this.#cwd, run), lines);
    return { ...summary, ...annotations.result() };
  }

  async #plan(args: ToolArguments, context: CallContext): Promise<object> {
    const words = await this.#automationWords(args, context);
    const plan = (await readJson(
      this.#runs,
      [...words, "--dry-run"],
      context.signal,
    )) as WorkflowPlan;
    const jobs = plan.jobs.map(({ legs, ...job }) => ({
      ...job,
      legs: legs.slice(0, mostCombinations).map((leg) => ({
        ...leg,
        // Setup is the same in most jobs, and left out here.
        steps: leg.steps
          .filter(({ purpose }) => purpose !== "setup" && purpose !== "artifact")
          .map(({ env: _env, ...step }) => step),
      })),
      ...(legs.length > mostCombinations && { moreLegs: legs.length - mostCombinations }),
    }));
    return { ...plan, jobs };
  }

  async #automationWords(args: ToolArguments, context: CallContext): Promise<readonly string[]> {
    const name = args.text("name");
    const event = args.optionalText("event");
    const only = args.texts("only");
    const automation = (await this.#listing(context)).automation(name);
    return [
      automation.name,
      ...inputWords(automation, args.value("inputs")),
      ...only.map((job) => `--only=${job}`),
      ...(event === undefined ? [] : [`--event=${event}`]),
    ];
  }

  async #readRun(args: ToolArguments): Promise<object> {
    const run = recordedRun(this.#cwd, args.optionalText("run") ?? "latest");
    return runSummary(run, linesOf(args));
  }

  async #readLog(args: ToolArguments): Promise<object> {
    const run = recordedRun(this.#cwd, args.optionalText("run") ?? "latest");
    const job = recordedJob(run, args.text("job"));
    const log = logPath(run, job);
    const from = args.wholeNumber("from", 1, Number.MAX_SAFE_INTEGER);
    const containing = args.optionalText("containing");
    const excerpt = await readLog(log, { lines: linesOf(args), from, containing });
    return { run: run.record.id, job: job.name, log, ...excerpt };
  }

  async #run(
    args: readonly string[],
    { signal, sendProgress }: CallContext,
    onEvent: (event: JsonEvent) => void,
  ): Promise<{ readonly exitCode: number | undefined; readonly errors: string }> {
    const progress = sendProgress && new Progress(sendProgress, () => this.#host.now());
    try {
      return await this.#runs.run({
        args,
        signal,
        onLine(line) {
          const event = eventOf(line);
          if (event === undefined) return;
          progress?.observe(event);
          onEvent(event);
        },
      });
    } finally {
      progress?.end();
    }
  }
}

function linesOf(args: ToolArguments): number {
  return args.wholeNumber("lines", 0, mostLines) ?? defaultLines;
}

/** The lists that are not empty. */
function withItems(lists: Readonly<Record<string, readonly string[]>>): object {
  return Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0));
}

/** How each event begins. A log of the app in JSON does not. */
const eventStart = /^\{"type":"[a-z-]+","time":[\d.]+,"path":\["/;

/** Undefined for a line of the app, which may print something while it is loaded. */
function eventOf(line: string): JsonEvent | undefined {
  if (!eventStart.test(line)) return undefined;
  try {
    return JSON.parse(line) as JsonEvent;
  } catch {
    return undefined;
  }
}

function notRun(end: {
  readonly exitCode: number | undefined;
  readonly errors: string;
}): UsageError {
  return new UsageError(
    end.errors || `the run was ended${end.exitCode === undefined ? " by a signal" : ""}.`,
  );
}
