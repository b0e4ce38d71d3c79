/**
 * The state of a run as a tree of nodes, made from its events. It does not know how it is shown. Its size is bounded,
 * however long the run takes and however much it prints.
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

type NodeKind = "automation" | "job" | "task" | "step";

/** `from` is the path of the nested task or step that printed the line, below the node that has the line. */
type ViewLine = LastLine<readonly string[]>;

export interface ViewNode {
  readonly name: string;
  kind: NodeKind;
  readonly children: ViewNode[];
  /** How many children it no longer has: those that ended first. */
  dropCount: number;
  state: "waiting" | "running" | LocalResult;
  /** For a job: its id, and the ids of those it waits for. */
  id?: string;
  needs: readonly string[];
  startedAt?: number;
  /** Where in the log of its job it begins, in bytes. */
  logOffset?: number | undefined;
  durationMs?: number;
  /** How a step ended whose failure its job tolerates. */
  outcome?: LocalResult | undefined;
  /** Why it failed or did not run. */
  reason?: string | undefined;
  /** How a job differed from GitHub, as far as no job before it did so, too. */
  notes: readonly string[];
  outputs: Readonly<Record<string, string>>;
  artifacts: Readonly<Record<string, string>>;
  /** The file with all of a job's output. */
  log?: string;
  /** Whether a sibling ran at the same time: their lines may alternate. */
  parallel: boolean;
  /** The last lines of a job or of the command's own task, with those of nested tasks and steps. */
  readonly output: LastLines<readonly string[]>;
  /** How many lines it has printed. */
  lineCount: number;
  /** A line that has begun and not ended. */
  unfinishedLine?: (ViewLine & Pick<UnfinishedLine, "stream">) | undefined;
  readonly annotations: Record<Annotation["level"], number>;
}

/** How many of the last lines of a job a view has, and how many characters of each. */
export const mostLines = 50;
const longestLine = 4096;
/** How many nested tasks and steps a node has: a loop may run any number. */
const mostChildren = 200;
const mostAnnotations = 100;

export class RunView {
  root: ViewNode | undefined;
  end: RunFinished | undefined;
  /** The first ones of the run. */
  readonly annotations: Annotation[] = [];
  readonly #notes = new Set<string>();

