/** Watches the files of a project, and tells of changes in groups: an editor, git or a formatter writes many at once. */
import { basename } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { UsageError } from "../../problems/usage-error.ts";
import { asError } from "../../problems/wording.ts";
import { changeTime, FileContents } from "./file-contents.ts";
import { IgnoredFiles } from "./ignored-files.ts";

/** In milliseconds: how long nothing may change before a group is told of, and how long to wait for that at most. */
const quietTime = 100;
const longestWait = 2000;

export interface WatchListener {
  /** Absolute paths of files that have come, gone, or have other contents. */
  readonly onChange: (paths: readonly string[]) => void;
  readonly onError: (error: Error) => void;
}

export class WatchedFiles {
  /** When every file is watched; never, if it is closed before. */
  readonly ready: Promise<void>;
  readonly #folder: string;
  readonly #others: readonly string[];
  readonly #listener: WatchListener;
  readonly #contents = new FileContents();
  #watcher: FSWatcher | undefined;
  #pending = new Set<string>();
  #quiet: NodeJS.Timeout | undefined;
  #isClosed = false;
  #latest: NodeJS.Timeout | undefined;

  /**
   * @param others Absolute paths that do not count.
   * @param startedAt In milliseconds since 1970. What changes from then on is told of, even before all is watched.
   */
  constructor(
    folder: string,
    others: readonly string[],
    listener: WatchListener,
    startedAt: number,
  ) {
    this.#folder = folder;
    this.#others = others;
    this.#listener = listener;
    this.ready = this.#start(startedAt);
  }

  async #start(startedAt: number): Promise<void> {
    const changedPaths: string[] = [];
    await this.#open(await IgnoredFiles.of(this.#folder, this.#others), (path) => {
      if ((changeTime(path) ?? 0) > startedAt) changedPaths.push(path);
    });
    if (changedPaths.length > 0) this.#listener.onChange(changedPaths);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#quiet);
    clearTimeout(this.#latest);
    await this.#watcher?.close();
  }

  /** @param onOther Gets the files that have other contents than when they were last looked at. */
  async #open(ignored: IgnoredFiles, onOther: (path: string) => void): Promise<void> {
    if (this.#isClosed) return;
    const watcher = watch(this.#folder, {
      ignored: (path) => ignored.has(path),
      // Git does not follow them either, and they may lead out of the project.
      followSymlinks: false,
      ignorePermissionErrors: true,
    });
    this.#watcher = watcher;
    await new Promise<void>((resolve, reject) => {
      let isReady = false;
      watcher.on("all", (_event, path) => {
        if (isReady) this.#note(path, ignored);
        else if (this.#contents.update(path)) onOther(path);
      });
      watcher.on("error", (error) => {
        const fault = readable(error);
        if (isReady) this.#listener.onError(fault);
        else reject(fault);
      });
      watcher.once("ready", () => {
        isReady = true;
        resolve();
      });
    });
  }

  #note(path: string, ignored: IgnoredFiles): void {
    this.#pending.add(path);
    const tell = (): void => {
      clearTimeout(this.#quiet);
      clearTimeout(this.#latest);
      this.#latest = undefined;
      const paths = [...this.#pending];
      this.#pending = new Set();
      this.#tell(paths, ignored).catch((error: unknown) => this.#listener.onError(asError(error)));
    };
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(tell, quietTime);
    this.#latest ??= setTimeout(tell, longestWait);
  }

  async #tell(paths: readonly string[], ignored: IgnoredFiles): Promise<void> {
    const changedPaths = (await ignored.without(paths)).filter((path) =>
      this.#contents.update(path),
    );
    if (changedPaths.some((path) => basename(path) === ".gitignore")) {
      const other = await IgnoredFiles.of(this.#folder, this.#others);
      await this.#watcher?.close();
      await this.#open(other, (path) => changedPaths.push(path));
    }
    if (changedPaths.length > 0) this.#listener.onChange(changedPaths);
  }
}

/** Linux has a limit for watches: https://man7.org/linux/man-pages/man7/inotify.7.html */
function readable(error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EMFILE") return asError(error);
  return new UsageError(
    `--watch: the system does not let this user watch as many files as there are here (${code}).`,
    ["sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"],
  );
}
