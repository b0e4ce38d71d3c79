/** `recompose init`: writes the files that a project needs to begin with. Does not change files that exist. */
import { chmodSync, existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { appFileNames } from "../../app/find-app.ts";
import { runGit } from "../../host/git.ts";
import { writeWholeFile } from "../../host/files/whole-file.ts";
import { isMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { FolderContents } from "../../workflow/files/folder-contents.ts";
import { exitCode } from "../exit-code.ts";
import { type DetectedManager, detectManager } from "../../project/package-manager.ts";
import type { ProgramContext } from "../program-context.ts";
import { knownScripts, starterApp } from "../init/starter-app.ts";
import { starterRun } from "../init/starter-run.ts";
import { version } from "../version.ts";
import { twins } from "./workflow-folder.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { ignores, ignoresAnywhere, ignoringFolders } from "../init/git-ignore.ts";

interface FileOutcome {
  readonly file: string;
  /** What happened to the file, as the end of a sentence about it. */
  readonly text: string;
  readonly isChanged: boolean;
}

interface PackageJson {
  readonly name?: unknown;
  readonly private?: unknown;
  readonly type?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export async function init({ host, style }: ProgramContext): Promise<number> {
  const folder = host.cwd;
  const manager = detectManager(folder);
  // Reads before it writes: it writes nothing if package.json cannot be read.
  const packageFile = readPackageJson(folder);
  const outcomes = [
    await writeApp(folder, manager, packageFile?.content),
    writeRun(folder, manager),
    addDependency(folder, packageFile),
    ...ignoreFiles(folder, manager.top),
  ];
  for (const { file, text, isChanged } of outcomes) {
    printLines(host, [`${isChanged ? style.green("✓") : style.dim("–")} ${file} ${text}`]);
  }
  for (const file of outcomes[0]?.isChanged === true ? twinFiles(folder) : []) {
    printLines(host, [
      `${style.yellow("!")} ${file} is there: once generate-gha has written the workflow "ci", GitHub runs both. Remove it then, or give the automation another name now`,
    ]);
  }
  const next = [
    [manager.install, "installs recompose, and writes it into the lockfile"],
    ["./run", "shows the commands there are"],
    ["./run ci", "runs the workflow here"],
    ["./run generate-gha", "writes it for GitHub; commit what it writes"],
  ] as const;
  const width = Math.max(...next.map(([command]) => command.length));
  printLines(host, ["", "Next, type:"]);
  for (const [command, text] of next) {
    printLines(host, [`  ${style.bold(command.padEnd(width))}  ${style.dim(text)}`]);
  }
  return exitCode.success;
}

async function writeApp(
  folder: string,
  { runScript, setup }: DetectedManager,
  packageJson: PackageJson = newPackageJson(folder),
): Promise<FileOutcome> {
  const existingFile = appFileNames.find((name) => existsSync(join(folder, name)));
  if (existingFile !== undefined) return unchanged(existingFile);
  // TypeScript takes a .ts file for CommonJS unless package.json says otherwise, and with "verbatimModuleSyntax" it
  // refuses `import` there: https://www.typescriptlang.org/tsconfig/#verbatimModuleSyntax
  const file = packageJson.type === "module" ? "recompose.ts" : "recompose.mts";
  const git = async (...args: string[]): Promise<string> => (await runGit(folder, args)).stdout;
  const [top, remoteHead, head] = await Promise.all([
    git("rev-parse", "--show-prefix"),
    git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"),
    git("symbolic-ref", "--quiet", "--short", "HEAD"),
  ]);
  const text = starterApp({
    scripts: knownScripts(packageJson.scripts ?? {}),
    runScript,
    setup,
    branch: remoteHead.replace(/^origin\//, "") || head || "main",
    workingDirectory: top.replace(/\/$/, "") || undefined,
  });
  writeWholeFile(join(folder, file), text);
  return changed(file, "written");
}

function writeRun(folder: string, manager: DetectedManager): FileOutcome {
  const path = join(folder, "run");
  if (existsSync(path)) {
    const isOurs = /recompose/.test(readIfFile(path));
    return unchanged(
      "run",
      isOurs ? "" : '. It has to end in a call of recompose, or set another "entryPoint" in app()',
    );
  }
  writeWholeFile(path, starterRun(manager, folder));
  // The person's umask would take permissions out of the mode of a write.
  chmodSync(path, 0o755);
  return changed("run", "written");
}

interface PackageFile {
  readonly text: string;
  readonly content: PackageJson;
}

function readPackageJson(folder: string): PackageFile | undefined {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isMapping(content)) return { text, content };
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${messageOf(error)}. Nothing was written.`);
  }
  throw new UsageError(`${path} does not hold a JSON object. Nothing was written.`);
}

const dependency = { "recompose-ci": `^${version}` };

function newPackageJson(folder: string): PackageJson {
  // https://docs.npmjs.com/cli/configuring-npm/package-json#name
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|-+$/g, "");
  return { name: name || "app", private: true, type: "module", devDependencies: dependency };
}

function addDependency(folder: string, packageFile: PackageFile | undefined): FileOutcome {
  const file = "package.json";
  const path = join(folder, file);
  if (packageFile === undefined) {
    writeWholeFile(path, `${JSON.stringify(newPackageJson(folder), undefined, 2)}\n`);
    return changed(file, "written");
  }
  const { text, content } = packageFile;
  if ("recompose-ci" in { ...content.dependencies, ...content.devDependencies }) {
    return unchanged(file, ": it has recompose-ci");
  }
  const devDependencies = Object.fromEntries(
    Object.entries({ ...content.devDependencies, ...dependency }).sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
  const indentation = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const lines = JSON.stringify({ ...content, devDependencies }, undefined, indentation);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const ending = text.endsWith("\n") ? "\n" : "";
  rewrite(path, `${lines}${ending}`.replaceAll("\n", lineEnd));
  return changed(file, "has recompose-ci among its devDependencies now");
}

function ignoreFiles(folder: string, packagesFolder: string): readonly FileOutcome[] {
  const runFolder = ".recompose/";
  const places = ignoringFolders(folder, packagesFolder);
  const coversPackages = (place: string): boolean =>
    ignoresAnywhere(readIfFile(join(place, ".gitignore")), "node_modules");
  const isCovered = places.slice(1).some(coversPackages);
  return places.map((place) => {
    const hasPackages = place === folder || place === packagesFolder;
    const file = join(relative(folder, place), ".gitignore");
    return ignore(
      folder,
      file,
      hasPackages && !isCovered ? ["node_modules", runFolder] : [runFolder],
    );
  });
}

function ignore(folder: string, file: string, entries: readonly string[]): FileOutcome {
  const path = join(folder, file);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const missingEntries = entries.filter((entry) => !ignores(text, entry));
  if (missingEntries.length === 0) return unchanged(file, `: it has ${entries.join(" and ")}`);
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  const content = `${start}${missingEntries.join("\n")}\n`;
  if (existsSync(path)) {
    rewrite(path, content);
    return changed(file, `has ${missingEntries.join(" and ")} now`);
  }
  writeWholeFile(path, content);
  return changed(file, "written");
}

/** Existing workflows with the name of the one that the starter app generates. */
function twinFiles(folder: string): readonly string[] {
  const workflows = join(repositoryTop(folder), ".github/workflows");
  return twins(new FolderContents(workflows), [{ file: "ci.yml", title: "ci" }]).map(({ other }) =>
    relative(folder, join(workflows, other)),
  );
}

/** Follows links, and keeps the file's permissions. */
function rewrite(path: string, content: string): void {
  const file = realpathSync(path);
  const { mode } = statSync(file);
  writeWholeFile(file, content);
  chmodSync(file, mode);
}

function changed(file: string, text: string): FileOutcome {
  return { file, text, isChanged: true };
}

function unchanged(file: string, note = ""): FileOutcome {
  return { file, text: `exists and was left alone${note}`, isChanged: false };
}

function readIfFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
