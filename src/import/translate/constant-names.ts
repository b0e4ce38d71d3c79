/** Names for the constants of jobs and matrices, each given out once: the ids `a-b` and `aB` ask for the same. */
export class ConstantNames {
  readonly #taken = new Set<string>();

  /** `buildImageJob` for the job `build-image`, or `buildImageJob2` where that is taken. */
  free(id: string, kind: "Job" | "Matrix"): string {
    const words = id.replaceAll(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
    const wanted = `${words.replaceAll(/\W/g, "")}${kind}`;
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${wanted}${count}`;
    this.#taken.add(name);
    return name;
  }
}
