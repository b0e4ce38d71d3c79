/**
 * In a bundle a name stands for one package. But a package of the workspace may have its own version of a package that
 * the app also has. Such an import gets the URL of the file instead.
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bundle } from "./bundle.ts";
import type { ExternalPackages } from "./external-packages.ts";
import type { Metafile } from "./metafile.ts";

/** What esbuild prints above each file that it bundles. */
const heading = /^\/\/ (.+)$/;
const use = /(\brequire\(|\bfrom |\bimport |\bimport\()("(?:[^"\\]|\\.)*")/g;

type BundleParts = Pick<Bundle, "code" | "importers" | "targets">;

/** @param folder The folder that the metafile's paths are relative to. */
export function withOtherVersions(
  parts: BundleParts,
  others: ExternalPackages["others"],
  metafile: Metafile,
  folder: string,
): BundleParts {
  if (others.size === 0) return parts;
  const importers = { ...parts.importers };
  const targets = { ...parts.targets };
  let current = "";
  const lines = parts.code.split("\n").map((line) => {
    const [, path] = heading.exec(line) ?? [];
    if (path !== undefined && metafile.has(path)) current = path;
    const files = others.get(current);
    if (files === undefined) return line;
    return line.replace(use, (whole: string, before: string, text: string) => {
      const file = files.get(JSON.parse(text) as string);
      if (file === undefined) return whole;
      const url = pathToFileURL(file).href;
      importers[url] = resolve(folder, current);
      targets[url] = file;
      return before + JSON.stringify(url);
    });
  });
  return { code: lines.join("\n"), importers, targets };
}
