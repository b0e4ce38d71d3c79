/** Versions of actions, as their tags name them. */

const pattern = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/;

/** For `sort()`; undefined where one of them is not a version. `v3` counts as `v3.0.0`. */
export function compareVersions(a: string, b: string): number | undefined {
  const [first, second] = [pattern.exec(a), pattern.exec(b)];
  if (first === null || second === null) return undefined;
  for (const part of [1, 2, 3]) {
    const difference = Number(first[part] ?? 0) - Number(second[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `7` for `v7.0.1`; undefined for a text that is not a version. */
export function majorOf(version: string): string | undefined {
  return pattern.exec(version)?.[1];
}

/** Whether both are versions, of one major version. */
export function isSameMajor(one: string, other: string): boolean {
  const major = majorOf(one);
  return major !== undefined && major === majorOf(other);
}

/** The same as a number. */
export function majorNumberOf(version: string): number | undefined {
  const major = majorOf(version);
  return major === undefined ? undefined : Number(major);
}

/** Whether `tag` is the release itself or a moving tag of it: `v7` or `v7.0` for `v7.0.1`. */
export function isTagOf(tag: string, release: string): boolean {
  return tag === release || (pattern.test(tag) && release.startsWith(`${tag}.`));
}

export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}
