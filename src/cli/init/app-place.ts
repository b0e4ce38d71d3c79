/** Where an app goes in a project: beside its package.json, or into a folder of its own. */
import { existsSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { appFileNames, ownFolderNames } from "../../app/find-app.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { type DetectedManager, detectManager, npmIn } from "../../project/package-manager.ts";
import { type PackageFile, readPackageFile } from "./package-file.ts";

export interface AppPlace {
  /** The project's folder, where tasks run. */
  readonly project: string;
  /** Where `recompose.ts`, `run` and package.json are: the project's folder, or one in it. */
  readonly folder: string;
  /** The name of the folder that is for the app alone; undefined where it is in the project's. */
  readonly own: OwnFolder | undefined;
  /** `recompose.ts`, or another name that the app has or needs. */
  readonly appFile: string;
  /** What a person types in the project's folder, and what the steps of workflows call. */
  readonly entryPoint: string;
  /** The project's folder from the root of the repository; undefined where it is that. */
  readonly workingDirectory: string | undefined;
  readonly manager: DetectedManager;
  /** The package.json that is in `folder` already. */
  readonly packageFile: PackageFile | undefined;
}

export type OwnFolder = (typeof ownFolderNames)[number];

/** @throws UsageError where package.json cannot be read. */
export function appPlace(project: string, own?: OwnFolder): AppPlace {
  const folder = own === undefined ? project : join(project, own);
  const packageFile = readPackageFile(folder);
  const below = relative(repositoryTop(project), project).split(sep).join("/");
  return {
    project,
    folder,
    own,
    appFile: appFileIn(folder) ?? newAppFile(packageFile, own),
    entryPoint: own === undefined ? "./run" : `${own}/run`,
    workingDirectory: below === "" ? undefined : below,
    manager: own === undefined ? detectManager(folder) : npmIn(folder),
    packageFile,
  };
}

/** The folder for the app alone that a project has, or may get without a file of it being in the way. */
export function ownFolderFor(project: string): OwnFolder | undefined {
  const isFree = (own: OwnFolder): boolean =>
    ["package.json", "run", "tsconfig.json"].every((file) => !existsSync(join(project, own, file)));
  return (
    ownFolderNames.find((own) => appFileIn(join(project, own)) !== undefined) ??
    ownFolderNames.find(isFree)
  );
}

export function appFileIn(folder: string): string | undefined {
  return appFileNames.find((name) => existsSync(join(folder, name)));
}

/**
 * TypeScript takes a .ts file for CommonJS unless package.json says otherwise, and with "verbatimModuleSyntax" it
 * refuses `import` there: https://www.typescriptlang.org/tsconfig/#verbatimModuleSyntax
 */
function newAppFile(packageFile: PackageFile | undefined, own: OwnFolder | undefined): string {
  const isModule = packageFile === undefined || packageFile.content.type === "module";
  return own !== undefined || isModule ? "recompose.ts" : "recompose.mts";
}

/** A name for the package of an app. https://docs.npmjs.com/cli/configuring-npm/package-json#name */
export function packageName({ project, own }: AppPlace): string {
  const name = basename(project)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|-+$/g, "");
  return [name || "app", ...(own === undefined ? [] : [own])].join("-");
}
