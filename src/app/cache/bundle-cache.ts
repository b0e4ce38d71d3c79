/**
 * Keeps an app's bundle. The folder of an app has `manifest.json` and the bundle, its source map and V8's compiled form
 * of it, with a hash as their name. Files are written under another name and then renamed, the manifest last, so any
 * number of processes can read and write at once. A cache that cannot be read or written counts as empty.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Bundle } from "../bundle/bundle.ts";
import type { BundleInputs } from "../bundle/bundle-inputs.ts";
import { type CacheFolders, checksName } from "./cache-folders.ts";
import { statOf } from "../../start/file-stamp.ts";
import { readSealed, writeSealed } from "../../start/sealed-file.ts";
import { hashText } from "../bundle/disk.ts";
import { refreshSnapshot, type Snapshot, takeSnapshot } from "./freshness.ts";

/** A bundle that can be run. */
export interface RunnableBundle extends Omit<Bundle, "map"> {
  /** The path that stack traces show. The file exists only if `format` is "esm". */
  readonly file: string;
  readonly readMap: () => string;
  /** V8's compiled form, if there is one. */
  readonly compiled: Buffer | undefined;
  readonly saveCompiled: (compiled: Buffer) => void;
}

interface Manifest extends Omit<Bundle, "code" | "map"> {
  /** What else the bundle depends on, such as versions. */
  readonly setting: string;
  /** Name of the bundle's file. */
  readonly name: string;
  readonly snapshot: Snapshot;
}

const manifestName = "manifest.json";

export class BundleCache {
  readonly #places: CacheFolders;
  readonly #setting: string;

  constructor(places: CacheFolders, setting: string) {
    this.#places = places;
    this.#setting = setting;
  }

  /** The cached bundle, if bundling would give the same. */
  read(): RunnableBundle | undefined {
    for (const folder of this.#places.folders) {
      const bundle = attempt(() => this.#readFrom(folder));
      if (bundle !== undefined) return bundle;
    }
    return undefined;
  }

  /** Functions that make an empty folder to bundle in, the best one first. The caller removes the folder. */
  get scratchMakers(): readonly (() => string)[] {
    return [
      ...[...this.#places.folders].map((folder) => () => {
        mkdirSync(folder, { recursive: true });
        return mkdtempSync(join(folder, scratchPrefix));
      }),
      () => mkdtempSync(join(tmpdir(), "recompose-")),
    ];
  }

