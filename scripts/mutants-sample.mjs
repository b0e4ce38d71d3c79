/**
 * For `./run check_mutants --percent=…`: lets Stryker test only a part of the changes, taken by chance. Stryker has no option for
 * that, but asks checkers whether a change can be tested at all. A change is taken by a hash of itself and of the seed, so the
 * same seed takes the same ones, and the whole report says of each whether it was.
 */
import { createHash } from "node:crypto";

const percent = Number(process.env["RECOMPOSE_MUTANTS_PERCENT"] ?? 100);
const seed = process.env["RECOMPOSE_MUTANTS_SEED"] ?? "1";

/**
 * What Stryker says of a change.
 *
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} fileName
 * @property {string} mutatorName
 * @property {string} replacement
 * @property {{ start: unknown, end: unknown }} location
 */

/** @param {Mutant} mutant */
function isTaken({ fileName, location: { start, end }, mutatorName, replacement }) {
  const path = fileName.slice(fileName.lastIndexOf("/src/"));
  const text = JSON.stringify([seed, path, start, end, mutatorName, replacement]);
  const chance = createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
  return chance * 100 < percent;
}

class Sample {
  async init() {}

  /** @param {readonly Mutant[]} mutants */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  /** @param {readonly Mutant[]} mutants */
  async check(mutants) {
    const left = { status: "compileError", reason: "not in the sample" };
    return Object.fromEntries(
      mutants.map((mutant) => [mutant.id, isTaken(mutant) ? { status: "passed" } : left]),
    );
  }
}

export const strykerPlugins = [{ kind: "Checker", name: "sample", injectableClass: Sample }];
