/** `--watch`: runs a task or an automation again whenever files of the project change. */
import { dirname, relative, sep } from "node:path";
import { GroupSentinel } from "../../host/processes/group-sentinel.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { asError } from "../../problems/wording.ts";
import { isOnGitHub } from "../../reporters/lines/line-printer.ts";
import { thisStart } from "../../start/this-start.ts";
import { exitCode } from "../exit-code.ts";
import { checkWatch } from "../flags/watch-check.ts";
import { type Interruption, withInterrupts } from "../interrupts.ts";
import type { AppContext } from "../program-context.ts";
import { OwnChanges } from "./own-changes.ts";
import { changeTime } from "./file-contents.ts";
import { WatchPrompt } from "./watch-prompt.ts";
import { WatchedFiles } from "./watched-files.ts";
import { WatchedRun } from "./watched-run.ts";

/** @throws UsageError for another option of the task that makes no sense beside `--watch`. */
export function watchTask(
  context: AppContext,
  flags: Readonly<Record<string, unknown>>,
  seeMore: string,
): Promise<number> {
  checkWatch(flags, seeMore);
  return watchCommand(context);
}

/** @param report The absolute path of a file that each run writes. */
export function watchCommand(context: AppContext, report?: string): Promise<number> {
  const { host, eventToken } = context;
  if (eventToken !== undefined || isOnGitHub(host)) {
    throw new UsageError("--watch runs until somebody ends it, and in a job nobody does.");
  }
  thisStart.isUsual = false;
  return withInterrupts(host, async (interruption) => {
    const watch = new Watch(context, interruption);
    return watch.run(report === undefined ? [] : [report]);
  });
}

/** What comes after a run: the next one, with the files that changed, or the end of the watch. */
type Next = { readonly paths: readonly string[] } | "end" | "interrupted";

class Watch {
  readonly #context: AppContext;
  readonly #signal: AbortSignal;
  readonly #prompt: WatchPrompt;
  readonly #args: readonly string[];
  readonly #folder: string;
  readonly #own = new OwnChanges();
  readonly #sentinel: GroupSentinel | undefined;
  #run: WatchedRun | undefined;
  /** When the latest run ended, in milliseconds since 1970. */
  #endedAt = 0;
  /** What has changed since the latest run started, and starts the next one. */
  #changedPaths = new Set<string>();
  /** What has changed since then, and starts none: see `OwnChanges`. */
  #ownPaths = new Set<string>();
  #wake: (next: Next) => void = () => {};
  #fault: Error | undefined;
  readonly #isOver: Promise<void>;

  constructor(context: AppContext, { signal }: Interruption) {
    const { host } = context;
    this.#context = context;
    this.#signal = signal;
    this.#prompt = new WatchPrompt(context);
    this.#args = withoutWatch(host.arguments);
    this.#folder = watchedFolder(context);
    this.#sentinel = host.stdin.isTerminal ? new GroupSentinel() : undefined;
    this.#isOver = new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        void this.#run?.interrupt(signal.reason);
        this.#wake("end");
        resolve();
      });
    });
  }

  async run(outputs: readonly string[]): Promise<number> {
    const listener = {
      onChange: (paths: readonly string[]) => this.#onChange(paths),
      onError: (error: Error) => this.#onError(error),
    };
    const files = new WatchedFiles(this.#folder, outputs, listener, this.#context.host.now());
    const isReady = files.ready.catch((error: unknown) => this.#onError(asError(error)));
    try {
      // To look at many files takes seconds. The first run need not wait for that.
      let code = await this.#runOnce();
      await Promise.race([isReady, this.#isOver]);
      while (!this.#signal.aborted && this.#fault === undefined) {
        const next = await this.#next();
        if (next === "interrupted") return exitCode.interrupted;
        if (next === "end") break;
        this.#prompt.begin(this.#names(next.paths));
        code = await this.#runOnce();
      }
      if (this.#fault !== undefined) throw this.#fault;
      return code ?? exitCode.failure;
    } finally {
      await files.close();
    }
  }

  async #runOnce(): Promise<number | undefined> {
    this.#own.nextRun();
    this.#changedPaths = new Set();
    this.#ownPaths = new Set();
    if (this.#signal.aborted) return exitCode.interrupted;
    this.#run = new WatchedRun(this.#context.host, this.#args, this.#sentinel);
    try {
      return await this.#run.completion;
    } finally {
      this.#run = undefined;
      this.#endedAt = this.#context.host.now();
    }
  }

  async #next(): Promise<Next> {
    if (this.#changedPaths.size > 0) return { paths: [...this.#changedPaths] };
    const next = new Promise<Next>((resolve) => {
      this.#wake = resolve;
    });
    this.#sayOwn();
    const stopAsking = this.#prompt.wait({
      again: () => this.#wake({ paths: [] }),
      end: () => this.#wake("end"),
      interrupt: () => this.#wake("interrupted"),
    });
    try {
      return await next;
    } finally {
      this.#wake = () => {};
      stopAsking();
    }
  }

  #onChange(paths: readonly string[]): void {
    for (const path of paths) {
      if (!this.#isOfRun(path) || this.#own.startsRun(path)) this.#changedPaths.add(path);
      else this.#ownPaths.add(path);
    }
    if (this.#run === undefined) {
      if (this.#changedPaths.size > 0) this.#wake({ paths: [...this.#changedPaths] });
      else this.#sayOwn();
    } else if (this.#changedPaths.size > 0) this.#run.cancel();
  }

  #sayOwn(): void {
    if (this.#ownPaths.size > 0) this.#prompt.sayOwn(this.#names([...this.#ownPaths]));
    this.#ownPaths = new Set();
  }

  /** Whether it changed while the latest run was on. Of a file that is gone, that is when it was heard of. */
  #isOfRun(path: string): boolean {
    if (this.#run !== undefined) return true;
    const changedAt = changeTime(path) ?? this.#context.host.now() - goneTime;
    return changedAt <= this.#endedAt;
  }

  #onError(error: Error): void {
    this.#fault ??= error;
    this.#run?.cancel();
    this.#wake("end");
  }

  #names(paths: readonly string[]): readonly string[] {
    return paths.map((path) => relative(this.#folder, path));
  }
}

/** In milliseconds: how long after it the removal of a file is heard of, at most. */
const goneTime = 1000;

/** Nothing before `--` takes a value that begins with a dash, so the word is always the option. */
function withoutWatch(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return args.filter((word, index) => word !== "--watch" || (end !== -1 && index > end));
}

/** The project's folder, and that of `recompose.ts` where it lies around it. */
function watchedFolder({ root, appFile }: AppContext): string {
  const appFolder = dirname(appFile);
  return root.startsWith(appFolder + sep) ? appFolder : root;
}
