/** Checks that the configuration of a Python project says, without tox or Nox. */
import { at, type FolderFiles, textAt } from "../folder-files.ts";
import type { CheckKind } from "../project-facts.ts";
import type { PythonProject } from "./python-project.ts";

/** A program that checks something, and how the project says that it uses it. */
export interface PythonProgram {
  readonly kind: CheckKind;
  /** Of the package, which has the same name as the program. */
  readonly name: string;
  readonly words: readonly string[];
  /** Where it is configured; undefined where only a dependency says that it is used. */
  readonly source: string | undefined;
  readonly detail: string;
}

export function pythonPrograms(project: PythonProject): readonly PythonProgram[] {
  const sources = (name: string, files: readonly string[]): string | undefined =>
    sourceOf(project, name, files);
  const paths = sourcePaths(project.files);
  const mypy = sources("mypy", ["mypy.ini", ".mypy.ini"]);
  const ruff = sources("ruff", ["ruff.toml", ".ruff.toml"]);
  const flake8 = sources("flake8", [".flake8"]);
  return [
    { kind: "lint", name: "ruff", words: ["ruff", "check"], source: ruff, detail: "Ruff" },
    { kind: "lint", name: "flake8", words: ["flake8", ...paths], source: flake8, detail: "Flake8" },
    {
      kind: "format",
      name: "black",
      words: ["black", "--check", "."],
      source: sources("black", []),
      detail: "Black",
    },
    {
      kind: "format",
      name: "ruff",
      words: ["ruff", "format", "--check"],
      source: ruff,
      detail: "Ruff",
    },
    {
      kind: "format",
      name: "isort",
      words: ["isort", "--check", "."],
      source: sources("isort", [".isort.cfg"]),
      detail: "isort",
    },
    {
      kind: "types",
      name: "mypy",
      words: ["mypy", ...(namesFiles(project) ? [] : paths)],
      source: mypy,
      detail: "mypy",
    },
    ...["pyright", "basedpyright"].map((name): PythonProgram => ({
      kind: "types",
      name,
      words: [name],
      source: sources(name, ["pyrightconfig.json"]),
      detail: name,
    })),
    {
      kind: "types",
      name: "ty",
      words: ["ty", "check"],
      source: sources("ty", ["ty.toml"]),
      detail: "ty",
    },
    {
      kind: "test",
      name: "pytest",
      words: pytestWords(project),
      source: sources("pytest", ["pytest.ini", ".pytest.ini"]),
      detail: "pytest",
    },
  ];
}

/** A file of its own, a table of pyproject.toml, or a section of setup.cfg or tox.ini. */
function sourceOf(
  { files, pyproject, setup, tox }: PythonProject,
  name: string,
  ownFiles: readonly string[],
): string | undefined {
  if (at(pyproject, "tool", name) !== undefined) return `pyproject.toml, [tool.${name}]`;
  const own = files.firstOf(ownFiles);
  if (own !== undefined) return own;
  const sections = [name, `tool:${name}`];
  const section = sections.find((each) => setup.has(each));
  if (section !== undefined) return `setup.cfg, [${section}]`;
  const inTox = sections.find((each) => tox.has(each));
  return inTox && `tox.ini, [${inTox}]`;
}

/** Without a file to look at, mypy only says how it is used: https://mypy.readthedocs.io/en/stable/config_file.html#confval-files */
function namesFiles({ files, pyproject, setup }: PythonProject): boolean {
  const texts = ["mypy.ini", ".mypy.ini"].map((file) => files.text(file) ?? "").join("\n");
  return ["files", "packages", "modules"].some(
    (key) =>
      at(pyproject, "tool", "mypy", key) !== undefined ||
      setup.get("mypy")?.has(key) === true ||
      new RegExp(`^${key}\\s*=`, "m").test(texts),
  );
}

/** As a module, pytest finds the code of a project that is not installed: https://docs.pytest.org/en/stable/how-to/usage.html#calling-pytest-through-python-m-pytest */
function pytestWords({ pyproject, isPackage }: PythonProject): readonly string[] {
  const hasPath = at(pyproject, "tool", "pytest", "ini_options", "pythonpath") !== undefined;
  return isPackage || hasPath ? ["pytest"] : ["python", "-m", "pytest"];
}

/** The project's own code, without an environment that lies beside it. */
function sourcePaths(files: FolderFiles): readonly string[] {
  const isCode = (name: string): boolean =>
    name === "src" || (files.hasFolder(name) && files.has(`${name}/__init__.py`));
  const isTests = (name: string): boolean => /^tests?$/.test(name);
  const names = files.names().filter((name) => !name.startsWith("."));
  const code = files.hasFolder("src")
    ? ["src"]
    : names.filter((name) => isCode(name) && !isTests(name));
  const tests = names.filter((name) => isTests(name) && files.hasFolder(name));
  const modules = code.length === 0 ? names.filter((name) => name.endsWith(".py")) : [];
  const paths = [...code, ...modules, ...tests];
  return paths.length === 0 ? ["."] : paths;
}

const deepest = 5;

/** The files of tests that pytest and unittest find by themselves, from the folder. */
export function testFiles(files: FolderFiles, above = ".", depth = 1): readonly string[] {
  return files.names(above).flatMap((name) => {
    const path = above === "." ? name : `${above}/${name}`;
    if (/^test_.*\.py$|_test\.py$/.test(name)) return [path];
    const isOther = /^[._]|^(?:node_modules|venv|env|site-packages|build|dist)$/.test(name);
    return isOther || depth > deepest || !files.hasFolder(path)
      ? []
      : testFiles(files, path, depth + 1);
  });
}

/** How a package is built by what the project is installed with. */
export function buildWords({ tool, pyproject }: PythonProject): readonly string[] | undefined {
  if (
    textAt(pyproject, "build-system", "build-backend") === undefined &&
    at(pyproject, "build-system") === undefined
  ) {
    return undefined;
  }
  return tool === "pip" ? ["python", "-m", "build"] : [tool, "build"];
}
