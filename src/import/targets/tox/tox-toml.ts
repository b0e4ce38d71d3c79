/** tox.toml, and pyproject.toml's `tool.tox`: https://tox.wiki/en/latest/config.html#toml */
import { parse } from "smol-toml";
import { isMapping } from "../../../problems/options.ts";
import type { FoundTargets, TargetNote } from "../target.ts";
import {
  latestMinor,
  mostNames,
  oldestMinor,
  product,
} from "../../../project/python/environment-names.ts";
import { tooMany, type ToxEnvironment, toxTargets } from "./environments.ts";
import { readToxIni } from "./tox-ini.ts";

type Table = Readonly<Record<string, unknown>>;

export function readToxToml(text: string): FoundTargets {
  return read(text, (root) => root, "");
}

export function readPyproject(text: string): FoundTargets {
  const tableOf = (root: Table): Table | undefined => {
    const tool = root["tool"];
    const tox = isMapping(tool) ? tool["tox"] : undefined;
    return isMapping(tox) ? tox : undefined;
  };
  return read(text, tableOf, "tool.tox.");
}

function read(
  text: string,
  tableOf: (root: Table) => Table | undefined,
  prefix: string,
): FoundTargets {
  let root: Table;
  try {
    root = parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const [reason = ""] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return { targets: [], notes: [{ text: `This is not TOML: ${reason}` }] };
  }
  const table = tableOf(root);
  if (table === undefined) return toxTargets([]);
  const { legacy_tox_ini: legacy, ...others } = table;
  const lineOf = lineFinder(text, prefix);
  if (typeof legacy === "string" && Object.keys(others).length === 0) {
    // A line break right behind the quotes is no part of the text.
    const start = lineOf("legacy_tox_ini");
    const isBelow = /("""|''')\s*$/.test(text.split("\n")[start - 1] ?? "");
    return withLinesFrom(readToxIni(legacy), isBelow ? start + 1 : start);
  }
  return environmentsOf(table, lineOf);
}

function environmentsOf(table: Table, lineOf: (key: string) => number): FoundTargets {
  const notes: TargetNote[] = [];
  const environments: ToxEnvironment[] = [];
  const own = mappingIn(table, "env");
  const base = mappingIn(table, "env_run_base");
  const add = (names: readonly string[], line: number, from: Table): void => {
    if (names.length === mostNames) notes.push(tooMany(names, line));
    for (const name of names) {
      const declared = Object.hasOwn(own, name) ? own[name] : undefined;
      const description = [declared, from, base]
        .map((each) => (isMapping(each) ? each["description"] : undefined))
        .find((each) => typeof each === "string");
      const at = declared === undefined ? line : lineOf(`env.${name}`);
      environments.push({ name, line: at, description: descriptionFor(name, description) });
    }
  };
  const list = table["env_list"];
  for (const item of Array.isArray(list) ? (list as readonly unknown[]) : []) {
    add(namesOf(item), lineOf("env_list"), {});
  }
  for (const name of Object.keys(own)) add([name], lineOf(`env.${name}`), {});
  for (const [name, from] of Object.entries(mappingIn(table, "env_base"))) {
    const factors = isMapping(from) ? from["factors"] : undefined;
    if (!isMapping(from) || !Array.isArray(factors)) continue;
    const isProduct = typeof factors[0] === "object";
    const groups = isProduct ? factors.map(factorsOf) : [factors.map(String)];
    add(product([[name], ...withDashes(groups)], mostNames), lineOf(`env_base.${name}`), from);
  }
  const found = toxTargets(environments);
  return { targets: found.targets, notes: [...notes, ...found.notes] };
}

/** Of an item of `env_list`: a name, a list of factors, or a product of such lists. */
function namesOf(item: unknown): readonly string[] {
  if (typeof item === "string") return [item];
  if (!isMapping(item)) return [];
  if (!Array.isArray(item["product"])) return factorsOf(item);
  const excluded: readonly unknown[] = Array.isArray(item["exclude"]) ? item["exclude"] : [];
  const [first = [], ...others] = item["product"].map(factorsOf);
  const names = product([first, ...withDashes(others)], mostNames);
  return names.filter((name) => !excluded.includes(name));
}

/** `["a"]`, `{ prefix = "py3", start = 10, stop = 13 }`, or one of them by a label. */
function factorsOf(group: unknown): readonly string[] {
  if (Array.isArray(group)) return group.slice(0, mostNames).map(String);
  if (!isMapping(group)) return [];
  const { prefix, start = oldestMinor, stop } = group;
  if (prefix === undefined) {
    const [labelled] = Object.values(group);
    const values = isMapping(labelled) ? (labelled["values"] ?? labelled) : labelled;
    return isMapping(values) && values["prefix"] === undefined ? [] : factorsOf(values);
  }
  if (typeof prefix !== "string" || typeof start !== "number") return [];
  const last = typeof stop === "number" ? stop : Math.max(start, latestMinor);
  const count = Math.min(Math.max(last - start + 1, 0), mostNames);
  return Array.from({ length: count }, (_, index) => `${prefix}${start + index}`);
}

function withDashes(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return groups.map((group) => group.map((factor) => `-${factor}`));
}

function mappingIn(table: Table, key: string): Table {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return isMapping(value) ? value : {};
}

function descriptionFor(name: string, description: unknown): string | undefined {
  if (typeof description !== "string") return undefined;
  const text = description.replaceAll(/\s+/g, " ").trim();
  return text.replaceAll(/\{env_?name\}/g, name) || undefined;
}

/** The line of a key or a table, by how they are mostly written; else the first one. */
function lineFinder(text: string, prefix: string): (key: string) => number {
  const lines = new Map<string, number>();
  for (const [index, raw] of text.split("\n").entries()) {
    const [, header, key] = /^\s*(?:\[([^\]]*)\]|([\w-]+)\s*=)/.exec(raw) ?? [];
    const found = (header ?? key)?.replaceAll(/["'\s]/g, "").replace(prefix, "");
    if (found !== undefined && !lines.has(found)) lines.set(found, index + 1);
  }
  return (key) => lines.get(key) ?? 1;
}

/** A text within a text: its first line is that of the key. */
function withLinesFrom({ targets, notes }: FoundTargets, start: number): FoundTargets {
  const moved = (line: number): number => line + start - 1;
  return {
    targets: targets.map((target) => ({ ...target, line: moved(target.line) })),
    notes: notes.map((note) => ({ ...note, line: note.line && moved(note.line) })),
  };
}
