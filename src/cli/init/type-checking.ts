/** What makes editors and `tsc` check the types of an app, without a change of how the project compiles. */
import { existsSync, lstatSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { readTsconfig } from "../../app/bundle/tsconfig-chain.ts";
import type { DetectedManager } from "../../project/package-manager.ts";
import type { AppPlace } from "./app-place.ts";
import { dependsOn, type PackageFile, readPackageFile } from "./package-file.ts";
import type { PlannedFile } from "./planned-file.ts";

export interface TypeChecking {
  readonly file: PlannedFile;
  /** What a person types to have the app's types checked. */
  readonly command: string;
  /** What to change in the project by hand, as a sentence. */
  readonly advice?: string;
}

/** The settings file for the app: the project's own where that takes the app in, else one more. */
export function typeChecking(place: AppPlace): TypeChecking {
  const { folder, appFile } = place;
  const project = join(folder, "tsconfig.json");
  if (!existsSync(project)) {
    const note = "for editors and tsc, which check the types of the app";
    return { file: { path: project, content: settings(place), note }, command: tsc(place) };
  }
  const { include, files, exclude, noEmit } = readTsconfig(project);
  const isIncluded =
    (include?.some((pattern) => takesIn(pattern, appFile)) ?? files === undefined) &&
    !(exclude ?? []).some((pattern) => takesIn(pattern, appFile));
  if (isIncluded && noEmit === true) {
    const note = "stays as it is: it takes the app in";
    return { file: { path: project, note }, command: tsc(place) };
  }
  const name = "tsconfig.recompose.json";
  const path = join(folder, name);
  const note = `for tsc -p ${name}, which checks the types of the app`;
  const command = tsc(place, name);
  const file = existsSync(path)
    ? { path, note: "exists and stays as it is" }
    : { path, content: settings(place), note };
  if (!isIncluded || !compiles(place)) return { file, command };
  const list = [...(exclude ?? ["node_modules"]), appFile].map((each) => JSON.stringify(each));
  return {
    file,
    command,
    advice: `tsconfig.json takes ${appFile} in, so a build by tsc would compile it, too. Say "exclude": [${list.join(", ")}] there.`,
  };
}

/** What a person types in the project's folder. */
function tsc(place: AppPlace, settingsFile?: string): string {
  const { own, folder, manager } = place;
  if (own !== undefined) return `${own}/node_modules/.bin/tsc -p ${own}`;
  const program = hasOtherCompiler(place)
    ? `node ${relative(folder, join(manager.top, "node_modules/typescript/bin/tsc")).split(sep).join("/")}`
    : `${programStart(manager)} tsc`;
  return `${program}${settingsFile === undefined ? "" : ` -p ${settingsFile}`}`;
}

/** Whether `tsc` may be the program of another package than typescript: one of tsd, or TypeScript by another name. */
function hasOtherCompiler({ folder, manager, packageFile }: AppPlace): boolean {
  if (manager.mayPlugAndPlay) return false;
  const link = join(manager.top, "node_modules/.bin/tsc");
  if (isLink(link) && !/[\\/]typescript[\\/]bin[\\/]tsc$/.test(realpathSync(link))) return true;
  // pnpm has the programs of a package's own dependencies alone: https://pnpm.io/npmrc#shamefully-hoist
  const others = ["@tsd/typescript", ...(manager.name === "pnpm" ? [] : ["tsd"])];
  const top = manager.top === folder ? undefined : readPackageFile(manager.top);
  return [packageFile, top].some(
    (file) => others.some((name) => dependsOn(file, name)) || hasAlias(file),
  );
}

/** Not a script that starts the program, as pnpm writes it. */
function isLink(path: string): boolean {
  return existsSync(path) && lstatSync(path).isSymbolicLink();
}

/** `"typescript-5": "npm:typescript@5"`: https://docs.npmjs.com/cli/install */
function hasAlias(file: PackageFile | undefined): boolean {
  const { dependencies, devDependencies } = file?.content ?? {};
  return Object.entries({ ...dependencies, ...devDependencies }).some(
    ([name, range]) => name !== "typescript" && String(range).startsWith("npm:typescript@"),
  );
}

/** What a person types before the name of an installed program. */
export function programStart({ name }: Pick<DetectedManager, "name">): string {
  return { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" }[name];
}

/** Whether a script of the package has tsc write files. */
function compiles({ packageFile }: AppPlace): boolean {
  return Object.values(packageFile?.content.scripts ?? {}).some(
    (script) => typeof script === "string" && /\btsc\b(?!.*--noEmit)/.test(script),
  );
}

/** Whether a pattern of `include` or `exclude` is about a file beside it. https://www.typescriptlang.org/tsconfig/#include */
function takesIn(pattern: string, file: string): boolean {
  const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  if (["", ".", "**", "**/*"].includes(plain)) return true;
  const source = plain
    .replace(/^(?:\*\*\/)+/, "")
    .replaceAll(/[*?]|[^\w*?]/g, (part) => ({ "*": "[^/]*", "?": "[^/]" })[part] ?? `\\${part}`);
  return new RegExp(`^${source}$`).test(file);
}

/**
 * For the app and the actions that `actions add` declares beside it. Without an end of the package's own, such as "rootDir",
 * which the app would be outside of.
 */
function settings({ packageFile, own }: AppPlace): string {
  // A package of a browser that has no types of Node gets none from here.
  const hasNode = own !== undefined || !dependsOn(packageFile, "typescript");
  const types = hasNode || dependsOn(packageFile, "@types/node") ? ["node"] : [];
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    types,
    strict: true,
    skipLibCheck: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  };
  return `${JSON.stringify({ compilerOptions, include: ["recompose*"] }, undefined, 2)}\n`.replace(
    /\[\n\s+("[^"\n]*")\n\s+\]/g,
    "[$1]",
  );
}
