/** What an import writes, and what it says about it. Nothing is written here. */
import { existsSync } from "node:fs";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { nearestApp } from "../../app/find-app.ts";
import { sameCommand } from "../../app/names.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { type AppModules, appModules } from "../../import/modules/app-modules.ts";
import { targetStatements } from "../../import/targets/target-statements.ts";
import { FolderFiles } from "../../project/folder-files.ts";
import { pythonProgramWords } from "../../project/python/program-words.ts";
import { readProject } from "../../project/read-project.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { object, type PlanObject, type PlanStatement } from "../../typescript/plan.ts";
import { type AppPlace, appPlace } from "../init/app-place.ts";
import type { PlannedFile } from "../init/planned-file.ts";
import { projectFolder, proposal } from "../init/proposal.ts";
import { scaffold } from "../init/scaffold.ts";
import type { ImportSource, TargetSource } from "./import-sources.ts";
import type { ImportedWorkflow } from "./imported-workflow.ts";

/** Where the modules go. */
export interface ImportPlace {
  /** The folder of `recompose.ts`. */
  readonly folder: string;
  /** Where commands run. */
  readonly root: string;
  readonly appFile: string;
  /** Undefined where there is an app already. */
  readonly newApp: AppPlace | undefined;
}

/** Beside the app that there is, else where `init` would put one: for workflows at the top of the repository. */
export function importPlace(sources: readonly ImportSource[], cwd: string): ImportPlace {
  const appFile = nearestApp(cwd);
  if (appFile !== undefined) {
    const folder = dirname(appFile);
    return { folder, root: projectFolder(folder), appFile: basename(appFile), newApp: undefined };
  }
  const hasWorkflow = sources.some(({ kind }) => kind === "workflow");
  const project = hasWorkflow ? repositoryTop(cwd) : projectFolder(cwd);
  const newApp = appPlace(project, proposal(project, readProject(project)).own);
  return { folder: newApp.folder, root: project, appFile: newApp.appFile, newApp };
}

/** The tasks of files with targets, by the name of their module. */
export function targetModules(
  sources: readonly TargetSource[],
  { root, newApp }: ImportPlace,
  taken: readonly string[],
): {
  readonly tasks: Readonly<Record<string, readonly PlanStatement[]>>;
  /** `Makefile:12: …`. */
  readonly notes: readonly string[];
} {
  const tasks: Record<string, readonly PlanStatement[]> = {};
  const [names, constants, notes] = [[...taken], [] as string[], [] as string[]];
  for (const { name, path, text, read } of sources) {
    const runScript = newApp?.manager.runScript;
    const files = new FolderFiles(dirname(path));
    const programWords = (program: string): readonly string[] | undefined =>
      pythonProgramWords(files, program);
    const { targets, notes: own } = read(text, { taken: names, runScript, programWords });
    notes.push(...own.map((note) => `${[name, note.line ?? []].flat().join(":")}: ${note.text}`));
    const isThere = (target: string): boolean => taken.some((one) => sameCommand(one, target));
    const plain = read(text, { runScript }).targets;
    if (plain.length > 0 && plain.every(({ task }) => isThere(task))) {
      notes.push(`${name}: the app has tasks of all these names already, so nothing is written.`);
      continue;
    }
    if (targets.length === 0) continue;
    const folder = relative(root, dirname(path)).split(sep).join("/");
    const statements = targetStatements(targets, {
      folder: folder === "" ? undefined : folder,
      taken: constants,
    });
    names.push(...targets.map(({ task }) => task));
    constants.push(...statements.flatMap(({ constant }) => constant ?? []));
    const module = moduleName(name);
    tasks[module] = [...(tasks[module] ?? []), ...statements];
  }
  return { tasks, notes };
}

/** `make` for `Makefile`, `scripts` for `package.json`. */
function moduleName(file: string): string {
  const name = file.toLowerCase().replace(/^\./, "").replace(/\..*$/, "");
  return (
    { package: "scripts", makefile: "make", gnumakefile: "make", justfile: "just" }[name] ?? name
  );
}

export interface PlannedImport {
  readonly files: readonly PlannedFile[];
  readonly modules: AppModules;
  /** What to change by hand in files that stay as they are. */
  readonly advice: readonly string[];
}

/** @throws UsageError where one of the modules exists already. */
export function plannedImport(
  workflows: readonly ImportedWorkflow[],
  tasks: Readonly<Record<string, readonly PlanStatement[]>>,
  place: ImportPlace,
  actionPins: PlanObject | undefined,
): PlannedImport {
  const { newApp, folder, appFile } = place;
  const modules = appModules({
    automations: Object.fromEntries(workflows.map(({ name, plan }) => [name, plan])),
    tasks,
    extension: /^\.m?ts$/.test(extname(appFile)) ? extname(appFile) : ".ts",
    app: newApp === undefined ? undefined : appOptions(newApp, actionPins),
  });
  const files = Object.entries(modules.files).map(([path, content]): PlannedFile => {
    const file = join(folder, path);
    if (existsSync(file)) {
      throw new UsageError(
        `${file} exists, and import overwrites nothing. Remove or rename it first.`,
      );
    }
    return { path: file, content, note: path.startsWith("tasks/") ? "tasks" : "an automation" };
  });
  if (newApp === undefined || modules.app === undefined) return { files, modules, advice: [] };
  const note = files.length === 0 ? "what was imported" : "lists what was imported";
  const { files: others, advice } = scaffold(newApp, modules.app, note);
  return { files: [...others, ...files], modules, advice };
}

function appOptions(
  { entryPoint, own, workingDirectory }: AppPlace,
  actionPins: PlanObject | undefined,
): PlanObject {
  return object({
    entryPoint: entryPoint === "./run" ? undefined : entryPoint,
    root: own === undefined ? undefined : "..",
    workingDirectory,
    actionPins,
  });
}
