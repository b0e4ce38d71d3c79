/**
 * Everything that can happen while tasks and automations run. The task runtime and the local runner emit events,
 * reporters show them, and the process of a job passes its events to its run.
 */

/** How a job ended, as in `needs.<id>.result`; `elsewhere` is a job that only another machine can run. */
export type LocalResult = "success" | "failure" | "cancelled" | "skipped" | "elsewhere";

/** Names from the automation or the task down: `["ci", "test", "unit"]`. */
export type EventPath = readonly string[];

interface Located {
  readonly path: EventPath;
}

/** Where in the log of its job something begins. The run of the job knows it, the job's process does not. */
interface Logged extends Located {
  /** Bytes of the log before it. */
  readonly logOffset?: number | undefined;
}

export interface TaskStarted extends Logged {
  readonly type: "task-started";
}

export interface TaskFinished extends Located {
  readonly type: "task-finished";
  readonly result: "success" | "failure";
  /** Why it failed. */
  readonly error?: string | undefined;
  /** Where in the app it was thrown: `recompose.ts:12:7`. */
  readonly place?: string | undefined;
  /** For `--debug`: where it was thrown. */
  readonly stack?: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  /** Absolute path of each artifact. */
  readonly artifacts: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

export interface StepStarted extends Logged {
  readonly type: "step-started";
}

export interface StepFinished extends Located {
  readonly type: "step-finished";
  /** A step of a job may also be skipped, cancelled, or left out here. */
  readonly result: LocalResult;
  readonly durationMs: number;
  /** How a step of a job ended whose failure its job tolerates. */
  readonly outcome?: LocalResult | undefined;
  /** Why a step of a job failed or did not run. */
  readonly reason?: string | undefined;
}

/** A step of a job, as `run.json` keeps it. What sets up tools, and what carries artifacts of a task, is not among them. */
export interface StepRecord {
  /** Its name, else its action or the first line of its command. */
  readonly name: string;
  /** `elsewhere` for a step that was left out. */
  readonly result: LocalResult;
  readonly durationMs: number;
  /** What the result would be, had the step no `continue-on-error`. */
  readonly outcome?: LocalResult | undefined;
  readonly reason?: string | undefined;
}

/**
 * One line of output, without its line ending, of the task or job at `path`: a line of recompose itself, a quoted line, or
 * one for `--debug`. Ordinary output comes as `lines`.
 */
export interface Line extends Located {
  readonly type: "line";
  readonly stream: "stdout" | "stderr" | "debug";
  readonly text: string;
  /** The line quotes a program or an error, and is never read as a command such as `::error::`. */
  readonly quoted?: true | undefined;
}

/** Whole lines of output of the task or job at `path`. Programs that read events get each of them as a `line`. */
export interface Lines extends Located {
  readonly type: "lines";
  readonly stream: "stdout" | "stderr";
  /**
   * Valid UTF-8, with a line feed at the end of each line. The bytes may change when the listener has returned: it has to
   * copy them if it needs them later.
   */
  readonly bytes: Uint8Array;
}

/**
 * The beginning of a line that has not ended after a moment, such as a question to the user. The next event of the same
 * path and stream has more of the line. The whole line follows when it has ended.
 */
export interface UnfinishedLine extends Located {
  readonly type: "unfinished-line";
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface AutomationStarted extends Located {
  readonly type: "automation-started";
  readonly jobs: readonly PlannedJob[];
}

export interface PlannedJob {
  /** The job's id; the same for all combinations of a matrix. */
  readonly id: string;
  /** As GitHub shows it, unique in a run: `test (20, ubuntu-latest)`. It stands in event paths. */
  readonly name: string;
  readonly needs: readonly string[];
}

/**
 * A matrix or a name that depends on other jobs is known now: the combinations replace the job. Or a job calls a workflow:
 * the job itself comes first, then the called jobs.
 */
export interface JobExpanded extends Located {
  readonly type: "job-expanded";
  readonly id: string;
  /** The combination that they replace. Default: the whole job. */
  readonly name?: string | undefined;
  readonly jobs: readonly PlannedJob[];
}

export interface JobStarted extends Located {
  readonly type: "job-started";
}

export interface JobFinished extends Located {
  readonly type: "job-finished";
  readonly result: LocalResult;
  /** Why it did not run, or what failed. */
  readonly reason?: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  readonly durationMs: number;
  /** The file with all of its output, absolute. */
  readonly log: string;
  readonly notes?: readonly string[] | undefined;
}

/** What `::error::`, `::warning::` and `::notice::` say, with the place in a file where one was given. */
export interface Annotation extends Logged {
  readonly type: "annotation";
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly title?: string | undefined;
  readonly file?: string | undefined;
  /** Lines and columns count from 1. */
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
  readonly column?: number | undefined;
  readonly endColumn?: number | undefined;
}

/**
 * A value to hide from now on. The event itself is never shown or recorded: it tells the run of a job's process, and
 * GitHub, what to mask in other output.
 */
export interface Mask extends Located {
  readonly type: "mask";
  readonly value: string;
}

/** One job, or one combination of a matrix job, in `run.json`. */
export interface JobRecord extends PlannedJob {
  /** The values of this combination; absent without a matrix. */
  readonly matrix?: Readonly<Record<string, unknown>> | undefined;
  /** In order; those that were not reached are not among them. */
  readonly steps: readonly StepRecord[];
  readonly result: LocalResult;
  readonly reason?: string | undefined;
  /** How the job differed from GitHub, whatever its result: `node 26 was asked for, here is 20.20`. */
  readonly notes?: readonly string[] | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  /** Where the run's folder keeps each artifact, relative to that folder. */
  readonly artifacts: Readonly<Record<string, string>>;
  readonly exitCode?: number | undefined;
  /** ISO 8601. */
  readonly startedAt?: string | undefined;
  readonly durationMs: number;
  /** Relative to the run's folder. The log of a job that never started says why. */
  readonly log: string;
}

/** The content of `run.json`. */
export interface RunRecord {
  readonly id: string;
  readonly automation: string;
  readonly result: LocalResult;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** The event that the run stands for, such as `push`. */
  readonly event: string;
  /** `owner/name`; absent where git knows none. */
  readonly repository?: string | undefined;
  /** In full, such as `refs/heads/main`; absent outside of a git repository. */
  readonly ref?: string | undefined;
  /** The whole SHA of the commit. */
  readonly sha?: string | undefined;
  /** Who ran it, as git knows them. */
  readonly actor?: string | undefined;
  /** What was typed, word by word: `["./run", "ci", "--report=run.html"]`. */
  readonly command?: readonly string[] | undefined;
  readonly jobs: readonly JobRecord[];
}

export interface RunFinished extends RunRecord, Located {
  readonly type: "run-finished";
  /** The run's folder, absolute. */
  readonly folder: string;
}

export type Event =
  | TaskStarted
  | TaskFinished
  | StepStarted
  | StepFinished
  | Line
  | Lines
  | UnfinishedLine
  | AutomationStarted
  | JobExpanded
  | JobStarted
  | JobFinished
  | Annotation
  | Mask
  | RunFinished;

/** An event and when it happened, in milliseconds since 1970. */
export type TimedEvent = Event & { readonly time: number };

/** Where events go. */
export type EventSink = (event: TimedEvent) => void;
