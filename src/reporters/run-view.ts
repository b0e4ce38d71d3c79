/** What is known of a run so far: events folded into a tree of nodes. Knows nothing of how it is shown. */
import type { JobResult, RunFinished, TimedEvent } from "../events/event.ts";

export interface ViewNode {
  readonly name: string;
  readonly depth: number;
  readonly children: ViewNode[];
  state: "waiting" | "running" | JobResult;
  /** For a job: what it waits for. */
  needs: readonly string[];
  startedAt: number | undefined;
  durationMs: number | undefined;
  /** Why it failed or did not run. */
  reason: string | undefined;
  /** The file with all of a job's output. */
  log: string | undefined;
  /** The end of its own output and that of its children. */
  readonly lastLines: string[];
}

/** How many lines of a node's output are kept. */
const keptLines = 20;

export class RunView {
  root: ViewNode | undefined;
  finished: RunFinished | undefined;

  apply(event: TimedEvent): void {
    const node = this.#node(event.path);
    switch (event.type) {
      case "automation-started":
        start(node, event.time);
        for (const job of event.jobs) this.#node([...event.path, job.name]).needs = job.needs;
        break;
      case "job-started":
      case "task-started":
      case "step-started":
        start(node, event.time);
        break;
      case "job-finished":
        end(node, event.result, event.durationMs, event.reason);
        node.log = event.log;
        break;
      case "task-finished":
        end(node, event.result, event.durationMs, event.error);
        break;
      case "step-finished":
        end(node, event.result, event.durationMs, undefined);
        break;
      case "line":
        if (event.stream !== "debug") this.#keepLine(event.path, event.text);
        break;
      case "annotation":
      case "mask":
        break;
      case "run-finished":
        end(node, event.result, event.durationMs, undefined);
        this.finished = event;
        break;
    }
  }

  #keepLine(path: readonly string[], text: string): void {
    for (let depth = 1; depth <= path.length; depth += 1) {
      const { lastLines } = this.#node(path.slice(0, depth));
      lastLines.push(text);
      if (lastLines.length > keptLines) lastLines.shift();
    }
  }

  /** The node of a path, made where it is not there yet: a nested task appears when it starts. */
  #node(path: readonly string[]): ViewNode {
    const [first = "", ...rest] = path;
    this.root ??= newNode(first, 0);
    let node = this.root;
    for (const name of rest) {
      let child = node.children.find((candidate) => candidate.name === name);
      if (child === undefined) {
        child = newNode(name, node.depth + 1);
        node.children.push(child);
      }
      node = child;
    }
    return node;
  }
}

function newNode(name: string, depth: number): ViewNode {
  return {
    name,
    depth,
    children: [],
    state: "waiting",
    needs: [],
    startedAt: undefined,
    durationMs: undefined,
    reason: undefined,
    log: undefined,
    lastLines: [],
  };
}

/** A task in a job's process starts after its job did: the first start counts. */
function start(node: ViewNode, time: number): void {
  node.state = "running";
  node.startedAt ??= time;
}

function end(
  node: ViewNode,
  result: JobResult,
  durationMs: number,
  reason: string | undefined,
): void {
  node.state = result;
  node.durationMs = durationMs;
  node.reason = reason ?? node.reason;
}
