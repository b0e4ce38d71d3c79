/** One call of a task, from its inputs to its result. Never rejects. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { completeInputs } from "../inputs/check.ts";
import { LazyAbort } from "../process/lazy-abort.ts";
import { UsageError } from "../problems/usage-error.ts";
import { asError, fitting, messageOf, quotedList, stackOf } from "../problems/wording.ts";
import { contextOf, emitLines, finishLines, type TaskContext } from "./context.ts";
import type { TaskInfo } from "./definition.ts";
import { forgottenWork, pendingNames, settlePending } from "./pending-work.ts";
import { restoreOutputs } from "./github-output.ts";
import { isErr, isOk, ObservedResult } from "./result.ts";
import { type Position, type RunningTask, runAt, setBase } from "./running-task.ts";
import { receivedArtifact } from "./saved-artifact.ts";
import { findSecrets, type Secrets } from "./secrets.ts";
import type { Session } from "./session.ts";

/** In UTF-16 units. A longer message of an error would fill logs and records, so it is cut. */
const longestMessage = 64 * 1024;

/** A task's definition with its function, in the types that calling it takes. */
export interface ExecutableTask extends TaskInfo {
  run(inputs: Readonly<Record<string, unknown>>, context: TaskContext): unknown;
}

/** Runs a task below the position of its caller, or at the top of a session. */
export function executeTask(
  definition: ExecutableTask,
  inputs: Readonly<Record<string, unknown>>,
  caller: Position | Session,
): Promise<ObservedResult> {
  const isNested = "task" in caller;
  const session = isNested ? caller.task.session : caller;
  const controller = new LazyAbort(() => {
    if (session.signal.aborted) abort();
    else session.signal.addEventListener("abort", abort, { once: true });
  });
  const task: RunningTask = {
    info: definition,
    session,
    parent: isNested ? caller.task : undefined,
    get signal() {
      return controller.signal;
    },
    outputs: new Map(),
    writtenOutputs: new Map(),
    artifacts: new Map(),
    secrets: new Map(),
    pendingWork: new Set(),
    nestedTasks: [],
    runningNames: new Set(),
    writtenStreams: new Map(),
  };
  const name = isNested ? freeName(definition.name, caller.task) : definition.name;
  const position = { task, path: [...(isNested ? caller.path : []), name] };
  const abort = (): void => runAt(position, () => controller.abort(session.signal.reason));
  if (session.isAlone === true && !isNested) setBase(position);
  const stop = (): void => runAt(position, () => controller.abort());
  const observedResult = runToEnd(definition, inputs, position, stop).finally(() => {
    if (controller.isMade) session.signal.removeEventListener("abort", abort);
  });
  if (isNested) trackNested(name, observedResult, caller.task);
  return observedResult;
}

/** Calls of one task at the same time have names of their own: `unit`, `unit (2)`. */
function freeName(name: string, parent: RunningTask): string {
  let free = name;
  for (let count = 2; parent.runningNames.has(free); count += 1) free = `${name} (${count})`;
  return free;
}

function trackNested(name: string, result: Promise<ObservedResult>, parent: RunningTask): void {
  const work = {
    name: () => `task ${JSON.stringify(name)}`,
    site: new Error(),
    completion: result,
  };
  parent.nestedTasks.push({ name, result });
  parent.runningNames.add(name);
  parent.pendingWork.add(work);
  void result.then(() => {
    parent.runningNames.delete(name);
    parent.pendingWork.delete(work);
  });
}

