/**
 * Here-documents with values in them, without the quotes of their word: then the shell puts in variables, and a backslash
 * quotes what else it would read (2.7.4 of POSIX).
 */
import { placeholdersIn } from "../placeholder.ts";
import { quotedDocuments, type Span } from "./posix-quoting.ts";

/** @param script With placeholders. */
export function openDocuments(script: string): string {
  const edits = quotedDocuments(script)
    .filter(({ word, ofBody }) => /^\w+$/.test(word) && placeholdersIn(script.slice(...ofBody)) > 0)
    .flatMap(({ word, ofWord, ofBody }): readonly (readonly [Span, string])[] => [
      [ofWord, word],
      [ofBody, script.slice(...ofBody).replaceAll(/[\\$`]/g, "\\$&")],
    ])
    .sort(([[one]], [[other]]) => other - one);
  return edits.reduce(
    (text, [[start, end], part]) => text.slice(0, start) + part + text.slice(end),
    script,
  );
}
