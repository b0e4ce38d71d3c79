/**
 * Everything that can happen while tasks and automations run. The task runtime and the local runner emit events,
 * reporters show them, and the process of a job passes its events to its run.
 */

/** How a job ended, as in `needs.<id>.result`; `elsewhere` is a job that only another machine can run. */
export type LocalResult = "success" | "failure" | "cancelled" | "skipped" | "elsewhere";

/** Names from the automation or the task down: `["ci", "test", "unit"]`. */
export type EventPath = readonly string[];

interface Located {
  /** What it happened to. */
  readonly path: EventPath;
}

/** Where in the log of its job something begins. The run of the job knows it, the job's process does not. */
interface Logged extends Located {
  /** Bytes of the log before it. */
  readonly logOffset?: number | undefined;
}

/** A task begins. */
export interface TaskStarted extends Logged {
  /** Tells the events apart. */
  readonly type: "task-started";
}

/** A task has ended. The one with a single name in its path is the last event of `./run TASK --json`. */
export interface TaskFinished extends Located {
  /** Tells the events apart. */
  readonly type: "task-finished";
  /** How it ended. */
  readonly result: "success" | "failure";
  /** Why it failed. */
  readonly error?: string | undefined;
  /** Where in the app it was thrown: `recompose.ts:12:7`. */
  readonly place?: string | undefined;
  /** For `--debug`: where it was thrown. */
  readonly stack?: string | undefined;
  /** Texts by the names of the outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Absolute path of each artifact. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly durationMs: number;
}

/** A step of a task, or of a job, begins. */
export interface StepStarted extends Logged {
  /** Tells the events apart. */
  readonly type: "step-started";
}

/** A step of a task, or of a job, has ended. */
export interface StepFinished extends Located {
  /** Tells the events apart. */
  readonly type: "step-finished";
  /** A step of a job may also be skipped, cancelled, or left out here. */
  readonly result: LocalResult;
  /** In milliseconds. */
  readonly durationMs: number;
  /** How a step of a job ended whose failure its job tolerates, or a person at a stop. */
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
  /** In milliseconds. */
  readonly durationMs: number;
  /** What the result would be without `continue-on-error`, or if no person had taken it for a success. */
  readonly outcome?: LocalResult | undefined;
  /** Why it failed or did not run. */
  readonly reason?: string | undefined;
}

/**
 * One line of output, without its line ending, of the task or job at `path`: a line of recompose itself, a quoted line, or
 * one for `--debug`. Ordinary output comes as `lines`.
 */
export interface Line extends Located {
  /** Tells the events apart. */
  readonly type: "line";
  /** Where it was printed; `debug` is there with `--debug` only. */
  readonly stream: "stdout" | "stderr" | "debug";
  /** Without its line ending. */
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

/** The run of an automation begins. */
export interface AutomationStarted extends Located {
  /** Tells the events apart. */
  readonly type: "automation-started";
  /** As far as they are known: `job-expanded` tells of others. */
  readonly jobs: readonly PlannedJob[];
}

/** A job of a run, or one combination of its matrix. */
export interface PlannedJob {
  /** The job's id; the same for all combinations of a matrix. */
  readonly id: string;
  /** As GitHub shows it, unique in a run: `test (20, ubuntu-latest)`. It stands in event paths. */
  readonly name: string;
  /** Ids of the jobs that have to end before it. */
  readonly needs: readonly string[];
}

/**
 * A matrix or a name that depends on other jobs is known now: the combinations replace the job. Or a job calls a workflow:
 * the job itself comes first, then the called jobs.
 */
export interface JobExpanded extends Located {
  /** Tells the events apart. */
  readonly type: "job-expanded";
  /** Of the job. */
  readonly id: string;
  /** The combination that they replace. Default: the whole job. */
  readonly name?: string | undefined;
  /** What is in its place now. */
  readonly jobs: readonly PlannedJob[];
}

/** A job, or one combination of its matrix, begins. */
export interface JobStarted extends Located {
  /** Tells the events apart. */
  readonly type: "job-started";
}

/** A job, or one combination of its matrix, has ended, or does not run. */
export interface JobFinished extends Located {
  /** Tells the events apart. */
  readonly type: "job-finished";
  /** How it ended. */
  readonly result: LocalResult;
  /** Why it did not run, or what failed. */
  readonly reason?: string | undefined;
  /** Texts by the names of the outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly durationMs: number;
  /** The file with all of its output, absolute. */
  readonly log: string;
  /** How the job differed from GitHub, whatever its result. */
  readonly notes?: readonly string[] | undefined;
}

/** What `::error::`, `::warning::` and `::notice::` say, with the place in a file where one was given. */
export interface Annotation extends Logged {
  /** Tells the events apart. */
  readonly type: "annotation";
  /** How bad it is. */
  readonly level: "error" | "warning" | "notice";
  /** What it says. */
  readonly message: string;
  /** A heading for it. */
  readonly title?: string | undefined;
  /** As the program wrote it: most often relative to the repository. */
  readonly file?: string | undefined;
  /** Counts from 1, as the other three. */
  readonly line?: number | undefined;
  /** The last line. */
  readonly endLine?: number | undefined;
  /** The first column. */
  readonly column?: number | undefined;
  /** The last column. */
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
  /** How it ended. */
  readonly result: LocalResult;
  /** Why it did not run, or what failed. */
  readonly reason?: string | undefined;
  /** How the job differed from GitHub, whatever its result: `node 26 was asked for, here is 20.20`. */
  readonly notes?: readonly string[] | undefined;
  /** Of each step that a person took for a success at a stop, what it was instead. They are among the notes, too. */
  readonly ignored?: readonly string[] | undefined;
  /** Texts by the names of the outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Where the run's folder keeps each artifact, relative to that folder. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** Of the command that failed, or of the last one. */
  readonly exitCode?: number | undefined;
  /** ISO 8601. */
  readonly startedAt?: string | undefined;
  /** In milliseconds. */
  readonly durationMs: number;
  /** Relative to the run's folder. The log of a job that never started says why. */
  readonly log: string;
}

/** The content of `run.json`. */
export interface RunRecord {
  /** The name of its folder in `.recompose/runs`. Ids sort by time. */
  readonly id: string;
  /** Its name, as on a command line. */
  readonly automation: string;
  /** How it ended. */
  readonly result: LocalResult;
  /** ISO 8601. */
  readonly startedAt: string;
  /** In milliseconds. */
  readonly durationMs: number;
  /** All inputs by their names, with their defaults. */
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
  /** One for each combination of a matrix. */
  readonly jobs: readonly JobRecord[];
}

/** The run of an automation has ended. It is the last event of `./run AUTOMATION --json`. */
export interface RunFinished extends RunRecord, Located {
  /** Tells the events apart. */
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

export interface Timed {
  /** When it happened, in milliseconds since 1970. */
  readonly time: number;
}

/** An event and when it happened. */
export type TimedEvent = Event & Timed;

/** Where events go. */
export type EventSink = (event: TimedEvent) => void;
