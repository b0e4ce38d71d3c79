/**
 * What is known of a run so far: events folded into a tree of nodes. Knows nothing of how it is shown.
 * Its size is bounded, however long the run lasts and however much it prints.
 */
import type {
  Annotation,
  LocalResult,
  Line,
  PlannedJob,
  RunFinished,
  TimedEvent,
  UnfinishedLine,
} from "../../events/event.ts";
import { annotationText } from "../../events/workflow-command.ts";
import { lineCount } from "../../process/line-bytes.ts";
import { type LastLine, LastLines } from "../../process/last-lines.ts";

export type NodeKind = "automation" | "job" | "task" | "step";

/** `from`: names below the node that keeps the line, those of the nested task or step that printed it. */
export type ViewLine = LastLine<readonly string[]>;

export interface ViewNode {
  readonly name: string;
  readonly depth: number;
  kind: NodeKind;
  readonly children: ViewNode[];
  /** How many of its children are no longer kept: those that ended first. */
  dropCount: number;
  state: "waiting" | "running" | LocalResult;
  /** For a job: its id, and the ids of those it waits for. */
  id: string | undefined;
  needs: readonly string[];
  startedAt: number | undefined;
  durationMs: number | undefined;
  /** Why it failed or did not run. */
  reason: string | undefined;
  /** How a job was not as on GitHub. */
  notes: readonly string[];
  outputs: Readonly<Record<string, string>>;
  artifacts: Readonly<Record<string, string>>;
  /** The file with all of a job's output. */
  log: string | undefined;
  /** A sibling ran at the same time, so that their lines may alternate. */
  parallel: boolean;
  /** The end of the output of a job or of the command's own task, with that of its nested ones. */
  readonly output: LastLines<readonly string[]>;
  /** How many lines it has printed. */
  lineCount: number;
  /** A line that has begun and not ended. */
  unfinishedLine: (ViewLine & Pick<UnfinishedLine, "stream">) | undefined;
  readonly annotations: Record<Annotation["level"], number>;
}

/** How many lines of a job's output are kept, and how many characters of each. */
export const keptLines = 50;
const keptCharacters = 4096;
/** How many nested tasks and steps of a node are kept: a loop may run any number. */
const keptChildren = 200;
const keptAnnotations = 100;

export class RunView {
  root: ViewNode | undefined;
  end: RunFinished | undefined;
  /** The first ones of the run. */
  readonly annotations: Annotation[] = [];

  apply(event: TimedEvent): void {
    switch (event.type) {
      case "automation-started": {
        const node = this.#open(event.path, "automation", event.time);
        addJobs(node, event.jobs);
        break;
      }
      case "job-expanded": {
        const node = this.#node(event.path, "automation");
        const after = node.children.splice(node.children.findIndex(({ id }) => id === event.id));
        addJobs(node, event.jobs);
        node.children.push(...after.slice(1));
        break;
      }
      case "job-started":
        start(this.#node(event.path, "job"), "job", event.time);
        break;
      case "task-started":
        this.#open(event.path, "task", event.time);
        break;
      case "step-started":
        this.#open(event.path, "step", event.time);
        break;
      case "job-finished": {
        const node = this.#node(event.path, "job");
        node.outputs = event.outputs;
        node.log = event.log;
        node.notes = event.notes ?? [];
        end(node, event.result, event.durationMs, event.reason);
        break;
      }
      case "task-finished": {
        const node = this.#runningNode(event.path);
        node.outputs = event.outputs;
        node.artifacts = event.artifacts;
        // A job goes on after its task: it uploads, and its run says how it ended.
        if (this.root?.kind === "automation" && event.place !== undefined) {
          this.#keepPlace(event.path, event.place);
        }
        if (node.kind === "job") node.reason = event.error ?? node.reason;
        else end(node, event.result, event.durationMs, event.error);
        break;
      }
      case "step-finished":
        end(this.#runningNode(event.path), event.result, event.durationMs, undefined);
        break;
      case "line":
        if (event.stream !== "debug") this.#keepLine(event.path, event.text, event.stream);
        break;
      case "lines": {
        const { node, from } = this.#printer(event.path);
        endUnfinished(node, from, event.stream);
        node.lineCount += lineCount(event.bytes);
        node.output.addLines(from, event.bytes);
        break;
      }
      case "unfinished-line": {
        const { node, from } = this.#printer(event.path);
        node.unfinishedLine = { from, stream: event.stream, text: event.text };
        break;
      }
      case "annotation":
        this.#node(event.path.slice(0, 2), "job").annotations[event.level] += 1;
        if (this.annotations.length < keptAnnotations) this.annotations.push(event);
        this.#keepLine(event.path, `${event.level}: ${annotationText(event)}`);
        break;
      case "mask":
        break;
      case "run-finished":
        end(this.#node(event.path, "automation"), event.result, event.durationMs, undefined);
        this.end = event;
        break;
    }
  }

  /** The newest node of a path. */
  find(path: readonly string[]): ViewNode | undefined {
    let node = path.length === 0 ? undefined : this.root;
    for (const name of path.slice(1)) {
      node = node?.children.findLast((child) => child.name === name);
    }
    return node;
  }

  /** A failure goes through all the tasks around it: its place is said once. */
  #keepPlace(path: readonly string[], place: string): void {
    const text = `at ${place}`;
    if (this.#node(path.slice(0, 2), "job").output.list().at(-1)?.text === text) return;
    this.#keepLine(path, text, "stderr");
  }

  #keepLine(path: readonly string[], text: string, stream?: Line["stream"]): void {
    const { node, from } = this.#printer(path);
    endUnfinished(node, from, stream);
    node.lineCount += 1;
    node.output.add(from, text);
  }

  /** The node that keeps what is printed at a path, and the names below it. */
  #printer(path: readonly string[]): {
    readonly node: ViewNode;
    readonly from: readonly string[];
  } {
    const isOfTask = this.root !== undefined && this.root.kind !== "automation";
    const depth = isOfTask ? 1 : 2;
    const node = this.#node(path.slice(0, depth), isOfTask ? "task" : "job");
    return { node, from: path.slice(depth) };
  }

  /** A task may be called several times, one after another or at once, with the same path: each is a node. */
  #open(path: readonly string[], kind: NodeKind, time: number): ViewNode {
    const parent = path.length === 1 ? undefined : this.#node(path.slice(0, -1), "task");
    let node = this.find(path);
    if (parent === undefined || node?.kind === "job") {
      node = this.#node(path, kind);
    } else if (node?.state !== "waiting") {
      node = addChild(parent, path.at(-1) ?? "", kind);
    }
    start(node, kind, time);
    const siblings = (parent?.children ?? []).filter(({ state }) => state === "running");
    if (siblings.length > 1) for (const sibling of siblings) sibling.parallel = true;
    return node;
  }

