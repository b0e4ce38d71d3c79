/**
 * Hides secrets in all that a client gets. What runs masks its own output; this is for the rest, such as an error of the
 * app that quotes a variable.
 */
import { Masker } from "../../process/masker.ts";
import { RunMask } from "../../runner/run-folder/run-mask.ts";
import { findSecrets, namesInSecretsFile } from "../../task/secrets.ts";

/** While an app cannot be loaded, nobody knows which secrets it declares. */
const likelyName = /token|secret|passw|passphrase|credential|(?:api|access|private)_?key/i;

/** In UTF-16 units: a shorter value, such as a number, would be found in too much else. */
const shortestLikely = 8;

export class ResultMask {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #masker = new Masker();
  readonly #mask = new RunMask(this.#masker);
  readonly #known = new Set<string>();

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
    for (const [name, value = ""] of Object.entries(env)) {
      if (likelyName.test(name) && value.length >= shortestLikely) this.#add(value);
    }
  }

  /** Hides the values that these secrets have now, and all in the file of secrets. Earlier ones stay hidden. */
  async learn(names: readonly string[]): Promise<void> {
    const all = [...names, ...(await namesInSecretsFile(this.#env))];
    for (const name of new Set(all)) {
      // One that is wrong in the file makes the task fail that reads it.
      const found = await findSecrets([name], this.#env).catch(() => undefined);
      for (const value of found?.values.values() ?? []) this.#add(value);
    }
  }

  result<Value>(value: Value): Value {
    return this.#mask.values(value);
  }

  #add(value: string): void {
    if (this.#known.has(value)) return;
    this.#known.add(value);
    this.#masker.add(value);
  }
}
