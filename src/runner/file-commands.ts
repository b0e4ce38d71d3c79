/**
 * Reads the file that a step wrote its outputs to, as GitHub's runner does.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */

/** Pairs in the order written; the last of a name wins. Throws at the first line that GitHub would not read. */
export function readFileCommand(content: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const lines = content.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    // Whichever comes first decides: `a=b<<c` is a plain pair.
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.set(line.slice(0, equals), line.slice(equals + 1));
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc);
      const delimiter = line.slice(heredoc + 2);
      if (name === "" || delimiter === "") {
        throw new Error(
          `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`,
        );
      }
      const end = lines.indexOf(delimiter, index + 1);
      if (end === -1) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      pairs.set(name, lines.slice(index + 1, end).join("\n"));
      index = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return pairs;
}
