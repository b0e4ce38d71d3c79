/** From places in an app's bundle to places in its files, which is what a person can open. */
import { SourceMap } from "node:module";
import { resolve } from "node:path";

interface MappedCode {
  readonly code: string;
  /** Sources in its map are relative to this folder. */
  readonly root: string;
}

const loaded = new Map<string, MappedCode>();

/** Remembers what the frames of `file` in a stack are frames of. */
export function rememberCode(file: string, code: string, root: string): void {
  loaded.set(file, { code, root });
}

/** The stack with frames of bundles replaced by those of the files they were made of. */
export function mapStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replaceAll(
    /((?:file:\/\/)?\/[^\s():]+):(\d+):(\d+)/g,
    (frame, path: string, ...at) => {
      const file = path.replace(/^file:\/\//, "");
      const source = loaded.get(file);
      if (source === undefined) return frame;
      if (!maps.has(file)) maps.set(file, readMap(source.code));
      const [line, column] = at.slice(0, 2).map(Number);
      const entry = maps.get(file)?.findEntry((line ?? 1) - 1, (column ?? 1) - 1);
      if (entry === undefined || !("originalSource" in entry)) return frame;
      const { originalSource, originalLine, originalColumn } = entry;
      return `${resolve(source.root, originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
    },
  );
}

const mapComment = "//# sourceMappingURL=data:application/json;base64,";

function readMap(code: string): SourceMap | undefined {
  const start = code.lastIndexOf(mapComment);
  if (start === -1) return undefined;
  const [encoded = ""] = code.slice(start + mapComment.length).split("\n", 1);
  return new SourceMap(JSON.parse(Buffer.from(encoded, "base64").toString("utf8")));
}
