/**
 * Checks of the patterns in `branches`, `tags` and `paths`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */

/** The problem of a pattern, as the rest of a sentence about it. */
export function patternProblem(pattern: string, kind: "ref" | "path"): string | undefined {
  const body = pattern.startsWith("!") ? pattern.slice(1) : pattern;
  if (body === "") return "is empty";
  if (/[\r\n]/.test(body)) return "contains a line break";
  if (kind === "ref") {
    // Characters that git refuses in names of branches and tags: https://git-scm.com/docs/git-check-ref-format
    const character = /[ ~^:\t]/.exec(body.replaceAll(/\\./g, ""))?.[0];
    if (character !== undefined) {
      return `contains ${JSON.stringify(character)}, which no branch or tag can have in its name`;
    }
    if (/^\/|\/$|\/\//.test(body)) return 'starts or ends with "/", or has two of them in a row';
  } else {
    if (body !== body.trim()) return "starts or ends with a space";
    if (/(?:^|\/)\.\.?(?:\/|$)/.test(body)) {
      return 'contains "." or ".." as a folder: paths start at the root of the repository, without "./"';
    }
  }
  return syntaxProblem(body);
}

/** The special characters: `*`, `**`, `?` and `+` for the character before, `[a-z]`, `\` before a literal one. */
function syntaxProblem(body: string): string | undefined {
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index];
    if (character === "\\") {
      index += 1;
      if (index === body.length) return 'ends with "\\"';
    } else if (character === "?" || character === "+") {
      if (index === 0 || "*?+/".includes(body[index - 1] ?? "")) {
        return `has "${character}" without a character before it that it repeats`;
      }
    } else if (character === "[") {
      const end = body.indexOf("]", index + 1);
      if (end === -1) return 'has "[" without "]"';
      if (end === index + 1) return 'has empty brackets "[]"';
      const range = [...body.slice(index + 1, end).matchAll(/(.)-(.)/g)].find(
        ([, first = "", last = ""]) => first > last,
      );
      if (range !== undefined)
        return `has the range ${JSON.stringify(range[0])} the wrong way round`;
      index = end;
    }
  }
  return undefined;
}

/** A pattern with `!` only excludes matches of the patterns before it. */
export function hasPositive(patterns: readonly string[]): boolean {
  return patterns.some((pattern) => !pattern.startsWith("!"));
}
