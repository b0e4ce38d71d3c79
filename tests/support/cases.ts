/**
 * How many cases a property is tried with: a few in `./run test`, as many as `./run check_properties` asks for in it.
 * What fails prints its seed; `RECOMPOSE_SEED=<seed> ./run test <file>` tries the same cases again.
 */
const asked = readNumber("RECOMPOSE_CASES");
const seed = readNumber("RECOMPOSE_SEED");

export interface Cases {
  readonly numRuns: number;
  readonly seed?: number;
}

/** @param each How many cases one run of the property holds, such as many words for one process. */
export function cases(few: number, each = 1): Cases {
  return {
    numRuns: Math.ceil((asked ?? few) / each),
    ...(seed === undefined ? {} : { seed }),
  };
}

function readNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (Number.isInteger(value)) return value;
  throw new Error(`${name} is a whole number, not ${JSON.stringify(text)}.`);
}
