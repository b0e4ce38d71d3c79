/** The parts of `tsconfig.json` files that decide which file an import means, and which files they are for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { starOf } from "./package-exports.ts";

export interface TsconfigChain {
  /** The file and what it extends, absolute. */
  readonly files: readonly string[];
  /** The paths, without extension, that an import like that of a package may mean before `node_modules`. */
  readonly lookUp: (specifier: string) => readonly string[];
}

interface Tsconfig {
  readonly extends?: string | readonly string[];
  readonly files?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly compilerOptions?: {
    readonly noEmit?: boolean;
    readonly baseUrl?: string;
    readonly paths?: Readonly<Record<string, readonly string[]>>;
  };
}

export function readTsconfigChain(file: string): TsconfigChain {
  const configs = chainOf(file);
  const lookUp = (specifier: string): readonly string[] =>
    [...configs].flatMap(([path, config]) => targets(specifier, config, dirname(path)));
  return { files: [...configs.keys()], lookUp };
}

export interface OwnFiles {
  readonly files: readonly string[] | undefined;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly noEmit: boolean | undefined;
}

/** Which files it is for, and whether it only checks them: what it does not say comes from what it extends. */
export function readTsconfig(file: string): OwnFiles {
  const configs = [...chainOf(file).values()];
  const first = (name: "files" | "include" | "exclude"): readonly string[] | undefined =>
    configs.find((config) => config[name] !== undefined)?.[name];
  const noEmit = configs
    .map(({ compilerOptions }) => compilerOptions?.noEmit)
    .find((value) => value !== undefined);
  return { files: first("files"), include: first("include"), exclude: first("exclude"), noEmit };
}

/** A file and what it extends, by their absolute paths. */
function chainOf(file: string): ReadonlyMap<string, Tsconfig> {
  const configs = new Map<string, Tsconfig>();
  const visit = (current: string): void => {
    if (configs.has(current)) return;
    const config = parse(current);
    configs.set(current, config);
    for (const parent of [config.extends ?? []].flat()) {
      const path = resolveParent(parent, current);
      if (path !== undefined) visit(path);
    }
  };
  visit(file);
  return configs;
}

function targets(specifier: string, config: Tsconfig, folder: string): string[] {
  const { baseUrl, paths = {} } = config.compilerOptions ?? {};
  const root = resolve(folder, baseUrl ?? ".");
  const candidates = baseUrl === undefined ? [] : [join(root, specifier)];
  for (const [pattern, substitutes] of Object.entries(paths)) {
    const star = starOf(pattern, specifier);
    if (star === undefined) continue;
    const paths = substitutes.map((each) => each.replace("*", () => star));
    candidates.push(...paths.map((path) => resolve(root, path)));
  }
  return candidates;
}

function resolveParent(parent: string, file: string): string | undefined {
  const isPath = isAbsolute(parent) || /^\.\.?(?:[/\\]|$)/.test(parent);
  const base = isPath ? resolve(dirname(file), parent) : parent;
  const require = createRequire(file);
  for (const candidate of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return require.resolve(candidate);
    } catch {
      // Not under this name; esbuild reports a parent that is under none.
    }
  }
  return undefined;
}

const comments = /("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g;
const trailingCommas = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g;

/** An unreadable file counts as empty here: esbuild reports it. */
function parse(file: string): Tsconfig {
  try {
    const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    const json = text.replace(comments, "$1").replace(trailingCommas, "$1");
    return (JSON.parse(json) as Tsconfig | null) ?? {};
  } catch {
    return {};
  }
}
