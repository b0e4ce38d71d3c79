/** Runs one job of a workflow: its steps in order, then its outputs. */
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventPath, JobResult, TimedEvent } from "../events/event.ts";
import { type Contexts, interpolate } from "../expression/evaluate.ts";
import { messageOf } from "../problems/wording.ts";
import type { ActionStep, RunStep, WorkflowJob } from "../workflow/model.ts";
import { jobEnvironment, type JobPlace, runnerContext } from "./environment.ts";
import { readFileCommand } from "./file-commands.ts";
import type { RunSetting } from "./run-setting.ts";
import { runStep } from "./step-process.ts";

export interface JobOutcome {
  readonly result: JobResult;
  /** What failed. */
  readonly reason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Folders by artifact name, relative to the run's folder. */
  readonly artifacts: Readonly<Record<string, string>>;
  readonly exitCode?: number;
}

/** The `needs` context: direct needs only. */
export type NeedsContext = Readonly<
  Record<string, { readonly result: JobResult; readonly outputs: Readonly<Record<string, string>> }>
>;

export async function runJob(
  id: string,
  job: WorkflowJob,
  needs: NeedsContext,
  setting: RunSetting,
): Promise<JobOutcome> {
  const temp = mkdtempSync(join(tmpdir(), "recompose-"));
  try {
    return await new JobRun(id, job, needs, setting, temp).run();
  } catch (error) {
    return { result: "failure", reason: messageOf(error), outputs: {}, artifacts: {} };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

class JobRun {
  readonly #job: WorkflowJob;
  readonly #setting: RunSetting;
  readonly #place: JobPlace;
  readonly #path: EventPath;
  readonly #log: NodeJS.WritableStream;
  readonly #artifacts: Record<string, string> = {};
  #contexts: Contexts;
  #exitCode: number | undefined;
  /** What the task in the step said of its failure. */
  #taskError: string | undefined;

  constructor(
    id: string,
    job: WorkflowJob,
    needs: NeedsContext,
    setting: RunSetting,
    temp: string,
  ) {
    this.#job = job;
    this.#setting = setting;
    this.#path = [...setting.path, id];
    this.#place = {
      jobId: id,
      workflow: setting.workflow.name,
      runId: setting.id,
      eventName: setting.eventName,
      workspace: setting.workspace,
      temp,
      outputFile: join(temp, "set_output"),
    };
    this.#log = createWriteStream(setting.folder.absolute(setting.folder.logName(id)));
    this.#contexts = { needs, runner: runnerContext(setting.host, this.#place), steps: {} };
  }

  async run(): Promise<JobOutcome> {
    const reason = await this.#runSteps();
    await new Promise<void>((resolve) => this.#log.end(resolve));
    const cancelled = this.#setting.signal.aborted;
    return {
      result: cancelled ? "cancelled" : reason === undefined ? "success" : "failure",
      ...(reason === undefined ? {} : { reason }),
      outputs: this.#outputs(),
      artifacts: this.#artifacts,
      ...(this.#exitCode === undefined ? {} : { exitCode: this.#exitCode }),
    };
  }

  /** Why the job failed; the steps after a failed one do not run. */
  async #runSteps(): Promise<string | undefined> {
    for (const step of this.#job.steps) {
      try {
        if (step.purpose === "setup") continue;
        if ("uses" in step) this.#runAction(step);
        else await this.#runCommand(step);
      } catch (error) {
        return messageOf(error);
      }
    }
    return undefined;
  }

  /** Artifacts are kept by the run's own store. */
  #runAction(step: ActionStep): void {
    const input = (name: string): string =>
      interpolate(String(step.with?.[name] ?? ""), this.#contexts);
    const { artifacts, folder } = this.#setting;
    const name = input("name");
    switch (step.uses.replace(/@.*/, "")) {
      case "actions/upload-artifact": {
        const target = folder.artifactName(this.#place.jobId, name);
        artifacts.upload(name, input("path"), folder.absolute(target));
        this.#artifacts[name] = target;
        break;
      }
      case "actions/download-artifact":
        artifacts.download(name, input("path"));
        break;
      default:
    }
  }

  async #runCommand(step: RunStep): Promise<void> {
    const { host, checkout, workspace, signal } = this.#setting;
    writeFileSync(this.#place.outputFile, "");
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [
      name,
      interpolate(String(value), this.#contexts),
    ]);
    this.#exitCode = await runStep({
      command: step.run,
      cwd: workspace,
      env: {
        ...jobEnvironment(host.env, host, checkout, this.#place),
        ...Object.fromEntries(env),
      },
      temp: this.#place.temp,
      signal,
      onLine: (stream, text) => {
        this.#log.write(`${text}\n`);
        this.#setting.emit({ type: "line", path: this.#path, stream, text });
      },
      onEvent: (event) => this.#relay(event),
    });
    const outputs = readFileCommand(readFileSync(this.#place.outputFile, "utf8"));
    if (step.id !== undefined) {
      const steps = { [step.id]: { outputs: Object.fromEntries(outputs) } };
      this.#contexts = { ...this.#contexts, steps };
    }
    if (this.#exitCode !== 0) {
      throw new Error(this.#taskError ?? `the command ended with exit code ${this.#exitCode}`);
    }
  }

  /** What the task in the step's process says, as part of this job. */
  #relay(event: TimedEvent): void {
    const { time, ...said } = event;
    const [, ...inTask] = said.path;
    if (said.type === "line") this.#log.write(`${said.text}\n`);
    if (said.type === "task-finished" && inTask.length === 0) this.#taskError = said.error;
    this.#setting.emit({ ...said, path: [...this.#path, ...inTask] }, time);
  }

  /** Also of a failed job, as far as they were set; an empty one counts as not set, as on GitHub. */
  #outputs(): Record<string, string> {
    const outputs = Object.entries(this.#job.outputs ?? {}).map(([name, value]) => [
      name,
      interpolate(value, this.#contexts),
    ]);
    return Object.fromEntries(outputs.filter(([, value]) => value !== ""));
  }
}
