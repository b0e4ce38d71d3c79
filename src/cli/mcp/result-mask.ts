/**
 * Hides secrets in all that a client gets. What runs masks its own output; this is for the rest, such as an error of the
 * app that quotes a variable.
 */
import { Masker } from "../../process/masker.ts";
import { RunMask } from "../../runner/run-folder/run-mask.ts";
import { findSecrets } from "../../task/secrets.ts";

export class ResultMask {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #masker = new Masker();
  readonly #mask = new RunMask(this.#masker);
  readonly #known = new Set<string>();

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  /** Hides the values that these secrets have now. Earlier ones stay hidden. */
  async learn(names: readonly string[]): Promise<void> {
    // A file of secrets that is wrong makes the task fail that reads it.
    const found = await findSecrets(names, this.#env).catch(() => undefined);
    for (const value of found?.values.values() ?? []) {
      if (this.#known.has(value)) continue;
      this.#known.add(value);
      this.#masker.add(value);
    }
  }

  result<Value>(value: Value): Value {
    return this.#mask.values(value);
  }
}
