/** The releases of commits, as the comments behind them say. */
import type { ActionPins } from "../workflow/pins/pin.ts";

/** What uses() and call() take for one, behind a commit. Other comments there are comments. */
export function isRelease(text: string): boolean {
  return /^v?\d[\w.+-]*$/.test(text) && text.length < 40;
}

/** Releases by what names them: `owner/name@commit`. */
export function releasesOf(pins: ActionPins): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(pins).flatMap(([action, all]) =>
      all
        .filter(({ sha, version }) => sha !== undefined && isRelease(version))
        .map(({ sha = "", version }) => [`${action}@${sha}`, version] as const),
    ),
  );
}

/** `owner/name@commit # v1.2.3`. */
export function withRelease(uses: string, releases: ReadonlyMap<string, string>): string {
  const release = releases.get(uses);
  return release === undefined ? uses : `${uses} # ${release}`;
}
