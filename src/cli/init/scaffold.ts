/** The files of a new app: all that a project needs to run it, whatever the app says. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../version.ts";
import { type AppPlace, packageName } from "./app-place.ts";
import { ignoreFiles } from "./git-ignore.ts";
import { oldestNodeOf } from "./oldest-node.ts";
import { dependsOn, newPackageText, readPackageFile, withDevDependencies } from "./package-file.ts";
import { type PlannedFile, requireFile } from "./planned-file.ts";
import { starterRun } from "./starter-run.ts";
import { typeChecking } from "./type-checking.ts";

export interface Scaffold {
  readonly files: readonly PlannedFile[];
  /** What a person types to have the types of the app checked. */
  readonly typeCheck: string;
  /** What to change by hand in files that stay as they are, each a sentence. */
  readonly advice: readonly string[];
}

/**
 * @param text what `recompose.ts` is to say
 * @param note what that is, in a few words
 */
export function scaffold(place: AppPlace, text: string, note: string): Scaffold {
  const { folder, appFile } = place;
  // What is read below is one, too.
  for (const name of [appFile, "run", "package.json", "tsconfig.json", ".gitignore"]) {
    requireFile(join(folder, name));
  }
  const types = typeChecking(place);
  const run = runFile(place);
  const files = [
    newFile(join(folder, appFile), text, note),
    run,
    packageFile(place),
    types.file,
    ...ignoreFiles(place),
  ];
  const isForeign = run.content === undefined && !/recompose/.test(readFileSync(run.path, "utf8"));
  return {
    files,
    typeCheck: types.command,
    advice: [
      ...(isForeign ? [foreignRun] : []),
      ...(types.advice === undefined ? [] : [types.advice]),
    ],
  };
}

const foreignRun =
  'run is not recompose\'s: it has to end in a call of recompose, or app() needs another "entryPoint".';

function newFile(path: string, content: string, note: string): PlannedFile {
  return existsSync(path) ? { path, note: "exists and stays as it is" } : { path, content, note };
}

function runFile(place: AppPlace): PlannedFile {
  const note = "installs what is missing, and starts recompose";
  return { ...newFile(join(place.folder, "run"), starterRun(place), note), isExecutable: true };
}

function packageFile(place: AppPlace): PlannedFile {
  const { folder, packageFile: there } = place;
  const path = join(folder, "package.json");
  const dependencies = missingDependencies(place);
  const names = Object.keys(dependencies);
  if (there === undefined) {
    const content = newPackageText(packageName(place), dependencies);
    return { path, content, note: `with ${names.join(", ")}` };
  }
  if (names.length === 0) return { path, note: "stays as it is: it has recompose-ci" };
  const content = withDevDependencies(there, dependencies);
  return { path, content, note: `gets ${names.join(", ")} among its devDependencies` };
}

/**
 * The newest that has the API in JavaScript. Tools that a project has, such as typescript-eslint, take what is installed
 * beside them and end with an error where it is 7: https://github.com/typescript-eslint/typescript-eslint/issues/10940
 */
const typescriptForAll = "^6.0.3";

/** recompose, and where there is no TypeScript that, without which nothing would check the types of the app. */
function missingDependencies(place: AppPlace): Readonly<Record<string, string>> {
  const { folder, manager, packageFile: there } = place;
  const top = manager.top === folder ? undefined : readPackageFile(manager.top);
  const has = (name: string): boolean => dependsOn(there, name) || dependsOn(top, name);
  const oldest = oldestNodeOf(place.own === undefined ? folder : undefined);
  return {
    ...(!has("typescript") && !has("@types/node") && { "@types/node": `^${oldest}` }),
    ...(!dependsOn(there, "recompose-ci") && { "recompose-ci": `^${version}` }),
    ...(!has("typescript") && { typescript: there === undefined ? "^7.0.2" : typescriptForAll }),
  };
}
