/** tox.ini, and the sections of setup.cfg for tox: https://tox.wiki/en/latest/config.html#tox-ini */
import type { FoundTargets, TargetNote } from "../target.ts";
import { environmentNames, mostNames } from "../../../project/python/environment-names.ts";
import { tooMany, type ToxEnvironment, toxTargets } from "./environments.ts";
import { type IniOption, iniSections } from "../../../project/python/ini-sections.ts";

export function readToxIni(text: string): FoundTargets {
  return environmentsOf(text, "tox");
}

export function readSetupCfg(text: string): FoundTargets {
  return environmentsOf(text, "tox:tox");
}

function environmentsOf(text: string, core: string): FoundTargets {
  const sections = iniSections(text);
  // In setup.cfg, sections of tests alone are another tool's.
  if (core !== "tox" && !sections.has(core)) return toxTargets([]);
  const environments: ToxEnvironment[] = [];
  const notes: TargetNote[] = [];
  const add = (list: string, line: number): void => {
    const names = environmentNames(list);
    if (names.length === mostNames) notes.push(tooMany(names, line));
    environments.push(...names.map((name) => ({ name, line })));
  };
  const options = sections.get(core)?.options;
  const list = options?.get("env_list") ?? options?.get("envlist");
  if (list !== undefined) {
    const text = valueOf(list).replaceAll(
      /\{\[([^\]{}]*)\]([^{}]*)\}/g,
      (reference, header: string, key: string) => {
        const option = sections.get(header)?.options.get(key.toLowerCase());
        return option === undefined ? reference : valueOf(option);
      },
    );
    add(text, list.line);
  }
  /** The section of each environment. */
  const own = new Map<string, string>();
  for (const [header, { line }] of sections) {
    const [, name] = /^testenv:(.*)$/.exec(header) ?? [];
    if (name === undefined) continue;
    for (const each of environmentNames(name)) if (!own.has(each)) own.set(each, header);
    add(name, line);
  }
  const described = environments.map(({ name, line }): ToxEnvironment => {
    const header = own.get(name);
    const at = header === undefined ? line : (sections.get(header)?.line ?? line);
    const chain = [header ?? "testenv", "testenv"];
    const option = chain
      .map((each) => sections.get(each)?.options.get("description"))
      .find((each) => each !== undefined);
    return { name, line: at, description: option && descriptionFor(name, option) };
  });
  const found = toxTargets(described);
  return { targets: found.targets, notes: [...notes, ...found.notes] };
}

/** Without comments, which need a blank or the start of the line before them. */
function valueOf({ lines }: IniOption): string {
  return lines
    .map((line) => {
      const at = line.search(/(?<!\\)#/);
      return (at === -1 ? line : line.slice(0, at)).trim().replaceAll("\\#", "#");
    })
    .join("\n");
}

/** Lines may be for environments with certain factors only: `py310,py311: Run the tests`. */
function descriptionFor(name: string, option: IniOption): string | undefined {
  const factors = new Set(name.split("-"));
  const lines = valueOf(option)
    .split("\n")
    .flatMap((line) => {
      const at = line.search(/:(?:\s|$)/);
      const names = at === -1 ? [] : environmentNames(line.slice(0, at));
      if (names.length === 0 || names.some((each) => !/^[\w.!-]+$/.test(each))) return [line];
      const applies = names.some((each) =>
        each
          .split("-")
          .every((factor) =>
            factor.startsWith("!") ? !factors.has(factor.slice(1)) : factors.has(factor),
          ),
      );
      return applies ? [line.slice(at + 1)] : [];
    });
  const text = lines.join(" ").replaceAll(/\s+/g, " ").trim();
  return text.replaceAll(/\{env_?name\}/g, name) || undefined;
}
