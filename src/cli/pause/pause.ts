/**
 * `--pause` and `--break`: asks on the terminal what is to be done where a run stops. Several jobs may stop at once: one is
 * asked about, the others wait for their turn. Meanwhile the reporter does not draw.
 */
import type { RunRecord, TimedEvent } from "../../events/event.ts";
import type { Host } from "../../host/host.ts";
import { dropKeys, interruptKey } from "../../host/terminal-keys.ts";
import { counted, messageOf } from "../../problems/wording.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { nameText } from "../../reporters/lines/line-text.ts";
import { endForeignOutput, ringBell } from "../../reporters/lines/terminal-signs.ts";
import type { Reporter } from "../../reporters/reporter.ts";
import { RunView } from "../../reporters/shown/run-view.ts";
import { plainMark } from "../../reporters/shown/style.ts";
import type { StepStops, Stop, StopAnswer } from "../../runner/stop/step-stops.ts";
import type { AppContext } from "../program-context.ts";
import { HeldOutput } from "./held-output.ts";
import {
  type Choice,
  keysOf,
  promptLines,
  type StopLine,
  stopLines,
  stopTitle,
} from "./stop-screen.ts";
import { StopPrompt } from "./stop-prompt.ts";
import { openShell } from "./stop-shell.ts";

export interface PauseOptions {
  readonly pause: boolean;
  readonly break: readonly string[];
  /** Rings at each stop. */
  readonly notify: boolean;
}

interface Question {
  readonly stop: Stop;
  readonly signal: AbortSignal;
  readonly resolve: (answer: StopAnswer) => void;
}

/** Rows that are not for the output of the step. */
const otherRows = 14;
const mostRows = 20;

export class Pause {
  readonly #context: AppContext;
  readonly #options: PauseOptions;
  readonly #output: HeldOutput;
  readonly #prompt: StopPrompt;
  readonly #view = new RunView();
  /** How many lines a job had printed when its step was last run again. */
  readonly #seenLines = new Map<string, number>();
  readonly #questions: Question[] = [];
  #isAsking = false;
  /** Whether a question stands right above. */
  #hasAsked = false;
  #reporter: Reporter | undefined;
  #unreached: readonly string[] = [];

  constructor(context: AppContext, options: PauseOptions) {
    this.#context = context;
    this.#options = options;
    this.#output = new HeldOutput(context.host.stdout);
    this.#prompt = new StopPrompt(context.host);
  }

