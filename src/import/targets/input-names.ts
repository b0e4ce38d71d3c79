/** Names of inputs for parameters, whose tools allow what an input or TypeScript does not. */
import { flagName } from "../../inputs/flag.ts";

/** Options that every task has, and words that no parameter of a function in strict code may be, or that it calls. */
const reserved: ReadonlySet<string> = new Set(
  `help debug color no_color json run
  arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new
  null package private protected public return static super switch this throw true try typeof var
  void while with yield`.split(/\s+/),
);

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
  return reserved.has(word) || reserved.has(flagName(word).replaceAll("-", "_"));
}
