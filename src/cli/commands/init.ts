/** `recompose init`: the files a project needs to begin with. What is there already is reported and left alone. */
import { chmodSync, existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { runGit } from "../../host/git.ts";
import { writeWholeFile } from "../../host/files/whole-file.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { createStyle } from "../../reporters/shown/style.ts";
import { FolderContents } from "../../workflow/files/folder-contents.ts";
import { exitCode } from "../exit-code.ts";
import { type DetectedManager, detectManager } from "../init/package-manager.ts";
import type { ProgramContext } from "../program-context.ts";
import { knownScripts, starterApp } from "../init/starter-app.ts";
import { starterRun } from "../init/starter-run.ts";
import { version } from "../version.ts";
import { twins } from "./workflow-folder.ts";
import { repositoryTop } from "../init/workspace.ts";
import { ignores, ignoresAnywhere, ignoringFolders } from "../init/git-ignore.ts";

interface Done {
  readonly file: string;
  /** What happened to the file. */
  readonly what: string;
  readonly changed: boolean;
}

interface PackageJson {
  readonly name?: unknown;
  readonly private?: unknown;
  readonly type?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const appFiles = ["recompose.ts", "recompose.mts", "recompose.js", "recompose.mjs"];

export async function init({ host, color }: ProgramContext): Promise<number> {
  const folder = host.cwd;
  const style = createStyle(color);
  const manager = detectManager(folder);
  // Read before anything is written: a package.json that cannot be read stops it all.
  const packageJson = readPackageJson(folder);
  const outcomes = [
    await writeApp(folder, manager, packageJson?.content),
    writeRun(folder, manager),
    addDependency(folder, packageJson),
    ...ignoreFiles(folder, manager.top),
  ];
  for (const { file, what, changed } of outcomes) {
    printLines(host, [`${changed ? style.green("✓") : style.dim("–")} ${file} ${what}`]);
  }
  for (const file of outcomes[0]?.changed === true ? twinFiles(folder) : []) {
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
): Promise<Done> {
  const present = appFiles.find((name) => existsSync(join(folder, name)));
  if (present !== undefined) return leftAlone(present);
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
  return { file, what: "written", changed: true };
}

function writeRun(folder: string, manager: DetectedManager): Done {
  const path = join(folder, "run");
  if (existsSync(path)) {
    const isOurs = /recompose/.test(readIfFile(path));
    return leftAlone(
      "run",
      isOurs ? "" : '. It has to end in a call of recompose, or set another "entryPoint" in app()',
    );
  }
  writeWholeFile(path, starterRun(manager, folder));
  // Not by the mode of the write, which the umask of the person would cut.
  chmodSync(path, 0o755);
  return { file: "run", what: "written", changed: true };
}

interface ReadPackageJson {
  readonly text: string;
  readonly content: PackageJson;
}

function readPackageJson(folder: string): ReadPackageJson | undefined {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof content === "object" && content !== null && !Array.isArray(content)) {
      return { text, content };
    }
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${messageOf(error)}. Nothing was written.`);
  }
  throw new UsageError(`${path} does not hold a JSON object. Nothing was written.`);
}

const dependency = { "recompose-ci": `^${version}` };

function newPackageJson(folder: string): PackageJson {
  const name = packageName(folder);
  return { name, private: true, type: "module", devDependencies: dependency };
}

function addDependency(folder: string, present: ReadPackageJson | undefined): Done {
  const file = "package.json";
  const path = join(folder, file);
  if (present === undefined) {
    const content = newPackageJson(folder);
    writeWholeFile(path, `${JSON.stringify(content, undefined, 2)}\n`);
    return { file, what: "written", changed: true };
  }
  const { text, content } = present;
  if ("recompose-ci" in { ...content.dependencies, ...content.devDependencies }) {
    return leftAlone(file, ": it has recompose-ci");
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
  return { file, what: "has recompose-ci among its devDependencies now", changed: true };
}

/** https://docs.npmjs.com/cli/configuring-npm/package-json#name */
function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|-+$/g, "");
  return name === "" ? "app" : name;
}

function ignoreFiles(folder: string, installedIn: string): readonly Done[] {
  const own = ".recompose/";
  const places = ignoringFolders(folder, installedIn);
  const coversPackages = (place: string): boolean =>
    ignoresAnywhere(readIfFile(join(place, ".gitignore")), "node_modules");
  const isCovered = places.slice(1).some(coversPackages);
  return places.map((place) => {
    const hasPackages = place === folder || place === installedIn;
    const file = join(relative(folder, place), ".gitignore");
    return ignore(folder, file, hasPackages && !isCovered ? ["node_modules", own] : [own]);
  });
}

function ignore(folder: string, file: string, entries: readonly string[]): Done {
  const path = join(folder, file);
  const text = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const missingEntries = entries.filter((entry) => !ignores(text ?? "", entry));
  if (missingEntries.length === 0) return leftAlone(file, `: it has ${entries.join(" and ")}`);
  const start = text === undefined || text === "" || text.endsWith("\n") ? text : `${text}\n`;
  const content = `${start ?? ""}${missingEntries.join("\n")}\n`;
  if (text === undefined) writeWholeFile(path, content);
  else rewrite(path, content);
  const what = text === undefined ? "written" : `has ${missingEntries.join(" and ")} now`;
  return { file, what, changed: true };
}

/** Workflows that are there and would go by the name of the one that the starter app generates. */
function twinFiles(folder: string): readonly string[] {
  const workflows = join(repositoryTop(folder), ".github/workflows");
  return twins(new FolderContents(workflows), [{ file: "ci.yml", name: "ci" }]).map(({ other }) =>
    relative(folder, join(workflows, other)),
  );
}

/** A file that is there stays where a link leads to, and stays open to the same people. */
function rewrite(path: string, content: string): void {
  const file = realpathSync(path);
  const { mode } = statSync(file);
  writeWholeFile(file, content);
  chmodSync(file, mode);
}

function leftAlone(file: string, note = ""): Done {
  return { file, what: `exists and was left alone${note}`, changed: false };
}

function readIfFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
