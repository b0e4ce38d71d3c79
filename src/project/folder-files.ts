/** The files of one folder of a project. One that cannot be read is a note, and is taken for one that is not there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import stripJsonComments from "strip-json-comments";
import { parse as parseYaml } from "yaml";
import { repositoryTop } from "../host/files/repository-top.ts";
import { folderAndParents } from "../host/files/parent-folders.ts";
import { statsOf } from "../host/files/file-stats.ts";
import { isMapping } from "../problems/options.ts";
import { messageOf } from "../problems/wording.ts";

export type Mapping = Readonly<Record<string, unknown>>;

export class FolderFiles {
  /** Absolute. */
  readonly folder: string;
  readonly #notes = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What could not be read, each once. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  has(name: string): boolean {
    return statsOf(join(this.folder, name))?.isFile() === true;
  }

  hasFolder(name: string): boolean {
    return statsOf(join(this.folder, name))?.isDirectory() === true;
  }

  /** Whether its owner may run it as a program. */
  isExecutable(name: string): boolean {
    return ((statsOf(join(this.folder, name))?.mode ?? 0) & 0o100) !== 0;
  }

  /** The first of these files that is there. */
  firstOf(names: readonly string[]): string | undefined {
    return names.find((name) => this.has(name));
  }

  /** The names of files and folders, sorted; empty where the folder cannot be read. */
  names(folder = "."): readonly string[] {
    try {
      return readdirSync(join(this.folder, folder)).sort();
    } catch {
      return [];
    }
  }

  /** Undefined where the file is not there. Lines end in `\n`. */
  text(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    try {
      const text = readFileSync(join(this.folder, name), "utf8");
      return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    } catch (error) {
      this.#note(name, error);
      return undefined;
    }
  }

  json(name: string): Mapping | undefined {
    return this.#parsed(name, (text) => JSON.parse(text) as unknown);
  }

  /** JSON as editors write it, with comments and a comma behind the last entry. */
  jsonWithComments(name: string): Mapping | undefined {
    return this.#parsed(
      name,
      (text) => JSON.parse(stripJsonComments(text, { trailingCommas: true })) as unknown,
    );
  }

  toml(name: string): Mapping | undefined {
    return this.#parsed(name, parseToml);
  }

  yaml(name: string): Mapping | undefined {
    return this.#parsed(name, (text) => parseYaml(text) as unknown);
  }

  /** A lockfile that git ignores is on this machine only. Reads the plain names in the .gitignore files from here upwards. */
  isIgnored(name: string): boolean {
    const top = repositoryTop(this.folder);
    const folders = folderAndParents(this.folder).filter((place) => place.startsWith(top));
    return folders.some((place) => {
      const lines = new FolderFiles(place).text(".gitignore")?.split("\n") ?? [];
      const patterns =
        place === this.folder ? [name, `/${name}`, `**/${name}`] : [name, `**/${name}`];
      return lines.some((line) => patterns.includes(line.trim()));
    });
  }

  #parsed(name: string, parse: (text: string) => unknown): Mapping | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    try {
      const content = parse(text);
      if (isMapping(content)) return content;
      this.#notes.add(`${name} holds no names with values, so it was not read.`);
    } catch (error) {
      this.#note(name, error);
    }
    return undefined;
  }

  #note(name: string, error: unknown): void {
    // A parser shows the place on further lines.
    const [reason = ""] = messageOf(error).split("\n");
    this.#notes.add(`${name} cannot be read: ${reason.replace(/[.:]\s*$/, "")}.`);
  }
}

/** The value behind several names: `at(pyproject, "tool", "ruff")`. */
export function at(content: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    content,
  );
}

/** Empty where there is no mapping. */
export function mappingAt(content: unknown, ...names: readonly string[]): Mapping {
  const value = at(content, ...names);
  return isMapping(value) ? value : {};
}

/** Undefined where there is no text, or an empty one. */
export function textAt(content: unknown, ...names: readonly string[]): string | undefined {
  const value = at(content, ...names);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The texts of a list; empty where there is none. */
export function textsAt(content: unknown, ...names: readonly string[]): readonly string[] {
  const value = at(content, ...names);
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
