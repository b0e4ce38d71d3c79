import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { FileChange } from "./workflow-files.ts";

/** The lines of a unified diff, with three lines of context. */
export function diffLines(change: FileChange): readonly string[] {
  const before = change.kind === "create" ? "" : change.before;
  const after = change.kind === "remove" ? "" : change.content;
  const from = change.kind === "create" ? "/dev/null" : change.name;
  const to = change.kind === "remove" ? "/dev/null" : change.name;
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch.trimEnd().split("\n");
}
