/** The files of a Python project, read once. */
import { at, type FolderFiles, mappingAt, type Mapping } from "../folder-files.ts";
import { type IniFile, readIni } from "./ini-sections.ts";
import { type Requirements, requirementsOf } from "./requirements.ts";

export type PythonTool = "uv" | "pip" | "poetry" | "hatch" | "pdm";

export interface PythonProject {
  readonly files: FolderFiles;
  readonly pyproject: Mapping;
  readonly setup: IniFile;
  readonly tox: IniFile;
  readonly tool: PythonTool;
  /** That of `tool`, where git has it. */
  readonly lockfile: string | undefined;
  readonly requirements: readonly Requirements[];
  /** Whether it can be built, and installed as a package. */
  readonly isPackage: boolean;
}

const markers = [
  "pyproject.toml",
  "setup.py",
  "setup.cfg",
  "requirements.txt",
  "tox.ini",
  "noxfile.py",
];

export function openPythonProject(files: FolderFiles): PythonProject | undefined {
  if (files.firstOf(markers) === undefined) return undefined;
  const pyproject = files.toml("pyproject.toml") ?? {};
  const setup = readIni(files.text("setup.cfg") ?? "");
  const tool = toolOf(files, pyproject);
  const lockfile = lockfiles[tool];
  const hasLock = lockfile !== undefined && files.has(lockfile) && !files.isIgnored(lockfile);
  const isPackage =
    at(pyproject, "build-system") !== undefined || files.has("setup.py") || setup.has("options");
  return {
    files,
    pyproject,
    setup,
    tox: readIni(files.text("tox.ini") ?? ""),
    tool,
    lockfile: hasLock ? lockfile : undefined,
    requirements: requirementsOf(files, pyproject, setup),
    isPackage: isPackage && at(pyproject, "tool", "poetry", "package-mode") !== false,
  };
}

const lockfiles: Readonly<Partial<Record<PythonTool, string>>> = {
  uv: "uv.lock",
  poetry: "poetry.lock",
  pdm: "pdm.lock",
};

/** By the lockfile, else by the tool's own settings. What builds the package does not tell, but for uv's: hatchling serves all. */
function toolOf(files: FolderFiles, pyproject: Mapping): PythonTool {
  const tools = ["uv", "poetry", "pdm"] as const;
  const locked = tools.find((tool) => files.has(lockfiles[tool] ?? ""));
  if (locked !== undefined) return locked;
  const settings = mappingAt(pyproject, "tool");
  const configured = tools.find((tool) => at(settings, tool) !== undefined);
  if (configured !== undefined) return configured;
  if (at(pyproject, "build-system", "build-backend") === "uv_build") return "uv";
  return at(settings, "hatch", "envs") !== undefined || files.has("hatch.toml") ? "hatch" : "pip";
}

/** Lockfiles beside that of the tool in use. */
export function otherLockfiles({ files, tool }: PythonProject): readonly string[] {
  return Object.values(lockfiles).filter((file) => files.has(file) && file !== lockfiles[tool]);
}
