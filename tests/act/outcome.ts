/** What came of a run, in the same words for recompose and for act. */
import type { JobRecord } from "../../src/events/event.ts";

/** `JOB result`, `JOB output NAME` and `JOB printed NAME`; JOB is an id, with the values of a combination after it. */
export type Outcome = ReadonlyMap<string, string>;

type Matrix = Readonly<Record<string, unknown>>;

/** @param logOf The output of a job. */
export function outcomeHere(
  jobs: readonly JobRecord[],
  logOf: (job: JobRecord) => string,
): Outcome {
  const outcome = new Map<string, string>();
  for (const job of jobs) {
    const name = jobName(job.id, job.matrix);
    outcome.set(`${name} result`, job.result);
    for (const [key, value] of Object.entries(job.outputs)) {
      outcome.set(`${name} output ${key}`, value);
    }
    for (const line of logOf(job).split("\n")) addPrinted(outcome, name, line);
  }
  return outcome;
}

/** The parts of a line of `act --json --verbose` that are read here; the rest of the lines has none of them. */
interface ActLine {
  readonly jobID?: string;
  readonly matrix?: Matrix;
  readonly msg?: string;
  readonly jobResult?: string;
  readonly stage?: string;
  readonly stepResult?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
}

/** @param log What `act --json --verbose` printed. */
export function outcomeOfAct(log: string): Outcome {
  const outcome = new Map<string, string>();
  const failed = new Set<string>();
  for (const text of log.split("\n")) {
    if (!text.startsWith("{")) continue;
    const line = JSON.parse(text) as ActLine;
    if (line.jobID === undefined) continue;
    const name = jobName(line.jobID, line.matrix ?? undefined);
    if (line.stepResult === "failure") failed.add(name);
    if (line.jobResult !== undefined) {
      // A combination is said to have failed when one before it did: setJobResult in act's pkg/runner/job_executor.go.
      const isOther = name !== line.jobID && line.jobResult === "failure" && !failed.has(name);
      outcome.set(`${name} result`, isOther ? "success" : line.jobResult);
    }
    if (line.command === "set-output" && line.name !== undefined && line.arg) {
      outcome.set(`${name} output ${line.name}`, line.arg);
    }
    if (line.raw_output === true) addPrinted(outcome, name, line.msg ?? "");
  }
  return outcome;
}

/** What differs, in order. */
export function differences(one: Outcome, other: Outcome): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((key) => one.get(key) !== other.get(key))
    .sort();
}

function addPrinted(outcome: Map<string, string>, job: string, line: string): void {
  const [, name, value] = /^RESULT ([^=]+)=(.*)$/.exec(line.trimEnd()) ?? [];
  if (name !== undefined && value !== undefined) outcome.set(`${job} printed ${name}`, value);
}

/** `test`, or `test node="20" os="linux"`. */
export function jobName(id: string, matrix: Matrix = {}): string {
  const keys = Object.keys(matrix).sort();
  return [id, ...keys.map((key) => `${key}=${JSON.stringify(matrix[key])}`)].join(" ");
}
