/** Finds, among the pins of committed files, the one that answers what a step asks for. */
import { ownValue } from "../../problems/own-value.ts";
import { compareVersions, isSameMajor, isTagOf } from "./action-version.ts";
import type { ActionPins, Pin } from "./pin.ts";

/** The pins of the committed files, which Dependabot and Renovate update. */
export interface FoundPins {
  /** Those of the workflow's own file. */
  readonly committed: ActionPins;
  /** All that the workflow asks for of an action. Default: just this. */
  readonly asked?: ((action: string) => readonly Asked[]) | undefined;
  /** The pins that other files of the app have for the same. */
  readonly others?: ((action: string, asked: Asked) => readonly Pin[]) | undefined;
  /** Newer ones, which GitHub was asked for. */
  readonly updates?: ActionPins | undefined;
}

/** The tag, branch or release in the code. Undefined where recompose chooses: `checkout()`. */
export type Asked = string | undefined;

export interface AskedPin {
  readonly action: string;
  readonly ref: Asked;
  /** What stands there without any file. */
  readonly preference: Pin | undefined;
  /** Whether the app chooses it for its functions. */
  readonly isChosen: boolean;
  /** The pin that recompose knows, whether or not it is asked for. */
  readonly builtIn: Pin | undefined;
  readonly isCandidate: (pin: Pin) => boolean;
}

/** The pin of the own file before that of others. Undefined where none answers. */
export function foundPin(
  ask: AskedPin,
  { committed, asked, others, updates = {} }: FoundPins,
): Pin | undefined {
  const { action, ref, preference, isCandidate } = ask;
  const own = (ownValue(committed, action) ?? []).filter(isCandidate);
  const current = ownPin(ask, own, asked?.(action) ?? [ref]) ?? otherPin(ask, others);
  const newer = (ownValue(updates, action) ?? []).filter(isCandidate);
  return updatedPin(ask, newer, current ?? preference) ?? current;
}

/**
 * In the own file: the release in the code, else the newest one of its major version. A pin of another major version is an
 * update of this step where nothing else in the workflow accounts for it.
 */
function ownPin(ask: AskedPin, own: readonly Pin[], asked: readonly Asked[]): Pin | undefined {
  const { ref, preference, builtIn } = ask;
  if (preference === undefined) return newest(own);
  const ofTrack = own.filter(({ version }) => isOfTrack(version, preference.version));
  const isOlderOfOther = ({ version }: Pin): boolean =>
    asked.includes(version) && (compareVersions(version, preference.version) ?? 0) < 0;
  if (ofTrack.length > 0) {
    return ref === undefined
      ? newest(ofTrack.filter((pin) => !isOlderOfOther(pin)))
      : fitting(ofTrack, preference);
  }
  const tracks = asked.flatMap((other) => (other === ref ? [] : (other ?? builtIn?.version ?? [])));
  const moved = own.filter(({ version }) => !tracks.some((track) => isOfTrack(version, track)));
  if (ref === undefined) return newest(moved);
  // What recompose writes for a function tells of no update, and an update may be that of a function.
  const isOfFunction =
    asked.includes(undefined) &&
    !own.some(({ version }) => builtIn !== undefined && isOfTrack(version, builtIn.version));
  if (isOfFunction) return undefined;
  const updated = moved.filter(({ sha }) => sha === undefined || sha !== builtIn?.sha);
  return fitting(updated, preference);
}

/** In other files: only what answers the same question, and never another release than a tag in the code names. */
function otherPin(
  { action, ref, preference, isChosen, isCandidate }: AskedPin,
  others: FoundPins["others"],
): Pin | undefined {
  const pins = (others?.(action, ref) ?? []).filter(isCandidate);
  if (ref === undefined || preference === undefined) return newest(pins);
  return fitting(
    pins.filter(({ version }) => isChosen || isTagOf(ref, version)),
    preference,
  );
}

/** Stays in the major version or branch of what there is, but for a step whose release recompose chooses. */
function updatedPin(
  { ref, preference }: AskedPin,
  updates: readonly Pin[],
  current: Pin | undefined,
): Pin | undefined {
  if (current === undefined) return newest(updates);
  const { version } = current;
  if (ref === undefined) {
    const best = newest(updates);
    return best !== undefined && (compareVersions(best.version, version) ?? -1) >= 0
      ? best
      : undefined;
  }
  const sha = preference?.version === version ? preference.sha : undefined;
  return fitting(
    updates.filter((pin) => isOfTrack(pin.version, version)),
    { version, ...(sha === undefined ? {} : { sha }) },
  );
}

/** Undefined where the code has a newer release, or another commit of the same one. */
function fitting(pins: readonly Pin[], { version, sha }: Pin): Pin | undefined {
  const exact = pins.find(
    (pin) => pin.version === version && (sha === undefined || pin.sha === sha),
  );
  if (exact !== undefined) return exact;
  const best = newest(pins);
  if (best === undefined || (best.version === version && sha !== undefined)) return undefined;
  return (compareVersions(best.version, version) ?? -1) >= 0 ? best : undefined;
}

function isOfTrack(version: string, track: string): boolean {
  return version === track || isSameMajor(version, track);
}

function newest(pins: readonly Pin[]): Pin | undefined {
  return pins.reduce<Pin | undefined>(
    (best, pin) =>
      best === undefined || (compareVersions(pin.version, best.version) ?? 0) > 0 ? pin : best,
    undefined,
  );
}
