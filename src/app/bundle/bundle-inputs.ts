/** All files that decide what an app's bundle is, also those that were looked for and are absent. */
import { dirname, extname, join, resolve } from "node:path";
import type { ExternalPackages, UsedPackage } from "./external-packages.ts";
import { isFile, realPath } from "./disk.ts";
import { folderAndParents } from "../../host/files/parent-folders.ts";
import type { Metafile } from "./metafile.ts";
import { readTsconfigChain, type TsconfigChain } from "./tsconfig-chain.ts";

export interface BundleInputs {
  readonly files: readonly string[];
  /** Files that would change the bundle if they were there. */
  readonly absent: readonly string[];
  readonly packages: readonly UsedPackage[];
}

export function inputsOf(
  entry: string,
  metafile: Metafile,
  folder: string,
  { packages, absent: absentFiles }: Pick<ExternalPackages, "packages" | "absent">,
): BundleInputs {
  const files = new Set([entry]);
  const absent = new Set(absentFiles);
  const note = (path: string): boolean => {
    const isPresent = isFile(path);
    (isPresent ? files : absent).add(path);
    return isPresent;
  };
  /** The nearest file of these names, from a folder upwards. */
  const nearest = (start: string, names: readonly string[]): string | undefined => {
    const paths = folderAndParents(start).flatMap((each) => names.map((name) => join(each, name)));
    return paths.find(note);
  };
  const chains = new Map<string, TsconfigChain | undefined>();
  const chainOf = (start: string): TsconfigChain | undefined => {
    if (!chains.has(start)) {
      nearest(start, ["package.json"]);
      const file = nearest(start, ["tsconfig.json", "jsconfig.json"]);
      const chain = file === undefined ? undefined : readTsconfigChain(file);
      for (const each of chain?.files ?? []) files.add(each);
      chains.set(start, chain);
    }
    return chains.get(start);
  };

  for (const each of packages) note(join(each.folder, "package.json"));
  for (const [path, imports] of metafile) {
    const importer = resolve(folder, path);
    files.add(importer);
    const chain = chainOf(dirname(importer));
    for (const { path: target, original, external } of imports) {
      const specifier = original ?? target;
      const targetPath = external === true ? undefined : realPath(resolve(folder, target));
      const bases = /^\.\.?(?:\/|$)/.test(specifier)
        ? [resolve(dirname(importer), specifier)]
        : (chain?.lookUp(specifier) ?? []);
      for (const base of bases) {
        for (const candidate of candidatesFor(base)) {
          // A link may later lead to another file, so only the real path ends the search.
          if (note(candidate) && realPath(candidate) === targetPath) break;
        }
      }
    }
  }
  return { files: [...files], absent: [...absent], packages };
}

/** About esbuild's order: https://esbuild.github.io/api/#resolve-extensions */
const extensions = [".tsx", ".ts", ".jsx", ".js", ".css", ".json"];

/** A TypeScript file may be imported by the name of its compiled file. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

function candidatesFor(base: string): string[] {
  const extension = extname(base);
  const stem = base.slice(0, base.length - extension.length);
  return [
    base,
    ...extensions.map((each) => base + each),
    ...(sourcesOf[extension] ?? []).map((each) => stem + each),
    join(base, "package.json"),
    ...extensions.map((each) => join(base, `index${each}`)),
  ];
}
