/** Milliseconds since 1970 as ISO 8601 in UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** ISO 8601 as milliseconds since 1970; NaN for anything else. */
export function millisecondsOf(isoTime: string): number {
  return Date.parse(isoTime);
}
