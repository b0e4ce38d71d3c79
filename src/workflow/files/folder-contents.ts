/** A folder of workflows as it was when it was looked at: each of its files is read once, when it is first asked for. */
import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { statsOf } from "../../host/files/file-stats.ts";
import type { ActionPins } from "../pins/action-pins.ts";
import { generatedHeader } from "../print/generated-header.ts";
import { readPins } from "../pins/read-pins.ts";

export interface FolderFile {
  /** Its lines end with `\n`: Git on Windows may have given it others. */
  readonly text: string;
  readonly isGenerated: boolean;
  /** The app that it says it is generated from. */
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

  /** Whether something else than a folder has its name. */
  get isFile(): boolean {
    return statsOf(this.path)?.isDirectory() === false;
  }

  /** Names of all workflow files, generated or not. */
  get names(): readonly string[] {
    return [...this.#all.keys()].filter((name) => /\.ya?ml$/.test(name)).sort();
  }

  /** Undefined where there is none. */
  file(name: string): FolderFile | undefined {
    const known = this.#files.get(name);
    if (known !== undefined || this.#files.has(name)) return known;
    const file = isFile(join(this.path, name), this.#all.get(name))
      ? describe(readFileSync(join(this.path, name), "utf8"))
      : undefined;
    this.#files.set(name, file);
    return file;
  }

  /** Whether something that is no file has this name. */
  isTaken(name: string): boolean {
    return this.file(name) === undefined && existsSync(join(this.path, name));
  }

  /** Of a generated file; none where there is no such file. */
  pins(name: string): ActionPins {
    const known = this.#pins.get(name);
    if (known !== undefined) return known;
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

function describe(written: string): FolderFile {
  const text = written.includes("\r") ? written.replaceAll("\r\n", "\n") : written;
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

/** A link counts as what it leads to. Where the case of names does not matter, a file need not be among the entries. */
function isFile(path: string, entry: Dirent | undefined): boolean {
  return entry?.isFile() === true || statsOf(path)?.isFile() === true;
}
