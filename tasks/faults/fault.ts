import type { Scene } from "./scene.ts";

/** Something that goes wrong around a run, and what recompose owes to those who run it all the same. */
export interface Fault {
  readonly name: string;
  /** What must hold, in a few words. */
  readonly holds: string;
  /** How often it is caused for each `--tries`; more where a moment is chosen by chance. Default: once. */
  readonly times?: number;
  /** Causes it. @throws Error where something does not hold that must. */
  readonly cause: (scene: Scene, random: () => number) => Promise<void>;
}

export function expect(what: string, holds: boolean, ...shown: readonly unknown[]): void {
  if (holds) return;
  const details = shown.map((value) =>
    typeof value === "string" ? value : JSON.stringify(value, undefined, 2),
  );
  throw new Error([what, ...details].join("\n"));
}

export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  expect(`${what}: ${found} instead of ${wanted}`, found === wanted);
}
