/** Names of inputs for parameters, whose tools allow what an input or TypeScript does not. */
import { flagName } from "../../inputs/flag.ts";
import { languageWords } from "../../typescript/reserved-names.ts";

/** Options that every task has, and what the task calls. */
const reserved: ReadonlySet<string> = new Set("help debug color no_color json run".split(" "));

export class InputNames {
  readonly #flags = new Set<string>();

  /** `param-one` is `param_one`, `default` is `default_value`. */
  free(name: string): string {
    const word = name.replaceAll(/\W/g, "_");
    const isFree = /^[A-Za-z_]/.test(word) && flagName(word) !== "" && !isReserved(word);
    const wanted = isFree ? word : `${word}_value`.replace(/^(?=\d)/, "_");
    let free = wanted;
    for (let count = 2; this.#flags.has(flagName(free)); count += 1) free = `${wanted}_${count}`;
    this.#flags.add(flagName(free));
    return free;
  }
}

function isReserved(word: string): boolean {
  const flag = flagName(word).replaceAll("-", "_");
  return languageWords.has(word) || reserved.has(word) || reserved.has(flag);
}
