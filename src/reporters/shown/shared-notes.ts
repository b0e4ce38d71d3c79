/** How several jobs of a run differed from GitHub in the same way, said once for all of them. */
import type { RunRecord } from "../../events/event.ts";
import { nameText } from "../lines/line-text.ts";
import type { Style } from "./style.ts";

/** How many jobs are named. */
const mostNames = 3;

/** The notes that several jobs have, each with the names of these jobs. */
export function sharedNotes({ jobs }: RunRecord): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const { name, notes = [] } of jobs) {
    for (const note of notes) all.set(note, [...(all.get(note) ?? []), name]);
  }
  return new Map([...all].filter(([, names]) => names.length > 1));
}

/** `! node 24 was asked for, here is 20.20: lint, test, build and 3 more`. */
export function sharedNoteLines(run: RunRecord, style: Style): string[] {
  return [...sharedNotes(run)].map(([note, names]) => {
    const named = names.slice(0, mostNames).map(nameText).join(", ");
    const rest = names.length - mostNames;
    const who = rest > 0 ? `${named} and ${rest} more` : named;
    return `${style.yellow(`! ${nameText(note)}`)}${style.dim(`: ${who}`)}`;
  });
}
