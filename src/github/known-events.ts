/** https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
import { knownEvents } from "./schema/event-schema.ts";

export type EventName = keyof typeof knownEvents;

/** The activity types of an event: `"opened"` for `pull_request`. */
export type ActivityOf<Event extends EventName> = (typeof knownEvents)[Event] extends {
  readonly types: readonly (infer Activity)[];
}
  ? Activity
  : never;

export interface KnownEvent {
  readonly types?: readonly string[];
  readonly filters: readonly string[];
}

/** Undefined for a name that GitHub does not have. */
export function knownEvent(name: string): KnownEvent | undefined {
  return Object.hasOwn(knownEvents, name) ? knownEvents[name as EventName] : undefined;
}
