/** `state.json`: what `--resume` needs beside `run.json`. */
import { createHash } from "node:crypto";
import type { Workflow } from "../../model/workflow.ts";
import type { RunRequest } from "../run-request.ts";
import type { RunMask } from "./run-mask.ts";
import type { Situation } from "../event/situation.ts";

export interface RunState {
  /** All of it, also what `--only` left out. */
  readonly workflow: Workflow;
  readonly inputs: Situation["inputs"];
  readonly eventName: string;
  readonly ref: string;
  readonly vars: Situation["vars"];
  /** Names of uploaded artifacts by the folder that keeps them, relative to the run's. */
  readonly uploads: Record<string, string>;
}

export function runStateOf(
  { whole, situation }: RunRequest,
  uploads: RunState["uploads"],
): RunState {
  const { inputs, trigger, ref, vars } = situation;
  return { workflow: whole, inputs, eventName: trigger, ref, vars, uploads };
}

/** The content of `state.json`. Values that are only compared are digests, so that a mask does not change them. */
export interface StateFile {
  readonly jobs: Readonly<Record<string, string>>;
  /** The workflow without its jobs. */
  readonly workflow: string;
  readonly inputs: string;
  readonly eventName: string;
  readonly ref: string;
  readonly vars: string;
  readonly uploads: Readonly<Record<string, string>>;
}

export function stateFile(state: RunState, mask?: RunMask): StateFile {
  const { jobs, ...rest } = state.workflow;
  const { inputs, eventName, ref, vars, uploads } = state;
  return {
    jobs: Object.fromEntries(Object.entries(jobs).map(([id, job]) => [id, digest(job)])),
    workflow: digest(rest),
    inputs: digest(inputs),
    eventName,
    ref,
    vars: digest(vars),
    uploads: mask === undefined ? uploads : mask.values(uploads),
  };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
