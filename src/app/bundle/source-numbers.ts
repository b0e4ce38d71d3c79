/**
 * `import.meta`, `__dirname` and `__filename` differ between source files, but a bundle is one file, and esbuild leaves
 * `import.meta` empty in CommonJS. So esbuild writes placeholders. Each gets the number of its source file here, by the
 * source map. The length stays the same, so the map stays right.
 */
import { SourceMap } from "node:module";
import type { Bundle } from "./bundle.ts";

const placeholder = /\b(__recompose_(?:meta|dir|file))_0000_/g;

/** @param absolute Gives the file for a source of the map, which is a URL. */
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
