import type { ActionPins, Pin } from "./pin.ts";
import { isCommit } from "./action-version.ts";

const usesLine =
  /^[ \t-]*uses:[ \t]*["']?([\w.-]+\/[\w./-]+)@([\w./+-]+)["']?[ \t]*(?:#[ \t]*(?:tag=)?(\S+))?/gm;

/** Reads the pins of a generated file, which Dependabot and Renovate may have updated. */
export function readPins(text: string): ActionPins {
  const pins: Record<string, Pin[]> = {};
  for (const [, action = "", ref = "", comment] of text.matchAll(usesLine)) {
    const pin = isCommit(ref) ? { version: comment ?? ref, sha: ref } : { version: ref };
    add(pins, action, pin);
  }
  return pins;
}

function add(pins: Record<string, Pin[]>, action: string, pin: Pin): void {
  const others = (pins[action] ??= []);
  if (others.some(({ version, sha }) => version === pin.version && sha === pin.sha)) return;
  others.push(pin);
}
