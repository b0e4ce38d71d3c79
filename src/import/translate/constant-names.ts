/** Names for the constants of an automation, each given out once: the ids `a-b` and `aB` ask for the same. */
import { isReserved } from "../../typescript/reserved-names.ts";

export class ConstantNames {
  readonly #taken: Set<string>;

  /** @param taken Names that mean something else where the constants are. */
  constructor(taken: readonly string[] = []) {
    this.#taken = new Set(taken);
  }

  /**
   * `buildImage` for `build-image`. Where that is taken or means something to TypeScript or recompose it is
   * `buildImageJob`, then `buildImageJob2`.
   *
   * @param kind What it stands for: `Job`.
   */
  free(id: string, kind: string): string {
    return this.firstFree([id], kind);
  }

  /** The same for several ids, best first: the first one that needs no kind behind it, else the last one. */
  firstFree(ids: readonly string[], kind: string): string {
    const all = ids.map(constantName);
    const last = all.at(-1) ?? "";
    const isFree = (text: string): boolean => !this.#taken.has(text);
    // No reserved name ends with a kind.
    let name = all.find((each) => isFree(each) && !isReserved(each)) ?? `${last}${kind}`;
    for (let count = 2; !isFree(name); count += 1) name = `${last}${kind}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** `buildImage` for `build-image`, `build_image` and `Build image`. */
export function constantName(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const [first = "step", ...others] = words;
  // CI and URL stay together: ci, url.
  const start = /^[A-Z0-9]+$/.test(first)
    ? first.toLowerCase()
    : `${first.charAt(0).toLowerCase()}${first.slice(1)}`;
  const name = [start, ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    "",
  );
  return /^\d/.test(name) ? `_${name}` : name;
}
