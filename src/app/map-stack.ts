/** Turns places in an app's bundle into places in the app's own files. */
import { SourceMap } from "node:module";
import { fileUrl } from "../start/file-url.ts";

export interface SourcePlace {
  /** Absolute path. */
  readonly file: string;
  /** Counted from 1, as is `column`. */
  readonly line: number;
  readonly column: number;
  /** The text of the line, where the map has it. */
  readonly text: string | undefined;
}

interface MappedBundle {
  readonly readMap: () => string;
  map?: SourceMap | undefined;
}

/** By the bundle's URL. */
const bundles = new Map<string, MappedBundle>();

/** Registers the source map of a bundle. `readMap` is called when a stack with the bundle is shown. */
export function rememberMap(file: string, readMap: () => string): void {
  bundles.set(fileUrl(file), { readMap });
}

/** The stack with the app's own files in place of its bundle. */
export function mapStack(stack: string): string {
  return replacePlaces(stack, (place) => `${place.file}:${place.line}:${place.column}`);
}

/** The places in the app's files that a stack passes through, innermost first. */
export function placesIn(stack: string): SourcePlace[] {
  const places: SourcePlace[] = [];
  replacePlaces(stack, (place) => {
    places.push(place);
    return "";
  });
  return places;
}

export function replacePlaces(stack: string, print: (place: SourcePlace) => string): string {
  let result = stack;
  for (const [url, bundle] of bundles) {
    const [first = "", ...others] = result.split(`${url}:`);
    const texts = others.map((text) => {
      const [position, line, column] = /^(\d+):(\d+)/.exec(text) ?? [];
      const place =
        position === undefined ? undefined : findPlace(bundle, Number(line), Number(column));
      return place === undefined ? `${url}:${text}` : text.replace(/^\d+:\d+/, () => print(place));
    });
    result = [first, ...texts].join("");
  }
  return result;
}

function findPlace(bundle: MappedBundle, line: number, column: number): SourcePlace | undefined {
  bundle.map ??= new SourceMap(JSON.parse(bundle.readMap()));
  const entry = bundle.map.findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return undefined;
  const { originalSource: file, originalLine, originalColumn } = entry;
  const payload = bundle.map.payload as unknown as {
    readonly sources: readonly string[];
    readonly sourcesContent?: readonly (string | null)[];
  };
  const content = payload.sourcesContent?.[payload.sources.indexOf(file)];
  const text = content?.split(/\r?\n/)[originalLine];
  return { file, line: originalLine + 1, column: originalColumn + 1, text };
}
