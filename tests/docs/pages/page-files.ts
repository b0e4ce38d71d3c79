/** The blocks of a page as files of projects that a reader would have at each place of it. */
import path from "node:path";
import { importsOf, type Scope, standIns, usedNames, usualScopes } from "../example-program.ts";
import type { Block, Document } from "./markdown.ts";

/** A block that is a file of its page's project. */
export interface PageFile {
  /** Relative to the project. */
  readonly name: string;
  /** In a module each line stands where it stands in the block. */
  readonly text: string;
  readonly block: Block;
}

/** A block, and the files that the page shows up to it, with its own. */
export interface PlacedBlock {
  readonly block: Block;
  readonly files: readonly PageFile[];
  /** The file that it is itself. */
  readonly file: PageFile | undefined;
  /** A page begins another with `<!-- new project -->`, and where a file comes again. */
  readonly project: number;
}

const fileName =
  /^(?:(?:[\w.-]+\/)*[\w-]*\.[\w.-]+|(?:[\w.-]+\/)*(?:Makefile|justfile|Dockerfile))$/;
const declaration = /^(?:export )?const (\w+) = (task|automation|makeDispatchable)\(/gm;

export function placedBlocks({ blocks }: Document): readonly PlacedBlock[] {
  const places = blocksInOrder(blocks);
  return places.map((place) => {
    if (!place.files.some(({ name }) => name === "recompose.ts")) return place;
    // It may import what the page shows further below.
    const later = places.flatMap(({ file, project }) =>
      project === place.project && file !== undefined && !isUnnamed(file) ? [file] : [],
    );
    const names = new Set(place.files.map(({ name }) => name));
    return { ...place, files: [...later.filter(({ name }) => !names.has(name)), ...place.files] };
  });
}

function isUnnamed({ name }: PageFile): boolean {
  return name.startsWith("lines-");
}

function blocksInOrder(blocks: readonly Block[]): readonly PlacedBlock[] {
  let project = 0;
  let files: readonly PageFile[] = [];
  return blocks.map((block) => {
    if (block.comment === "new project") {
      project++;
      files = [];
    }
    const name = nameOf(block);
    if (name === undefined) return { block, files, file: undefined, project };
    if (files.some((file) => file.name === name)) {
      project++;
      files = files.filter((file) => file.name !== name);
    }
    const text = block.language === "ts" ? moduleOf(block.code, name, files) : `${block.code}\n`;
    const file = { name, text, block };
    files = [...files, file];
    return { block, files, file, project };
  });
}

/** Behind the fence, or in a comment in the first line. A module without one is named by its line. */
function nameOf({ language, note, code, line }: Block): string | undefined {
  const comment = /^(?:\/\/|#) (\S+)$/m.exec(code.split("\n")[0] ?? "")?.[1] ?? "";
  const name = [note, comment].find((text) => fileName.test(text));
  return name ?? (language === "ts" ? `lines-${line}.ts` : undefined);
}

/** What imports something imports all that it uses. Later blocks can use what it declares. */
function moduleOf(code: string, name: string, files: readonly PageFile[]): string {
  const { tasks, automations } = declaredIn(code);
  const own = [...tasks, ...automations].filter(
    (each) => !new RegExp(`^export const ${each}\\b`, "m").test(code),
  );
  const imports = /^import /m.test(code) ? "" : importsOf(usedNames(code, scopesFor(name, files)));
  return `${imports}${code}\nexport { ${own.join(", ")} };\n`;
}

function scopesFor(name: string, files: readonly PageFile[]): readonly Scope[] {
  const scopes = [...files]
    .reverse()
    .filter(({ block }) => block.language === "ts")
    .map((file) => ({ from: `./${file.name}`, names: exportedBy(file.block.code) }));
  return [...scopes, ...usualScopes].map(({ from, names }) => {
    if (!from.startsWith(".")) return { from, names };
    const relative = path.posix.relative(path.posix.dirname(name), from);
    return { from: relative.startsWith(".") ? relative : `./${relative}`, names };
  });
}

function exportedBy(code: string): readonly string[] {
  const { tasks, automations } = declaredIn(code);
  const exported = [...code.matchAll(/^export const (\w+)/gm)].map(([, word = ""]) => word);
  return [...new Set([...tasks, ...automations, ...exported])];
}

export interface Declared {
  readonly tasks: readonly string[];
  readonly automations: readonly string[];
}

export function declaredIn(code: string): Declared {
  const found = [...code.matchAll(declaration)];
  const named = (isTask: boolean): readonly string[] =>
    found.filter(([, , kind]) => (kind === "task") === isTask).map(([, name = ""]) => name);
  return { tasks: named(true), automations: named(false) };
}

/**
 * The files of the project that a reader has at a place of a page. `recompose.ts` is the last module before it that declares
 * a task or an automation; where that is no app, it becomes one, with these and the tasks that they use.
 */
export function projectAt({ files }: PlacedBlock): Readonly<Record<string, string>> {
  const all = Object.fromEntries(files.map(({ name, text }) => [name, text]));
  const last = files.findLast((file) => isApp(file) || declares(file));
  if (last === undefined) return all;
  if (isApp(last) && isUnnamed(last)) return withStandIns(all, last.text);
  if ("recompose.ts" in all && !isUnnamed(last)) return withStandIns(all);
  return withStandIns(all, appOf(last, files));
}

function isApp({ name, text }: PageFile): boolean {
  return name === "recompose.ts" || /^export default app\(/m.test(text);
}

function declares({ block }: PageFile): boolean {
  const { tasks, automations } = declaredIn(block.language === "ts" ? block.code : "");
  return tasks.length + automations.length > 0;
}

function withStandIns(
  files: Readonly<Record<string, string>>,
  app?: string,
): Readonly<Record<string, string>> {
  return { "stand-ins.ts": standIns, ...files, ...(app && { "recompose.ts": app }) };
}

function appOf(file: PageFile, files: readonly PageFile[]): string {
  const own = declaredIn(file.block.code);
  const imported = importedNames(file.text);
  const others = [...files.map(({ block }) => block.code), standIns].map(declaredIn);
  const listOf = (kind: keyof Declared): string => {
    const used = others.flatMap((declared) => declared[kind].filter((name) => imported.has(name)));
    return [...new Set([...own[kind], ...used])].join(", ");
  };
  const lists = `commands: [${listOf("tasks")}], automations: [${listOf("automations")}]`;
  return `${atTop(file)}import { app as appOfPage } from "recompose-ci";\nexport default appOfPage({ ${lists} });\n`;
}

/** The text of a file as one of the project's own folder: what it imports is where it was. */
function atTop({ name, text }: PageFile): string {
  const folder = path.posix.dirname(name);
  return text.replaceAll(/(?<= from ")\.{1,2}\/[^"]+/g, (from) => {
    const joined = path.posix.join(folder, from);
    return joined.startsWith(".") ? joined : `./${joined}`;
  });
}

function importedNames(text: string): ReadonlySet<string> {
  const lists = [...text.matchAll(/\bimport (?:type )?\{([^}]*)\}/g)];
  return new Set(lists.flatMap(([, names = ""]) => names.split(",").map((name) => name.trim())));
}
