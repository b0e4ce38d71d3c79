/**
 * How many cases a property is tried with: a few in `./run test`, as many as `./run check_properties` asks for in it.
 * Every run tries the same cases, so that what fails here fails everywhere; `RECOMPOSE_SEED=<seed>` tries others.
 */
const asked = readNumber("RECOMPOSE_CASES");
const seed = readNumber("RECOMPOSE_SEED") ?? 1;

export interface Cases {
  readonly numRuns: number;
  readonly seed: number;
}

/** @param each How many cases one run of the property holds, such as many words for one process. */
export function cases(few: number, each = 1): Cases {
  return { numRuns: Math.ceil((asked ?? few) / each), seed };
}

function readNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (Number.isInteger(value)) return value;
  throw new Error(`${name} is a whole number, not ${JSON.stringify(text)}.`);
}
