/** A folder of workflows. Each file is read once, when somebody first asks for it. */
import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { statsOf } from "../../host/files/file-stats.ts";
import type { ActionPins } from "../pins/pin.ts";
import { generatedHeader } from "../print/generated-header.ts";
import { readPins } from "../pins/read-pins.ts";

export interface FolderFile {
  /** With `\n` as line ends, though Git on Windows may have changed them. */
  readonly text: string;
  readonly isGenerated: boolean;
  /** The app in its `# Source:` line. */
  readonly source: string | undefined;
}

export class FolderContents {
  readonly path: string;
  readonly #files = new Map<string, FolderFile | undefined>();
  readonly #pins = new Map<string, ActionPins>();
  #entries: ReadonlyMap<string, Dirent> | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Whether the path is not a folder. */
  get isFile(): boolean {
    return statsOf(this.path)?.isDirectory() === false;
  }

  /** Names of all workflow files, generated or not. */
  get names(): readonly string[] {
    return [...this.#all.keys()].filter((name) => /\.ya?ml$/.test(name)).sort();
  }

  file(name: string): FolderFile | undefined {
    const before = this.#files.get(name);
    if (before !== undefined || this.#files.has(name)) return before;
    const file = isFile(join(this.path, name), this.#all.get(name))
      ? describe(readFileSync(join(this.path, name), "utf8"))
      : undefined;
    this.#files.set(name, file);
    return file;
  }

  /** Whether something other than a file has this name. */
  isTaken(name: string): boolean {
    return this.file(name) === undefined && existsSync(join(this.path, name));
  }

  /** The pins of a generated file; none if it does not exist. */
  pins(name: string): ActionPins {
    const before = this.#pins.get(name);
    if (before !== undefined) return before;
    const file = this.file(name);
    const pins = file?.isGenerated === true ? readPins(file.text) : {};
    this.#pins.set(name, pins);
    return pins;
  }

  get #all(): ReadonlyMap<string, Dirent> {
    this.#entries ??= new Map(entriesOf(this.path).map((entry) => [entry.name, entry]));
    return this.#entries;
  }
}

function describe(content: string): FolderFile {
  const text = content.includes("\r") ? content.replaceAll("\r\n", "\n") : content;
  return {
    text,
    isGenerated: text === generatedHeader || text.startsWith(`${generatedHeader}\n`),
    source: /^# Source: (.+)$/m.exec(text)?.[1]?.trim(),
  };
}

function entriesOf(folder: string): readonly Dirent[] {
  const isFolder = statsOf(folder)?.isDirectory() === true;
  return isFolder ? readdirSync(folder, { withFileTypes: true }) : [];
}

/** Follows links. On a disk that ignores case, a file may exist though `entry` is undefined. */
function isFile(path: string, entry: Dirent | undefined): boolean {
  return entry?.isFile() === true || statsOf(path)?.isFile() === true;
}