  /** For the reporter: with an output that is silent while a person is asked. */
  get host(): Host {
    return { ...this.#context.host, stdout: this.#output };
  }

  /** The reporter together with the question that may be shown, for whoever needs the terminal for a while. */
  around(reporter: Reporter): Pick<Reporter, "pause" | "resume" | "end"> {
    this.#reporter = reporter;
    return {
      pause: () => {
        this.#prompt.pause();
        reporter.pause?.();
      },
      resume: () => {
        reporter.resume?.();
        this.#prompt.resume();
      },
      end: () => {
        this.#output.release();
        reporter.end();
      },
    };
  }

  /** @param cancel does what the first Ctrl-C does. */
  stops(cancel: () => void): StepStops {
    return {
      atFailures: this.#options.pause,
      breaks: this.#options.break,
      ask: (stop, signal) => this.#ask(stop, signal, cancel),
      onUnreached: (breaks) => (this.#unreached = breaks),
    };
  }

  observe(event: TimedEvent): void {
    this.#view.apply(event);
  }

  /** Says at the end of a run what counts as a success only because a person said so, and what stopped nothing. */
  sayEnd({ jobs, result }: Pick<RunRecord, "jobs" | "result">): void {
    const { host, style } = this.#context;
    const say = (text: string): void => {
      printLines(host, [style.yellow(`${plainMark("tolerated")} ${nameText(text)}`)]);
    };
    const ignored = jobs.flatMap((job) => (job.ignored ?? []).map(() => job.name));
    const count = ignored.length;
    if (count > 0) {
      const what = `${counted(count, "step")} ${count === 1 ? "counts" : "count"} as a success`;
      say(`${what} because you said so: ${[...new Set(ignored)].join(", ")}`);
    }
    if (result === "cancelled") return;
    for (const text of this.#unreached) say(`--break=${text} stopped nothing: that did not run`);
  }

  #ask(stop: Stop, signal: AbortSignal, cancel: () => void): Promise<StopAnswer> {
    return new Promise((resolve) => {
      const question = { stop, signal, resolve };
      this.#questions.push(question);
      signal.addEventListener("abort", () => this.#withdraw(question));
      if (signal.aborted) this.#withdraw(question);
      void this.#askAll(cancel);
    });
  }

  #withdraw(question: Question): void {
    const index = this.#questions.indexOf(question);
    // The first is asked right now, and hears of it there.
    if (index < (this.#isAsking ? 1 : 0)) return;
    this.#questions.splice(index, 1);
    question.resolve("go on");
  }

  async #askAll(cancel: () => void): Promise<void> {
    if (this.#isAsking || this.#questions.length === 0) return;
    this.#isAsking = true;
    this.#reporter?.pause?.();
    this.#output.hold();
    try {
      for (let next = this.#questions[0]; next !== undefined; next = this.#questions[0]) {
        const answer = await this.#question(next, cancel);
        this.#questions.shift();
        next.resolve(answer);
      }
    } finally {
      this.#output.release();
      this.#reporter?.resume?.();
      this.#isAsking = false;
      this.#hasAsked = false;
    }
  }

  async #question({ stop, signal }: Question, cancel: () => void): Promise<StopAnswer> {
    const { host, style } = this.#context;
    // A key answers only what could be read before it was pressed.
    dropKeys();
    if (this.#options.notify) ringBell(host.stdout);
    const lines = stopLines(stop, this.#lastLines(stop), style, host.cwd);
    printLines(host, this.#hasAsked ? ["", ...lines] : lines);
    this.#hasAsked = true;
    for (;;) {
      const choice = await this.#choice(stop, signal);
      this.#sayChoice(stop, choice);
      if (choice === "cancel") cancel();
      if (choice === undefined || choice === "cancel") return "go on";
      if (choice === "shell") {
        await this.#shell(stop, signal);
        continue;
      }
      if (choice === "run")
        this.#seenLines.set(stop.path[1] ?? "", this.#job(stop)?.lineCount ?? 0);
      return choice;
    }
  }

  #choice(stop: Stop, signal: AbortSignal): Promise<Choice | undefined> {
    const keys = keysOf(stop.kind);
    return this.#prompt.choice(
      stopTitle(stop, this.#context.style),
      (columns) => promptLines(stop.kind, this.#surroundings(), this.#context.style, columns),
      (key): Choice | undefined =>
        key === interruptKey
          ? "cancel"
          : keys.find((each) => each.key === key.toLowerCase())?.choice,
      signal,
    );
  }

  #sayChoice({ kind }: Stop, choice: Choice | undefined): void {
    const key = keysOf(kind).find((each) => each.choice === choice);
    this.#say(key === undefined ? "cancelled" : key.text);
  }

  async #shell(stop: Stop, signal: AbortSignal): Promise<void> {
    const { host, style } = this.#context;
    this.#say("exit or Ctrl-D comes back");
    try {
      await openShell(stop, host, (text) => host.stdout.write(text), signal);
      endForeignOutput(host.stdout);
      dropKeys();
    } catch (error) {
      this.#say(`no shell: ${messageOf(error)}`);
    }
    printLines(host, ["", stopTitle(stop, style)]);
  }

  #say(text: string): void {
    const { host, style } = this.#context;
    printLines(host, [style.dim(`  → ${text}`)]);
  }

  #job({ path }: Stop): ReturnType<RunView["find"]> {
    return this.#view.find(path.slice(0, 2));
  }

  /** The last lines of this try of the step. */
  #lastLines(stop: Stop): readonly StopLine[] {
    const job = this.#job(stop);
    if (job === undefined) return [];
    const own = stop.path.slice(2);
    const fresh = job.lineCount - (this.#seenLines.get(stop.path[1] ?? "") ?? 0);
    const rows = Math.min(mostRows, Math.max(4, this.#output.rows() - otherRows));
    return (fresh === 0 ? [] : job.output.list().slice(-fresh))
      .filter(({ from }) => own.every((name, index) => from[index] === name))
      .slice(-rows);
  }

  #surroundings(): { readonly waitCount: number; readonly running: readonly string[] } {
    const waiting = this.#questions.map(({ stop }) => stop.path[1] ?? "");
    // A job that calls a workflow waits with the jobs of that.
    const waits = (name: string): boolean =>
      waiting.some((each) => each === name || each.startsWith(`${name} / `));
    const jobs = this.#view.root?.children ?? [];
    return {
      waitCount: this.#questions.length - 1,
      running: jobs
        .filter(({ state, name }) => state === "running" && !waits(name))
        .map(({ name }) => name),
    };
  }
}
