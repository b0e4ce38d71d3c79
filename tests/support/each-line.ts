import type { Event, Lines } from "../../src/events/event.ts";
import { textsOf } from "../../src/process/line-bytes.ts";

/** Lines that come together as one event each, as programs get them; other events as they are. */
export function eachLine<Said extends Event>(event: Said): Exclude<Said, Lines>[] {
  if (event.type !== "lines") return [event as Exclude<Said, Lines>];
  const { bytes, ...whose } = event;
  return textsOf(bytes).map(
    (text) => ({ ...whose, type: "line", text }) as unknown as Exclude<Said, Lines>,
  );
}
