/**
 * Runs tests in one thread that goes on from run to run, with the modules of `src/` loaded. Stryker asks for a run for each
 * change of the code, and loading them takes longer than most of these runs.
 */
import { Worker } from "node:worker_threads";
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from "vitest/node";

let kept: Worker | undefined;

/** A thread grows with its runs, as Vitest does not expect so many in one. */
const mostRuns = 40;
let runs = 0;

class KeptWorker implements PoolWorker {
  readonly name = "kept";
  readonly #options: PoolOptions;
  readonly #listeners: [event: string, callback: (data: unknown) => void][] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get #thread(): Worker {
    if (kept === undefined) throw new Error("the thread has not been started");
    return kept;
  }

  async start(): Promise<void> {
    runs += 1;
    if (runs > mostRuns) {
      void kept?.terminate();
      kept = undefined;
    }
    if (kept !== undefined) return;
    runs = 1;
    const { distPath, env, execArgv } = this.#options;
    const thread = new Worker(`${distPath}/workers/threads.js`, {
      env: env as NodeJS.ProcessEnv,
      execArgv,
      stdout: true,
      stderr: true,
    });
    thread.setMaxListeners(0);
    thread.once("exit", () => {
      if (kept === thread) kept = undefined;
    });
    kept = thread;
  }

  on(event: string, callback: (data: unknown) => void): void {
    this.#listeners.push([event, callback]);
    this.#thread.on(event, callback);
  }

  off(event: string, callback: (data: unknown) => void): void {
    this.#thread.off(event, callback);
  }

  send(message: WorkerRequest): void {
    const { type } = message as { readonly type?: string };
    if (type !== "stop") {
      this.#thread.postMessage(type === "start" ? withShortPattern(message as Start) : message);
      return;
    }
    // The thread stays; Vitest is told that it has stopped.
    this.#thread.emit("message", { type: "stopped", __vitest_worker_response__: true });
  }

  async stop(): Promise<void> {
    for (const [event, callback] of this.#listeners) kept?.off(event, callback);
  }

  deserialize(data: unknown): unknown {
    return data;
  }
}

interface Start {
  readonly context: { readonly config: { readonly testNamePattern?: RegExp } };
}

/** Of more names of tests no regular expression can be made: then all tests of their files run. */
const longestPattern = 20_000;

function withShortPattern(message: Start): Start {
  const { context } = message;
  const { config } = context;
  if ((config.testNamePattern?.source.length ?? 0) <= longestPattern) return message;
  const { testNamePattern: _, ...others } = config;
  return { ...message, context: { ...context, config: others } };
}

export const keptWorker: PoolRunnerInitializer = {
  name: "kept",
  createPoolWorker: (options) => new KeptWorker(options),
};
