/**
 * A command of one line without the line break behind it, which a block of YAML brings along and means nothing to a shell. Any
 * other command is as it was.
 */
export function withoutLastBreak(run: string): string {
  const text = run.trimEnd();
  return text.includes("\n") || text === "" ? run : text;
}