  apply(event: TimedEvent): void {
    switch (event.type) {
      case "automation-started":
        addJobs(this.#open(event.path, "automation", event.time), event.jobs);
        break;
      case "job-expanded": {
        const node = this.#node(event.path, "automation");
        const isMeant = ({ id, name }: ViewNode): boolean =>
          event.name === undefined ? id === event.id : name === event.name;
        const after = node.children.splice(node.children.findIndex(isMeant));
        addJobs(node, event.jobs);
        node.children.push(...after.slice(1));
        break;
      }
      case "job-started":
        start(this.#node(event.path, "job"), "job", event.time);
        break;
      case "task-started":
        this.#open(event.path, "task", event.time).logOffset = event.logOffset;
        break;
      case "step-started":
        this.#open(event.path, "step", event.time).logOffset = event.logOffset;
        break;
      case "job-finished": {
        const node = this.#node(event.path, "job");
        node.outputs = event.outputs;
        node.log = event.log;
        node.notes = this.#newNotes(event.notes ?? []);
        end(node, event.result, event.durationMs, event.reason);
        break;
      }
      case "task-finished": {
        const node = this.#runningNode(event.path);
        node.outputs = event.outputs;
        node.artifacts = event.artifacts;
        if (this.root?.kind === "automation" && event.place !== undefined) {
          this.#addPlace(event.path, event.place);
        }
        // A job goes on after its task: it uploads, and ends with its own event.
        if (node.kind === "job") node.reason = event.error ?? node.reason;
        else end(node, event.result, event.durationMs, event.error);
        break;
      }
      case "step-finished": {
        const node = this.#runningNode(event.path, "step");
        node.outcome = event.outcome;
        end(node, event.result, event.durationMs, event.reason);
        break;
      }
      case "line":
        if (event.stream !== "debug") this.#addLine(event.path, event.text, event.stream);
        break;
      case "lines": {
        const { node, from } = this.#outputNode(event.path);
        endUnfinished(node, from, event.stream);
        node.lineCount += lineCount(event.bytes);
        node.output.addLines(from, event.bytes);
        break;
      }
      case "unfinished-line": {
        const { node, from } = this.#outputNode(event.path);
        node.unfinishedLine = { from, stream: event.stream, text: event.text };
        break;
      }
      case "annotation":
        this.#node(event.path.slice(0, 2), "job").annotations[event.level] += 1;
        if (this.annotations.length < mostAnnotations) this.annotations.push(event);
        this.#addLine(event.path, `${event.level}: ${annotationText(event)}`);
        break;
      case "mask":
        break;
      case "run-finished":
        end(this.#node(event.path, "automation"), event.result, event.durationMs);
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

  /** Jobs that run with the same tools differ in the same way: what one has said is not repeated. */
  #newNotes(notes: readonly string[]): readonly string[] {
    const fresh = notes.filter((note) => !this.#notes.has(note));
    for (const note of fresh) this.#notes.add(note);
    return fresh;
  }

  /** A failure passes through all the tasks around it: its place is shown once. */
  #addPlace(path: readonly string[], place: string): void {
    const text = `at ${place}`;
    if (this.#node(path.slice(0, 2), "job").output.list().at(-1)?.text === text) return;
    this.#addLine(path, text, "stderr");
  }

  #addLine(path: readonly string[], text: string, stream?: Line["stream"]): void {
    const { node, from } = this.#outputNode(path);
    endUnfinished(node, from, stream);
    node.lineCount += 1;
    node.output.add(from, text);
  }

  /** The node that has the output of a path, and the rest of the path. */
  #outputNode(path: readonly string[]): Pick<ViewLine, "from"> & { readonly node: ViewNode } {
    const isOfTask = this.root !== undefined && this.root.kind !== "automation";
    const depth = isOfTask ? 1 : 2;
    const node = this.#node(path.slice(0, depth), isOfTask ? "task" : "job");
    return { node, from: path.slice(depth) };
  }

  /** Each call of a task is a node: several calls may have the same path, one after another or at once. */
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

  /** The node that an event ends: of several calls at once, the first that has not ended. */
  #runningNode(path: readonly string[], kind: NodeKind = "task"): ViewNode {
    const parent = this.find(path.slice(0, -1));
    const child = parent?.children.find(
      ({ name, state }) => name === path.at(-1) && state === "running",
    );
    if (child !== undefined) return child;
    // A step that did not run has not started. An earlier one may have its name.
    return kind === "step" && parent !== undefined
      ? addChild(parent, path.at(-1) ?? "", kind)
      : this.#node(path, kind);
  }

  /** The newest node of a path; a new one if it does not exist. */
  #node(path: readonly string[], kind: NodeKind): ViewNode {
    const [first = "", ...rest] = path;
    this.root ??= newNode(first, kind);
    let node = this.root;
    for (const name of rest) {
      const child = node.children.findLast((each) => each.name === name);
      node = child ?? addChild(node, name, kind);
    }
    return node;
  }
}

/** A line of the same stream, from the same task or step, is the whole of the unfinished one. */
function endUnfinished(node: ViewNode, from: readonly string[], stream?: Line["stream"]): void {
  const line = node.unfinishedLine;
  if (line?.stream === stream && line?.from.join("/") === from.join("/")) {
    node.unfinishedLine = undefined;
  }
}

function addJobs(node: ViewNode, jobs: readonly PlannedJob[]): void {
  for (const job of jobs) {
    const child = addChild(node, job.name, "job");
    child.id = job.id;
    child.needs = job.needs;
  }
}

function addChild(parent: ViewNode, name: string, kind: NodeKind): ViewNode {
  const child = newNode(name, kind);
  parent.children.push(child);
  if (kind !== "job" && parent.children.length > mostChildren) {
    const oldest = parent.children.findIndex((candidate) => candidate.state !== "running");
    if (oldest !== -1 && oldest < parent.children.length - 1) {
      parent.children.splice(oldest, 1);
      parent.dropCount += 1;
    }
  }
  return child;
}

function newNode(name: string, kind: NodeKind): ViewNode {
  return {
    name,
    kind,
    children: [],
    dropCount: 0,
    state: "waiting",
    needs: [],
    notes: [],
    outputs: {},
    artifacts: {},
    parallel: false,
    output: new LastLines(mostLines, longestLine),
    lineCount: 0,
    annotations: { error: 0, warning: 0, notice: 0 },
  };
}

/** A task in a job's process starts after its job did: the first start counts. */
function start(node: ViewNode, kind: NodeKind, time: number): void {
  node.state = "running";
  if (node.kind !== "job") node.kind = kind;
  node.startedAt ??= time;
}

function end(node: ViewNode, result: LocalResult, durationMs: number, reason?: string): void {
  node.state = result;
  node.unfinishedLine = undefined;
  node.durationMs = durationMs;
  node.reason = reason ?? node.reason;
  // A task that was killed has no event of its end: it ends with its parent.
  for (const child of node.children) {
    if (child.state !== "running") continue;
    end(child, result === "success" ? "success" : "cancelled", durationMs);
  }
}
