/** What a Python project depends on, by the places that say so. */
import { type FolderFiles, mappingAt, type Mapping, textsAt } from "../folder-files.ts";
import { isMapping } from "../../problems/options.ts";
import type { IniFile } from "./ini-sections.ts";

export interface Requirements {
  /**
   * `base`: installed with the project. `extra`: `[project.optional-dependencies]`. `group`: `[dependency-groups]` and the
   * groups of Poetry and PDM. `file`: `requirements-dev.txt`. `env`: an environment of Hatch.
   */
  readonly kind: "base" | "extra" | "group" | "file" | "env";
  /** Of the extra, group, file or environment. */
  readonly name: string;
  /** Names of packages, in the form of https://packaging.python.org/en/latest/specifications/name-normalization/ */
  readonly packages: ReadonlySet<string>;
  /** Whether nobody has to ask for it: a group that is installed with the others. */
  readonly isDefault: boolean;
}

export function requirementsOf(
  files: FolderFiles,
  pyproject: Mapping,
  setup: IniFile,
): readonly Requirements[] {
  const tools = mappingAt(pyproject, "tool");
  const found: Requirements[] = [
    requirements("base", "", textsAt(pyproject, "project", "dependencies"), true),
    requirements("base", "", Object.keys(mappingAt(tools, "poetry", "dependencies")), true),
    requirements("base", "", lines(setup.get("options")?.get("install_requires")), true),
    ...extrasOf(pyproject, setup),
    ...groupsOf(pyproject),
    ...poetryGroups(mappingAt(tools, "poetry")),
    ...listsIn(mappingAt(tools, "pdm", "dev-dependencies")).map(([name, list]) =>
      requirements("group", name, list, true),
    ),
    requirements("group", "dev", textsAt(tools, "uv", "dev-dependencies"), true),
    ...hatchEnvironments(mappingAt(tools, "hatch", "envs")),
    ...requirementFiles(files).map((file) =>
      requirements("file", file, lines(files.text(file)), file === "requirements.txt"),
    ),
  ];
  return found.filter(({ packages }) => packages.size > 0);
}

function requirements(
  kind: Requirements["kind"],
  name: string,
  list: readonly string[],
  isDefault: boolean,
): Requirements {
  const packages = list.map(packageName).filter((each) => each !== undefined);
  return { kind, name, packages: new Set(packages), isDefault };
}

/** Undefined for an option such as `-r other.txt`. */
function packageName(requirement: string): string | undefined {
  const name = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)/.exec(requirement)?.[1];
  return name?.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? "").split("\n").map((line) => line.replace(/(?:^|\s)#.*$/, ""));
}

function listsIn(table: Mapping): readonly (readonly [string, readonly string[]])[] {
  return Object.keys(table).map((name) => [name, textsAt(table, name)] as const);
}

/** https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies */
function extrasOf(pyproject: Mapping, setup: IniFile): readonly Requirements[] {
  const tables = [
    mappingAt(pyproject, "project", "optional-dependencies"),
    mappingAt(pyproject, "tool", "flit", "metadata", "requires-extra"),
  ];
  const inSetup = [...(setup.get("options.extras_require") ?? [])].map(([name, text]) =>
    requirements("extra", name, lines(text), false),
  );
  return [
    ...tables.flatMap(listsIn).map(([name, list]) => requirements("extra", name, list, false)),
    ...inSetup,
  ];
}

/** A group may include others: https://packaging.python.org/en/latest/specifications/dependency-groups/ */
function groupsOf(pyproject: Mapping): readonly Requirements[] {
  const table = mappingAt(pyproject, "dependency-groups");
  const packagesOf = (name: string, above: readonly string[]): readonly string[] => {
    const list = table[name];
    if (!Array.isArray(list) || above.includes(name)) return [];
    return list.flatMap((entry: unknown) => {
      if (typeof entry === "string") return [entry];
      const included = isMapping(entry) ? entry["include-group"] : undefined;
      return typeof included === "string" ? packagesOf(included, [...above, name]) : [];
    });
  };
  const uvDefault = mappingAt(pyproject, "tool", "uv")["default-groups"] ?? ["dev"];
  const isDefault = (name: string): boolean =>
    uvDefault === "all" || (Array.isArray(uvDefault) && uvDefault.includes(name));
  return Object.keys(table).map((name) =>
    requirements("group", name, packagesOf(name, []), isDefault(name)),
  );
}

/** https://python-poetry.org/docs/managing-dependencies/#dependency-groups */
function poetryGroups(poetry: Mapping): readonly Requirements[] {
  const groups = Object.entries(mappingAt(poetry, "group")).map(([name, group]) =>
    requirements(
      "group",
      name,
      Object.keys(mappingAt(group, "dependencies")),
      mappingAt({ group }, "group")["optional"] !== true,
    ),
  );
  const older = Object.keys(mappingAt(poetry, "dev-dependencies"));
  return [...groups, requirements("group", "dev", older, true)];
}

/** https://hatch.pypa.io/latest/config/environment/overview/#dependencies */
function hatchEnvironments(environments: Mapping): readonly Requirements[] {
  return Object.entries(environments).map(([name, environment]) =>
    requirements(
      "env",
      name,
      [...textsAt(environment, "dependencies"), ...textsAt(environment, "extra-dependencies")],
      name === "default",
    ),
  );
}

/** `requirements.txt`, `requirements-dev.txt`, `dev-requirements.txt`, `requirements/test.txt`. */
function requirementFiles(files: FolderFiles): readonly string[] {
  const isText = (name: string): boolean => name.endsWith(".txt");
  return [
    ...files.names().filter((name) => /requirements/.test(name) && isText(name)),
    ...files
      .names("requirements")
      .filter(isText)
      .map((name) => `requirements/${name}`),
  ];
}
