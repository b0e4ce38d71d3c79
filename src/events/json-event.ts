import type { Event, Lines, Mask, Timed, UnfinishedLine } from "./event.ts";

/** What other programs get, with each line by itself. */
type PrintedEvent = Exclude<Event, Lines | UnfinishedLine | Mask>;

/** What `--json` prints on each line: something that happened. `type` tells what. */
export type JsonEvent = PrintedEvent & Timed;
