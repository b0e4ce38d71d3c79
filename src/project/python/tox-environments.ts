/** The environments of tox, as its configuration says: https://tox.wiki/en/stable/config.html */
import { at, mappingAt, textAt, textsAt } from "../folder-files.ts";
import { type IniFile, readIni } from "./ini-file.ts";
import type { PythonProject } from "./python-project.ts";

export interface RunnerEnvironment {
  readonly name: string;
  /** The text of what it runs. */
  readonly commands: string;
}

export interface RunnerEnvironments {
  /** `tox.ini`; `pyproject.toml, [tool.tox]`. */
  readonly source: string;
  readonly environments: readonly RunnerEnvironment[];
}

/** Undefined where tox is not configured. */
export function toxEnvironments(project: PythonProject): RunnerEnvironments | undefined {
  const { files, pyproject, setup, tox } = project;
  if ([...tox.keys()].some((name) => /^(?:tox$|testenv(?::|$))/.test(name)))
    return ofIni("tox.ini", tox);
  if (setup.has("tox:tox")) return ofIni("setup.cfg", setup, "tox:tox");
  const legacy = textAt(pyproject, "tool", "tox", "legacy_tox_ini");
  if (legacy !== undefined) return ofIni("pyproject.toml, [tool.tox]", readIni(legacy));
  if (at(pyproject, "tool", "tox") !== undefined) {
    return ofToml("pyproject.toml, [tool.tox]", at(pyproject, "tool", "tox"));
  }
  const content = files.toml("tox.toml");
  return content && ofToml("tox.toml", content);
}

function ofIni(source: string, ini: IniFile, main = "tox"): RunnerEnvironments {
  const settings = ini.get(main);
  const listed = listedNames(settings?.get("env_list") ?? settings?.get("envlist") ?? "");
  const base = ini.get("testenv")?.get("commands") ?? "";
  const sections = [...ini.keys()]
    .filter((name) => name.startsWith("testenv:"))
    .flatMap((name) => listedNames(name.slice("testenv:".length)));
  const commandsOf = (name: string): string => {
    const section = [...ini.entries()].find(
      ([key]) => key.startsWith("testenv:") && listedNames(key.slice(8)).includes(name),
    );
    return section?.[1].get("commands") ?? base;
  };
  return environmentsOf(source, [...listed, ...sections], { base, commandsOf });
}

function ofToml(source: string, content: unknown): RunnerEnvironments {
  const base = commandText(at(content, "env_run_base", "commands"));
  const table = mappingAt(content, "env");
  const names = [...textsAt(content, "env_list"), ...Object.keys(table)];
  const commandsOf = (name: string): string => {
    const own = at(table, name, "commands");
    return own === undefined ? base : commandText(own);
  };
  return environmentsOf(source, names, { base, commandsOf });
}

function commandText(commands: unknown): string {
  return Array.isArray(commands)
    ? commands.map((command: unknown) => [command].flat().join(" ")).join("\n")
    : "";
}

/** The environments of versions of Python are one: that of the Python which runs tox, `py`. */
function environmentsOf(
  source: string,
  names: readonly string[],
  { base, commandsOf }: { base: string; commandsOf: (name: string) => string },
): RunnerEnvironments {
  const found = new Map<string, string>();
  for (const name of names) {
    const plain = name.replace(/^(?:(?:py|python|pypy|cpython)?-?\d+(?:\.\d+)?t?|py)(?=-|$)/, "py");
    // Another factor may choose other dependencies: `py312-django5` is `py-django5`.
    if (!found.has(plain)) found.set(plain, commandsOf(name));
  }
  if (found.size === 0 && base !== "") found.set("py", base);
  return {
    source,
    environments: [...found].map(([name, commands]) => ({ name, commands })),
  };
}

/** `py{311,312}-{a,b}, lint` are five names: https://tox.wiki/en/stable/config.html#generative-environment-list */
function listedNames(text: string): readonly string[] {
  const plain = text
    .replaceAll(/#.*$/gm, "")
    .replaceAll(/\{[^}]*\}/g, (braces) => braces.replaceAll(/\s/g, ""));
  return plain
    .split(/[\s,]+(?![^{]*\})/)
    .filter((name) => name !== "")
    .flatMap(expanded);
}

function expanded(pattern: string): readonly string[] {
  const [match, choices] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (match === undefined || choices === undefined) return [pattern];
  return choices
    .split(",")
    .flatMap(rangeOf)
    .flatMap((choice) => expanded(pattern.replace(match, choice)));
}

/** `310-313` counts. */
function rangeOf(choice: string): readonly string[] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(choice) ?? [];
  if (from === undefined || to === undefined) return [choice];
  const count = Number(to) - Number(from) + 1;
  return Array.from({ length: Math.max(0, Math.min(count, 20)) }, (_, index) =>
    String(Number(from) + index),
  );
}