async function runToEnd(
  definition: ExecutableTask,
  inputs: Readonly<Record<string, unknown>>,
  position: Position,
  stop: () => void,
): Promise<ObservedResult> {
  const { task, path } = position;
  const { emit, now, env, cwd } = task.session;
  const startedAt = now();
  emit({ type: "task-started", path });
  let error: Error | undefined;
  let value: unknown;
  try {
    const toArtifact = (text: string): string => {
      const path = receivedArtifact(env["RUNNER_TEMP"], resolve(cwd, text));
      if (existsSync(path)) return path;
      throw new UsageError(`${owner}: there is no file or folder ${path}.`);
    };
    const owner = `task ${JSON.stringify(definition.name)}`;
    const values = completeInputs(definition.inputs ?? {}, inputs, owner, toArtifact);
    task.secrets = await prepareSecrets(position);
    const returnValue = await runAt(position, async () =>
      definition.run(values, contextOf(position)),
    );
    if (isErr(returnValue)) error = asError(returnValue.error);
    else value = isOk(returnValue) ? returnValue.value : returnValue;
  } catch (thrown) {
    error = asError(thrown);
  }
  const tell = (text: string): void => emitLines(position, "stderr", text);
  const forgottenError = error === undefined ? await forgottenWork(task, tell) : undefined;
  error ??= forgottenError;
  if (task.pendingWork.size > 0) {
    // The task has failed, so nobody would use the results.
    stop();
    tell(`ending ${pendingNames(task)}: the task has failed`);
    await settlePending(task);
  }
  if (task.parent === undefined) {
    // A promise that nobody awaited may have been rejected just now. Node reports that a moment later.
    await new Promise((next) => setImmediate(next));
    const isDone =
      error !== undefined ||
      (await task.session.untilIdle((names) =>
        tell(`waiting for what the code of the task left running: ${names}`),
      ));
    const fault = task.session.takeFault();
    if (fault !== undefined && forgottenError === undefined) error = fault;
    else if (!isDone) {
      error = new Error("it was ended before what its code left running was done");
    }
  }
  // A nested task that the code did not await still belongs to this one.
  const nestedError = await firstUnobservedError(task);
  error ??= nestedError ?? missingOutputsError(task);
  const outputFile = env["GITHUB_OUTPUT"];
  try {
    if (outputFile) restoreOutputs(outputFile, task.writtenOutputs);
  } catch (lost) {
    error ??= asError(lost);
  }
  finishLines(task);
  const result = new ObservedResult(error, {
    value,
    outputs: Object.fromEntries(task.outputs),
    artifacts: Object.fromEntries(task.artifacts),
    durationMs: now() - startedAt,
  });
  const mask = (text: string): string => task.session.masker.mask(text);
  const maskValues = (values: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, text]) => [name, mask(text)]));
  emit({
    type: "task-finished",
    path,
    result: error === undefined ? "success" : "failure",
    error: error && fitting(mask(messageOf(error)), longestMessage),
    stack: error && fitting(mask(stackOf(error)), longestMessage),
    outputs: maskValues(result.outputs),
    artifacts: maskValues(result.artifacts),
    durationMs: result.durationMs,
  });
  return result;
}

/** Sessions that have printed the warning about the file of secrets. */
const warnedSessions = new WeakSet<Session>();

/** Finds the declared secrets and masks them from now on, also those that the task's code does not read. */
async function prepareSecrets(position: Position): Promise<Secrets> {
  const { task, path } = position;
  const { session, info } = task;
  const { values, warning } = await findSecrets(info.secrets ?? [], session.secretSource);
  for (const value of values.values()) {
    session.masker.add(value);
    session.emit({ type: "mask", path, value });
  }
  if (warning !== undefined && !warnedSessions.has(session)) {
    warnedSessions.add(session);
    emitLines(position, "stderr", `warning: ${warning}`);
  }
  return values;
}

async function firstUnobservedError(task: RunningTask): Promise<Error | undefined> {
  let first: Error | undefined;
  // By index, because a nested task may call others meanwhile.
  for (let index = 0; index < task.nestedTasks.length; index += 1) {
    const nestedTask = task.nestedTasks[index];
    const error = (await nestedTask?.result)?.unobservedError();
    if (nestedTask !== undefined && error !== undefined) {
      first ??= new Error(
        `the nested task ${JSON.stringify(nestedTask.name)} failed: ${messageOf(error)}`,
      );
    }
  }
  return first;
}

/** A success has every output and artifact that its task declares. */
function missingOutputsError(task: RunningTask): Error | undefined {
  const outputs = (task.info.outputs ?? []).filter((name) => !task.outputs.has(name));
  const artifacts = (task.info.artifacts ?? []).filter((name) => !task.artifacts.has(name));
  const problems: string[] = [];
  if (outputs.length > 0) problems.push(`never set its output ${quotedList(outputs)}`);
  if (artifacts.length > 0) problems.push(`never saved its artifact ${quotedList(artifacts)}`);
  if (problems.length === 0) return undefined;
  return new Error(`it ${problems.join(" and ")}, which it declares`);
}
