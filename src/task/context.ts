/** What a task's code may do: the functions of `context`, which are exported from the package as well. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Line } from "../events/event.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, messageOf, quotedList } from "../problems/wording.ts";
import { mayBecomeCommand } from "../events/workflow-command.ts";
import { linesOf, textsOf } from "../process/line-bytes.ts";
import { boundedLines, LineSplitter } from "../process/line-splitter.ts";
import type { TaskInfo } from "./definition.ts";
import { appendOutput } from "./github-output.ts";
import { follow } from "./pending-work.ts";
import {
  currentPosition,
  type Position,
  requirePosition,
  runAt,
  type RunningTask,
  type WrittenStream,
} from "./running-task.ts";
import { stageArtifact } from "./saved-artifact.ts";
import { missingSecret } from "./secrets.ts";

/** Options of `saveArtifact()`. */
export interface SaveOptions {
  /**
   * Also saves files and folders in a saved folder that begin with a dot. Some of them, such as `.git` and `.env`, may
   * hold secrets. Default: false, as with upload-artifact.
   */
  readonly includeHiddenFiles?: boolean;
}

/** The second parameter of `run`. It takes only names that the task declares. */
export interface TaskContext<
  Output extends string = string,
  ArtifactName extends string = string,
  Secret extends string = string,
> {
  /** Sets a declared output. On GitHub it becomes an output of the job. The last value wins. */
  setOutput(this: void, name: Output, value: string | number | boolean): void;
  /** Saves a file or folder, which has to exist, as a declared artifact. */
  saveArtifact(this: void, name: ArtifactName, path: string, options?: SaveOptions): void;
  /** The value of a declared secret: from the environment, else from `~/.recompose/secrets.toml`. */
  getSecret(this: void, name: Secret): string;
  /** Prints text, one event for each line. */
  out(this: void, text: string): void;
  /** Prints text with `--debug` only. */
  dbg(this: void, text: string): void;
  /** Groups what `body` prints and calls under a name. Throws what `body` throws. */
  step<Returned>(
    this: void,
    name: string,
    body: () => Returned | Promise<Returned>,
  ): Promise<Returned>;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
}

/**
 * Sets a declared output of the running task. On GitHub it becomes an output of the job. The last value wins.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
 *
 * @throws UsageError outside of a task, for a name that the task does not declare, and for a number that is not finite.
 * @example setOutput("version", "1.2.0");
 */
export function setOutput(name: string, value: string | number | boolean): void {
  const { task } = requirePosition("setOutput");
  checkDeclared(task.info, "output", name);
  if (!["string", "boolean"].includes(typeof value) && !Number.isFinite(value)) {
    throw new UsageError(
      `task ${JSON.stringify(task.info.name)}: the output ${JSON.stringify(name)} is a string, a finite number or a boolean, not ${String(value)}.`,
    );
  }
  const text = String(value);
  task.outputs.set(name, text);
  // Outputs of a nested task are its own: only the command's task speaks for the job.
  const file = task.session.env["GITHUB_OUTPUT"];
  if (task.parent === undefined && file) {
    task.writtenOutputs.set(name, { value: text, block: appendOutput(file, name, text) });
  }
}

/**
 * Saves a file or folder as a declared artifact of the running task.
 *
 * @throws UsageError outside of a task, for a name that the task does not declare, and for a path where nothing is.
 * @example saveArtifact("package", "dist/package.tgz");
 */
export function saveArtifact(name: string, path: string, options: SaveOptions = {}): void {
  const position = requirePosition("saveArtifact");
  const { task } = position;
  checkDeclared(task.info, "artifact", name);
  const absolute = resolve(task.session.cwd, path);
  const cannotSave = (why: string): UsageError =>
    new UsageError(
      `task ${JSON.stringify(task.info.name)}: the artifact ${JSON.stringify(name)} cannot be saved: ${why}`,
    );
  if (!existsSync(absolute)) throw cannotSave(`there is no file or folder ${absolute}.`);
  task.artifacts.set(name, absolute);
  const runnerTemp = task.session.env["RUNNER_TEMP"];
  // An artifact of a nested task is its own: only the command's task speaks for the job.
  if (task.parent !== undefined || !runnerTemp) return;
  const includeHiddenFiles = options.includeHiddenFiles === true;
  try {
    const hiddenFiles = stageArtifact(runnerTemp, { name, path: absolute, includeHiddenFiles });
    if (hiddenFiles.length > 0) {
      emitLines(position, "stderr", hiddenFilesWarning(name, path, hiddenFiles));
    }
  } catch (error) {
    throw error instanceof UsageError ? cannotSave(error.message) : error;
  }
}

function hiddenFilesWarning(name: string, path: string, hiddenFiles: readonly string[]): string {
  const more = hiddenFiles.length > 3 ? `, and ${hiddenFiles.length - 3} more` : "";
  const call = [name, path].map((word) => JSON.stringify(word)).join(", ");
  return `warning: the artifact ${JSON.stringify(name)} is without the hidden files ${quotedList(hiddenFiles.slice(0, 3))}${more}. To take them along: saveArtifact(${call}, { includeHiddenFiles: true })`;
}

/**
 * The value of a declared secret of the running task; it is masked in everything that recompose prints.
 *
 * @throws UsageError outside of a task, for a name that the task does not declare, and for a secret that has no value.
 * @example await run("npm", "publish", { env: { NODE_AUTH_TOKEN: getSecret("NPM_TOKEN") } });
 */
export function getSecret(name: string): string {
  const { task } = requirePosition("getSecret");
  checkDeclared(task.info, "secret", name);
  const value = task.secrets.get(name);
  if (value !== undefined) return value;
  throw missingSecret(task.info.name, name, task.session.env);
}

