/** What differs from run to run, as the picture has it: times, and the name of the run's folder. */
import type { Screen, Segment } from "./terminal-run.ts";

/** Seconds of what a row names, in the order in which rows are searched for the names. */
const times: readonly (readonly [string, string])[] = [
  ["lint", "0.9"],
  ["types", "2.4"],
  ["test (unit)", "3.1"],
  ["test (api)", "1.8"],
  ["test (browser)", "3.1"],
  ["build", "3.1"],
  ["compile", "1.6"],
  ["bundle", "1.4"],
  ["✗ ci:", "4.6"],
  ["▶ ci", "3.2"],
];

export function steady(screen: Screen): Screen {
  return screen.map((row) => {
    const line = row.map(({ text }) => text).join("");
    const time = times.find(([name]) => line.includes(name))?.[1];
    return row.map((segment): Segment => ({ ...segment, text: steadyText(segment.text, time) }));
  });
}

function steadyText(text: string, time: string | undefined): string {
  return text
    .replaceAll(/\d{8}T\d{9}-[0-9a-f]{4}/g, "20260105T093012417-4f1c")
    .replaceAll(/(?<![\d.])\d+\.\ds\b/g, time === undefined ? "$&" : `${time}s`);
}
