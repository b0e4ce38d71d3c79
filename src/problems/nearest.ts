/**
 * The known name closest to what was typed, or undefined when none is close enough to be worth offering:
 * at most one edit in three letters, so that `biuld` offers `build` but `x` offers nothing. Where none is, the only
 * one of which a word begins like it: `generate` and `gha` offer `generate-gha`.
 */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const wanted = fold(typed);
  return closest(wanted, names) ?? onlyOneThatBegins(wanted, names);
}

/** Letters below which too much begins with what was typed. */
const shortestBeginning = 3;

function onlyOneThatBegins(wanted: string, names: readonly string[]): string | undefined {
  if (wanted.length < shortestBeginning) return undefined;
  const [only, ...others] = names.filter((name) => `-${fold(name)}`.includes(`-${wanted}`));
  return others.length === 0 ? only : undefined;
}

function closest(wanted: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, fold(name));
    if (distance < bestDistance && distance < wanted.length) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** Optimal string alignment: insert, delete, replace, or swap two neighbours, one each. */
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
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
