// In which order programs take their turns.
import { createHash } from "node:crypto";
import process from "node:process";

const seed = process.env["RECOMPOSE_BENCH_SEED"] ?? "1";

/**
 * The numbers below `count`, in an order by chance: what one program leaves in the caches of the machine is not always
 * found by the same one after it. The same seed gives each round the same order.
 *
 * @param {number} count
 * @param {number} round
 */
export function turns(count, round) {
  const lots = Array.from({ length: count }, (_, index) => ({
    index,
    lot: createHash("sha256").update(`${seed} ${round} ${index}`).digest("hex"),
  }));
  return lots.sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ index }) => index);
}
