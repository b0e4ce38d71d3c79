/**
 * Reads the files by which a step speaks to the runner, as GitHub's runner does.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */

export interface FilePairs {
  /** In the order written; the last of a name wins. */
  readonly pairs: ReadonlyMap<string, string>;
  /** What is wrong with the first line that cannot be read: the step fails, and the pairs before it count. */
  readonly problem: string | undefined;
}

/** Of `GITHUB_OUTPUT`, `GITHUB_ENV` and `GITHUB_STATE`. */
export function readFilePairs(content: string): FilePairs {
  const pairs = new Map<string, string>();
  const lines = content.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    // Whichever comes first decides: `a=b<<c` is a plain pair.
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0)
        return { pairs, problem: `Invalid format '${line}'. Name must not be empty` };
      pairs.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    if (heredoc < 0) return { pairs, problem: `Invalid format '${line}'` };
    const name = line.slice(0, heredoc);
    const delimiter = line.slice(heredoc + 2);
    if (name === "" || delimiter === "") {
      return {
        pairs,
        problem: `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`,
      };
    }
    const end = lines.indexOf(delimiter, index + 1);
    if (end === -1) {
      return { pairs, problem: `Invalid value. Matching delimiter not found '${delimiter}'` };
    }
    pairs.set(name, lines.slice(index + 1, end).join("\n"));
    index = end;
  }
  return { pairs, problem: undefined };
}

/** Of `GITHUB_PATH`: a folder a line; the last one written is looked at first. */
export function readPathEntries(content: string): readonly string[] {
  return content
    .split("\n")
    .filter((line) => line !== "")
    .reverse();
}
