/** The environments of tox, as its configuration says: https://tox.wiki/en/stable/config.html */
import { at, mappingAt, textAt, textsAt } from "../folder-files.ts";
import { environmentNames } from "./environment-names.ts";
import { type IniFile, readIni } from "./ini-sections.ts";
import type { PythonProject } from "./python-project.ts";

export interface RunnerEnvironment {
  readonly name: string;
  /** Whether it runs where no name is given. */
  readonly isListed: boolean;
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
    .filter((name) => name.startsWith("testenv:") && !name.includes("{"))
    .map((name) => name.slice("testenv:".length));
  const commandsOf = (name: string): string => {
    const section = [...ini.entries()].find(
      ([key]) => key.startsWith("testenv:") && listedNames(key.slice(8)).includes(name),
    );
    return section?.[1].get("commands") ?? base;
  };
  return environmentsOf(source, { listed, others: sections, base, commandsOf });
}

function ofToml(source: string, content: unknown): RunnerEnvironments {
  const base = commandText(at(content, "env_run_base", "commands"));
  const table = mappingAt(content, "env");
  const listed = textsAt(content, "env_list");
  const commandsOf = (name: string): string => {
    const own = at(table, name, "commands");
    return own === undefined ? base : commandText(own);
  };
  return environmentsOf(source, { listed, others: Object.keys(table), base, commandsOf });
}

/** A command is a list of words; among them may be tables, such as `{ replace = "posargs" }`. */
function commandText(commands: unknown): string {
  if (!Array.isArray(commands)) return "";
  return commands
    .map((command: unknown) => textsAt({ words: [command].flat() }, "words").join(" "))
    .join("\n");
}

interface NamedEnvironments {
  readonly listed: readonly string[];
  readonly others: readonly string[];
  /** The commands of environments that say none. */
  readonly base: string;
  readonly commandsOf: (name: string) => string;
}

const versionFactor = /^(?:(?:py|python|pypy|cpython)?-?\d+(?:\.\d+)?t?|py)$/;

/** The environments of versions of Python are one: that of the Python which runs tox, `py`. */
function environmentsOf(
  source: string,
  { listed, others, base, commandsOf }: NamedEnvironments,
): RunnerEnvironments {
  const found = new Map<string, string>();
  const listedPlain = new Set<string>();
  for (const name of [...listed, ...others]) {
    // Another factor may choose other dependencies: `py312-django5` is `py-django5`, `stress-py312` is `stress`.
    const [first = "", ...factors] = name.split("-");
    const rest = factors.filter((factor) => !versionFactor.test(factor));
    const plain = [versionFactor.test(first) ? "py" : first, ...rest].join("-");
    if (!found.has(plain)) found.set(plain, commandsOf(name));
    if (listed.includes(name)) listedPlain.add(plain);
  }
  if (found.size === 0 && base !== "") found.set("py", base);
  return {
    source,
    environments: [...found].map(([name, commands]) => ({
      name,
      commands,
      isListed: listed.length === 0 || listedPlain.has(name),
    })),
  };
}

/** What stands behind `#` on a line is about it. */
function listedNames(text: string): readonly string[] {
  return environmentNames(text.replaceAll(/#.*$/gm, ""));
}