  /** Caches the bundle where possible. `scratch` is the folder that it was made in. */
  write(bundle: Bundle, inputs: BundleInputs, scratch: string): RunnableBundle {
    const { code, map, ...rest } = bundle;
    const extension = bundle.format === "esm" ? ".mjs" : ".cjs";
    const runnable = attempt(() => {
      const folder = dirname(scratch);
      const bundledAt = statOf(scratch)?.birthtimeNs;
      const startedAt = statOf(join(scratch, startName))?.ctimeNs ?? bundledAt;
      if (startedAt === undefined || ![...this.#places.folders].includes(folder)) return undefined;
      const snapshot = takeSnapshot(inputs, startedAt);
      if (snapshot === undefined) return undefined;
      const hash = hashText(code + map).slice(0, 16);
      const name = `${hash}${extension}`;
      const manifest: Manifest = { ...rest, setting: this.#setting, name, snapshot };
      const packages = bundle.format === "esm" ? inputs.packages : [];
      linkPackages(folder, this.#places.nodeModules, packages);
      replaceFile(join(folder, `${name}.map`), map, scratch);
      const mappedCode = withMap(code, name);
      writeSealed(join(folder, name), Buffer.from(mappedCode));
      replaceFile(join(folder, manifestName), JSON.stringify(manifest), scratch);
      attempt(() => prune(folder, hash));
      const fileParts = this.#fileParts(folder, name);
      return { ...rest, code: mappedCode, ...fileParts, readMap: () => map };
    });
    if (runnable !== undefined) return runnable;
    const file = join(scratch, `app${extension}`);
    if (bundle.format === "esm") {
      linkPackages(scratch, this.#places.nodeModules, inputs.packages);
    }
    writeFileSync(file, code);
    return { ...rest, code, file, compiled: undefined, saveCompiled: () => {}, readMap: () => map };
  }

  #readFrom(folder: string): RunnableBundle | undefined {
    const file = join(folder, manifestName);
    const writtenAt = statOf(file)?.mtimeNs;
    if (writtenAt === undefined) return undefined;
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
    if (manifest.setting !== this.#setting) return undefined;
    const snapshot = refreshSnapshot(manifest.snapshot, writtenAt);
    if (snapshot === undefined) return undefined;
    const { name, format, sources, importers, targets } = manifest;
    const content = readSealed(join(folder, name));
    if (content === undefined) return undefined;
    const code = content.toString("utf8");
    if (snapshot !== manifest.snapshot) {
      const text = JSON.stringify({ ...manifest, snapshot });
      attempt(() => withScratch(folder, (scratch) => replaceFile(file, text, scratch)));
    }
    const readMap = (): string => readFileSync(join(folder, `${name}.map`), "utf8");
    return { format, sources, importers, targets, code, readMap, ...this.#fileParts(folder, name) };
  }

  #fileParts(
    folder: string,
    name: string,
  ): Pick<RunnableBundle, "file" | "compiled" | "saveCompiled"> {
    const file = join(folder, name);
    return {
      file,
      compiled: readSealed(`${file}.v8`),
      saveCompiled: (compiled) => attempt(() => writeSealed(`${file}.v8`, compiled)),
    };
  }
}

/** A debugger finds the app's own files by this line. Node does not read it. https://tc39.es/ecma426/#sec-linking-generated-code */
function withMap(code: string, name: string): string {
  return `${code}\n//# sourceMappingURL=${name}.map\n`;
}

const scratchPrefix = "making-";

/** A file in the scratch folder. Its time is the start of bundling. */
export const startName = "started";

function withScratch(folder: string, use: (scratch: string) => void): void {
  const scratch = mkdtempSync(join(folder, scratchPrefix));
  try {
    use(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function replaceFile(file: string, content: string | Buffer, scratch: string): void {
  const draft = join(scratch, "draft");
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/**
 * ES modules and `import()` look for packages from the bundle's file upwards, not from the app. So a folder outside of
 * `node_modules` gets a link to it, and one inside gets links to packages of other folders, such as those of a package of
 * the workspace.
 */
function linkPackages(
  folder: string,
  nodeModules: string | undefined,
  packages: BundleInputs["packages"],
): void {
  if (nodeModules === undefined) return;
  if (!folder.startsWith(nodeModules)) {
    attempt(() => symlinkSync(nodeModules, join(folder, "node_modules"), "junction"));
    return;
  }
  const linkedNames = new Set<string>();
  for (const { name, folder: target } of packages) {
    // The first package of a name gets the link. Others of that name are imported by their files.
    if (linkedNames.has(name)) continue;
    linkedNames.add(name);
    if (target === join(nodeModules, name)) continue;
    const link = join(folder, "node_modules", name);
    attempt(() => {
      mkdirSync(dirname(link), { recursive: true });
      rmSync(link, { force: true });
      symlinkSync(target, link, "junction");
    });
  }
}

const anHour = 3_600_000_000_000n;
const aMonth = 30n * 24n * anHour;

/** Removes bundles of the app that are older than an hour, and apps without use for a month. Others may still be read. */
function prune(folder: string, hash: string): void {
  const now = statOf(join(folder, manifestName))?.mtimeNs ?? 0n;
  const lastingNames: readonly string[] = [manifestName, "node_modules", checksName];
  for (const name of readdirSync(folder)) {
    if (lastingNames.includes(name) || name.startsWith(hash)) continue;
    removeIfOlder(join(folder, name), now - anHour);
  }
  const root = dirname(folder);
  for (const name of readdirSync(root)) {
    removeIfOlder(join(root, name), now - aMonth, join(root, name, manifestName));
  }
}

/** `timeFile` is the file whose time counts. */
function removeIfOlder(path: string, time: bigint, timeFile: string = path): void {
  const stats = statOf(timeFile);
  if (stats !== undefined && stats.mtimeNs < time) rmSync(path, { recursive: true, force: true });
}

function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
