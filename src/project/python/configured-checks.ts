/** Checks of a Python project by its configuration and its dependencies. */
import { type FoundCheck, kindNames } from "../found-part.ts";
import type { CheckKind } from "../project-facts.ts";
import { buildWords, type PythonProgram, pythonPrograms, testFiles } from "./python-checks.ts";
import type { PythonCommands } from "./python-commands.ts";
import type { PythonProject } from "./python-project.ts";

interface Found {
  readonly checks: readonly FoundCheck[];
  readonly notes: readonly string[];
}

/** Those that count by their configuration alone. Others may have been left behind, or be an editor's. */
const bySourceAlone = new Set(["ruff", "flake8", "black", "mypy", "pytest"]);

const hooksFile = ".pre-commit-config.yaml";

interface KnownChecks {
  /** Kinds of checks that the project has already. */
  readonly known: ReadonlySet<CheckKind>;
  /** Whether one of them runs the hooks of pre-commit. */
  readonly runsHooks: boolean;
}

export function configuredChecks(
  project: PythonProject,
  commands: PythonCommands,
  { known, runsHooks }: KnownChecks,
): Found {
  const { files } = project;
  const hooks = files.text(hooksFile);
  const notes: string[] = [];
  const checks: FoundCheck[] = [];
  const used = usedPrograms(project, commands).filter(({ kind }) => !known.has(kind));
  const isHooked = used.some(({ name }) => !commands.has(name) && hooks?.includes(name) === true);
  const hasHooks = runsHooks || (isHooked && !known.has("lint"));
  for (const program of used) {
    const { kind, name, words, source = dependencySource(project, name), detail } = program;
    if (!commands.has(name) && hooks?.includes(name) === true) continue;
    if (hasHooks && hooks !== undefined && isHook(program, hooks)) continue;
    const command = commands.run(name, words);
    if (command === undefined)
      notes.push(
        `${source} is there, and no dependency brings ${name}: it is not among the checks.`,
      );
    else checks.push({ kind, name: kindNames[kind], command, source, detail });
  }
  const ofHooks = isHooked && !known.has("lint") ? hookCheck(commands) : [];
  const more = [
    ...ofHooks,
    ...testChecks(project, commands, [...known, ...checks.map(({ kind }) => kind)]),
  ];
  const build = known.has("build") ? [] : buildCheck(project, commands);
  return { checks: namedByDetail([...checks, ...more, ...build]), notes };
}

/** Whether the hooks do the same, on the same files. What checks types there knows nothing of the project's packages. */
function isHook({ kind, name }: PythonProgram, hooks: string): boolean {
  if (kind !== "format" && kind !== "lint") return false;
  // https://github.com/astral-sh/ruff-pre-commit
  const ids =
    name === "ruff" ? (kind === "format" ? ["ruff-format"] : ["ruff", "ruff-check"]) : [name];
  return ids.some((id) =>
    new RegExp(`^\\s*-?\\s*id:\\s*["']?${id}["']?\\s*(?:#.*)?$`, "m").test(hooks),
  );
}

function usedPrograms(project: PythonProject, commands: PythonCommands): readonly PythonProgram[] {
  const hasTests = testFiles(project.files).length > 0;
  const used = pythonPrograms(project).filter(
    ({ name, source }) => commands.has(name) || (source !== undefined && bySourceAlone.has(name)),
  );
  const uses = (name: string): boolean => used.some((program) => program.name === name);
  return used.filter(({ kind, name, source }) => {
    if (name === "pytest") return hasTests;
    if (name === "flake8") return commands.has(name) || !uses("ruff");
    // Black formats, and Ruff beside it only looks for mistakes, unless it says more.
    if (name === "ruff" && kind === "format") return !uses("black") && !uses("isort");
    return name !== "black" || commands.has(name) || !uses("ruff") || source !== undefined;
  });
}

/** Where a project names a dependency that it does not configure. */
function dependencySource({ requirements }: PythonProject, name: string): string {
  const place = requirements.find(({ packages }) => packages.has(name));
  switch (place?.kind) {
    case "group":
      return `pyproject.toml, group ${JSON.stringify(place.name)}`;
    case "extra":
      return `extra ${JSON.stringify(place.name)}`;
    case "env":
      return `pyproject.toml, [tool.hatch.envs.${place.name}]`;
    case "file":
      return place.name;
    default:
      return "dependencies";
  }
}

/** https://pre-commit.com/#pre-commit-run */
function hookCheck(commands: PythonCommands): readonly FoundCheck[] {
  const command = commands.run("pre-commit", ["pre-commit", "run", "--all-files"]);
  if (command === undefined) return [];
  return [{ kind: "lint", name: "pre_commit", command, source: hooksFile, detail: "pre-commit" }];
}

/** Tests of a project that has no other program for them. */
function testChecks(
  { files }: PythonProject,
  commands: PythonCommands,
  known: readonly CheckKind[],
): readonly FoundCheck[] {
  if (known.includes("test")) return [];
  const test = { kind: "test", name: kindNames.test } as const;
  if (files.has("manage.py")) {
    return [
      {
        ...test,
        command: commands.runPython(["python", "manage.py", "test"]),
        source: "manage.py",
      },
    ];
  }
  const source = testFiles(files).find((file) =>
    /^(?:import|from) unittest\b/m.test(files.text(file) ?? ""),
  );
  if (source === undefined) return [];
  const folder = source.includes("/") ? ["-s", source.slice(0, source.lastIndexOf("/"))] : [];
  return [
    {
      ...test,
      command: commands.runPython(["python", "-m", "unittest", "discover", ...folder]),
      source,
    },
  ];
}

function buildCheck(project: PythonProject, commands: PythonCommands): readonly FoundCheck[] {
  const words = buildWords(project);
  if (words === undefined) return [];
  const command = project.tool === "pip" ? commands.run("build", words) : words;
  const source = "pyproject.toml, [build-system]";
  return command === undefined ? [] : [{ kind: "build", name: kindNames.build, command, source }];
}

/** Several of a kind have the names of their programs. */
function namedByDetail(checks: readonly FoundCheck[]): readonly FoundCheck[] {
  return checks.map((check) => {
    const others = checks.filter(({ kind }) => kind === check.kind);
    return others.length > 1 && check.detail !== undefined
      ? { ...check, name: check.detail.toLowerCase() }
      : check;
  });
}