/**
 * Prints text as output of the running task.
 *
 * @throws UsageError outside of a task.
 * @example out("This is version 1.2.0.");
 */
export function out(text: string): void {
  emitLines(requirePosition("out"), "stdout", text);
}

/**
 * Prints text as output of the running task, with `--debug` only.
 *
 * @throws UsageError outside of a task.
 * @example dbg("12 files are up to date.");
 */
export function dbg(text: string): void {
  emitLines(requirePosition("dbg"), "debug", text);
}

/**
 * Runs `body` as a named group of the running task.
 *
 * @throws UsageError outside of a task. What `body` throws is thrown again.
 * @example await step("install", () => run("npm", "ci"));
 */
export function step<Returned>(
  name: string,
  body: () => Returned | Promise<Returned>,
): Promise<Returned> {
  const nameOfStep = ({ task }: Position): string => `step ${JSON.stringify(nameIn(task, name))}`;
  return follow("step", nameOfStep, (position) => runStep(position, name, body));
}

function nameIn(task: RunningTask, name: string): string {
  // A reporter shows a name in one line.
  return task.session.masker.mask(String(name)).replaceAll(/\s+/g, " ");
}

async function runStep<Returned>(
  { task, path: outer }: Position,
  name: string,
  body: () => Returned | Promise<Returned>,
): Promise<Returned> {
  const { emit, now } = task.session;
  const path = [...outer, nameIn(task, name)];
  const startedAt = now();
  const finish = (result: "success" | "failure"): void =>
    emit({ type: "step-finished", path, result, durationMs: now() - startedAt });
  emit({ type: "step-started", path });
  try {
    const value = await runAt({ task, path }, body);
    finish("success");
    return value;
  } catch (error) {
    emitLines({ task, path }, "stderr", messageOf(error), { quoted: true });
    finish("failure");
    throw error;
  }
}

/** Prints text as output of the task whose code calls it; false where no task does. */
export function printFromTask(stream: Line["stream"], text: string): boolean {
  const position = currentPosition();
  if (position === undefined) return false;
  emitLines(position, stream, text);
  return true;
}

/**
 * Takes what the task's code writes to a stream of the process, line by line; false for code outside of any task.
 * A line is emitted when it is whole, since a value to hide may be written in two pieces.
 */
export function writeFromTask(stream: "stdout" | "stderr", text: string): boolean {
  const position = currentPosition();
  if (position === undefined) return false;
  const { task, path } = position;
  const writtenOutput = task.writtenStreams.get(stream) ?? writtenStream(position, stream);
  writtenOutput.path = path;
  task.writtenStreams.set(stream, writtenOutput);
  task.session.together(() => writtenOutput.lines.push(text));
  return true;
}

function writtenStream({ task, path }: Position, stream: "stdout" | "stderr"): WrittenStream {
  const { masker, emit } = task.session;
  const show = (bytes: Uint8Array): void => {
    breakLines(task);
    emit({ type: "lines", path: writtenOutput.path, stream, bytes });
  };
  const lines = new LineSplitter(show, {
    masker,
    // A question that the task's own code asks, such as with Node's readline, has no line ending.
    onUnfinished(text) {
      if (mayBecomeCommand(text)) return;
      emit({ type: "unfinished-line", path: writtenOutput.path, stream, text });
    },
  });
  const writtenOutput: WrittenStream = { path, lines };
  return writtenOutput;
}

/** Emits the last line of each stream of a task, if it has no line ending. */
export function finishLines(task: RunningTask): void {
  for (const { lines } of task.writtenStreams.values()) lines.end();
}

/**
 * The functions for one task. They belong to it wherever they are called, also in a listener of the signal or of a
 * server, where Node does not know which task runs.
 */
export function contextOf(position: Position): TaskContext {
  const boundFunction =
    <Args extends unknown[], Returned>(call: (...args: Args) => Returned) =>
    (...args: Args): Returned =>
      // A step of the same task is a more exact position.
      currentPosition()?.task === position.task
        ? call(...args)
        : runAt(position, () => call(...args));
  return {
    setOutput: boundFunction(setOutput),
    saveArtifact: boundFunction(saveArtifact),
    getSecret: boundFunction(getSecret),
    out: boundFunction(out),
    dbg: boundFunction(dbg),
    step: (name, body) => boundFunction(() => step(name, body))(),
    get signal() {
      return position.task.signal;
    },
  };
}

export function emitLines(
  { task, path }: Position,
  stream: Line["stream"],
  text: string,
  more: Pick<Line, "quoted"> = {},
): void {
  const { masker, emit, together } = task.session;
  if (stream !== "debug") breakLines(task);
  const maskedText = masker.mask(String(text)).replaceAll("\r\n", "\n");
  // A final line ending ends the last line; it does not begin an empty one.
  const parts = boundedLines(linesOf(maskedText.replace(/\n$/, "")));
  together(() => {
    for (const bytes of parts) {
      if (stream !== "debug" && more.quoted !== true) {
        emit({ type: "lines", path, stream, bytes });
        continue;
      }
      for (const line of textsOf(bytes)) emit({ type: "line", path, stream, text: line, ...more });
    }
  });
}

/** After a question of the task and the user's answer, output begins a new line. */
function breakLines({ session, writtenStreams }: RunningTask): void {
  if (!session.isInteractive) return;
  for (const { lines } of writtenStreams.values()) lines.break();
}

function checkDeclared(info: TaskInfo, what: "output" | "artifact" | "secret", name: string): void {
  const names: readonly string[] = info[`${what}s` as const] ?? [];
  if (names.includes(name)) return;
  throw new UsageError(
    `task ${JSON.stringify(info.name)} does not declare the ${what} ${JSON.stringify(name)}. Its ${what}s are ${quotedList(names)}.${didYouMean(name, names)}`,
  );
}
