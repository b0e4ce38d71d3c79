/** What the address ends with, without going there. */
export function setAddress(fragment: string): void {
  try {
    history.replaceState(null, "", fragment);
  } catch {
    // Safari refuses a hundred changes in ten seconds, and a page in a sandbox has no address: the filter works all the same.
  }
}
