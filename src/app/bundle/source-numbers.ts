/**
 * `import.meta`, `__dirname` and `__filename` mean another thing in each source file, but a bundle is one file, and
 * esbuild leaves the first empty in CommonJS. So it is told to write a placeholder for each, and here every placeholder
 * gets the number of its source file, found by the source map. A placeholder and what replaces it are equally long:
 * the map stays right.
 */
import { SourceMap } from "node:module";
import type { Bundle } from "./bundle.ts";

const placeholder = /\b(__recompose_(?:meta|dir|file))_0000_/g;

/** `absolute` gives the file that a source of the map, which is a URL, stands for. */
export function numberSources(
  code: string,
  mapText: string,
  absolute: (source: string) => string,
): Pick<Bundle, "code" | "map" | "sources"> {
  const payload = JSON.parse(mapText) as { sources: string[] };
  payload.sources = payload.sources.map(absolute);
  const map = JSON.stringify(payload);
  const sources = payload.sources;
  if (!code.includes("_0000_")) return { code, map, sources };

  const sourceMap = new SourceMap(JSON.parse(map));
  const lines = code.split("\n").map((line, lineNumber) =>
    line.replace(placeholder, (_text, name: string, column: number) => {
      const entry = sourceMap.findEntry(lineNumber, column);
      const index = "originalSource" in entry ? sources.indexOf(entry.originalSource) : -1;
      return `${name}[${String(index).padStart(4)}]`;
    }),
  );
  return { code: lines.join("\n"), map, sources };
}