  /** The node that an end belongs to: of several calls at once, the first that has not ended. */
  #runningNode(path: readonly string[]): ViewNode {
    const parent = this.find(path.slice(0, -1));
    const child = parent?.children.find(
      ({ name, state }) => name === path.at(-1) && state === "running",
    );
    return child ?? this.#node(path, "task");
  }

  /** The newest node of a path, made where it is not there yet. */
  #node(path: readonly string[], kind: NodeKind): ViewNode {
    const [first = "", ...rest] = path;
    this.root ??= newNode(first, 0, kind);
    let node = this.root;
    for (const name of rest) {
      const parent = node;
      node =
        parent.children.findLast((child) => child.name === name) ?? addChild(parent, name, kind);
    }
    return node;
  }
}

/** A line of the same stream, from the same place, is the one that had begun. */
function endUnfinished(
  node: ViewNode,
  from: readonly string[],
  stream: Line["stream"] | undefined,
): void {
  const { unfinishedLine } = node;
  if (unfinishedLine?.stream !== stream || unfinishedLine?.from.join("/") !== from.join("/"))
    return;
  node.unfinishedLine = undefined;
}

function addJobs(node: ViewNode, jobs: readonly PlannedJob[]): void {
  for (const job of jobs) {
    const child = addChild(node, job.name, "job");
    child.id = job.id;
    child.needs = job.needs;
  }
}

function addChild(parent: ViewNode, name: string, kind: NodeKind): ViewNode {
  const child = newNode(name, parent.depth + 1, kind);
  parent.children.push(child);
  if (kind !== "job" && parent.children.length > keptChildren) {
    const oldest = parent.children.findIndex((candidate) => candidate.state !== "running");
    if (oldest !== -1 && oldest < parent.children.length - 1) {
      parent.children.splice(oldest, 1);
      parent.dropCount += 1;
    }
  }
  return child;
}

function newNode(name: string, depth: number, kind: NodeKind): ViewNode {
  return {
    name,
    depth,
    kind,
    children: [],
    dropCount: 0,
    state: "waiting",
    id: undefined,
    needs: [],
    startedAt: undefined,
    durationMs: undefined,
    reason: undefined,
    notes: [],
    outputs: {},
    artifacts: {},
    log: undefined,
    parallel: false,
    output: new LastLines(keptLines, keptCharacters),
    lineCount: 0,
    unfinishedLine: undefined,
    annotations: { error: 0, warning: 0, notice: 0 },
  };
}

/** A task in a job's process starts after its job did: the first start counts. */
function start(node: ViewNode, kind: NodeKind, time: number): void {
  node.state = "running";
  if (node.kind !== "job") node.kind = kind;
  node.startedAt ??= time;
}

function end(
  node: ViewNode,
  result: LocalResult,
  durationMs: number,
  reason: string | undefined,
): void {
  node.state = result;
  node.unfinishedLine = undefined;
  node.durationMs = durationMs;
  node.reason = reason ?? node.reason;
  // What was killed says no more: it ended with what it belonged to.
  for (const child of node.children) {
    if (child.state === "running") {
      end(child, result === "success" ? "success" : "cancelled", durationMs, undefined);
    }
  }
}
