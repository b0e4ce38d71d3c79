// What the scripts of bench/ are started with.
import process from "node:process";
import { parseArgs } from "node:util";

/**
 * Whole numbers above 0, in order, each with its default, and whether the peers are measured too. Undefined where something
 * else was given: then it is said what may be.
 *
 * @template {Readonly<Record<string, number>>} Defaults
 * @param {string} script
 * @param {Defaults} defaults
 * @returns {({ [Name in keyof Defaults]: number } & { peers: boolean }) | undefined}
 */
export function given(script, defaults) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { "no-peers": { type: "boolean", default: false } },
    });
    const names = Object.keys(defaults);
    const numbers = names.map((name, index) => Number(positionals[index] ?? defaults[name]));
    if (positionals.length <= names.length && numbers.every((n) => Number.isInteger(n) && n > 0)) {
      const entries = names.map((name, index) => [name, numbers[index]]);
      return { ...Object.fromEntries(entries), peers: !values["no-peers"] };
    }
  } catch {
    // There is an option that is not known.
  }
  const words = Object.keys(defaults).map((name) => `[${name.toUpperCase()}]`);
  process.stderr.write(`Usage: node bench/${script} ${words.join(" ")} [--no-peers]\n`);
  process.exitCode = 2;
  return undefined;
}
