/**
 * The name to suggest for `text`. This is the closest one, with at most one edit for three letters: `biuld` gives
 * `build`, and `x` nothing. Or else the only name with a word that begins with `text`: `gha` gives `generate-gha`.
 */
export function nearest(text: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const word = fold(text);
  return closest(word, names) ?? onlyOneThatBegins(word, names);
}

function onlyOneThatBegins(word: string, names: readonly string[]): string | undefined {
  // With fewer letters too many names match.
  if (word.length < 3) return undefined;
  const [only, ...others] = names.filter((name) => `-${fold(name)}`.includes(`-${word}`));
  return others.length === 0 ? only : undefined;
}

function closest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(word, fold(name));
    if (distance < bestDistance && distance < word.length) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** The same text for names that differ only in case, or in `_` and `-`. */
export function fold(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** Optimal string alignment distance: the number of insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
