/**
 * GitHub ignores the case of the names in its contexts (src/Sdk/DTPipelines/Pipelines/ContextData/DictionaryContextData.cs of
 * actions/runner), and that of the ids of jobs and steps, which are among them.
 */

/** The one of the names that is meant. */
export function nameAmong(names: Iterable<string>, name: string): string | undefined {
  const all = [...names];
  return all.find((one) => one === name) ?? all.find((one) => isSameName(one, name));
}

export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
