/** What has to be installed before the checks of a part can run. */
import { join } from "node:path";
import type { ProjectCheck, ProjectPart } from "../../../project/project-facts.ts";
import type { AppPlace } from "../app-place.ts";

export interface InstallTask {
  readonly name: string;
  readonly description: string;
  /** Words of run(), for the folder of the part. */
  readonly command: readonly string[];
}

const environment = ".venv";

/** Tasks that come before the checks, in order; none where the checks or `run` install by themselves. */
export function installTasks(
  { own, project, manager }: AppPlace,
  { stack, tool, folder, install }: ProjectPart,
): readonly InstallTask[] {
  // What `uv run` needs, it installs: https://docs.astral.sh/uv/concepts/projects/sync/
  if (install === undefined || tool === "uv") return [];
  if (stack === "node" && own === undefined && join(project, folder) === manager.top) return [];
  const prefix = folder === "" ? "" : `${folder}_`;
  const where = folder === "" ? "" : ` in ${folder}/`;
  const task = (name: string, description: string, command: readonly string[]): InstallTask => ({
    name: `${prefix}${name}`.replaceAll(/[^A-Za-z0-9_-]+/g, "_"),
    description,
    command,
  });
  const description = `Install what the checks${where} need`;
  if (tool !== "pip") return [task("install", description, install)];
  // pip installs groups from version 25.1 on, and the one that comes with Python may be older:
  // https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-group, https://docs.python.org/3/library/venv.html
  const newest = install.includes("--group") ? ["--upgrade-deps"] : [];
  // Many systems let pip install into an environment only: https://peps.python.org/pep-0668/
  return [
    task("venv", `Make ${environment}, a place for packages${where}`, [
      "python3",
      "-m",
      "venv",
      ...newest,
      environment,
    ]),
    task("install", description, inEnvironment(install)),
  ];
}

/** The words of a check as they run in its part. */
export function checkCommand(
  { tool, install }: ProjectPart,
  { command }: ProjectCheck,
): readonly string[] {
  return tool === "pip" && install !== undefined ? inEnvironment(command) : command;
}

/** Programs of the system are not in an environment. */
const ofTheSystem = new Set(["sh", "bash", "make", "git", "pipx", "uvx"]);

function inEnvironment([program = "", ...words]: readonly string[]): readonly string[] {
  if (ofTheSystem.has(program)) return [program, ...words];
  return [`${environment}/bin/${program}`, ...words];
}
