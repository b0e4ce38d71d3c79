/**
 * Checks of a schedule, by GitHub's rules: POSIX cron with five fields, names of months and days, no `@daily`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names for the numbers from `min` on. */
  readonly words?: readonly string[];
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const days = "sun mon tue wed thu fri sat".split(" ");

const fields: readonly Field[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, words: months },
  { name: "day of the week", min: 0, max: 6, words: days },
];

/** GitHub starts a schedule at most once every five minutes. */
const shortestInterval = 5;

/** The problem of a cron expression, as the rest of a sentence about it. */
export function cronProblem(cron: string): string | undefined {
  const parts = cron.split(" ");
  if (parts.length !== fields.length) {
    return `is not five fields with a space between them: ${fields.map((field) => field.name).join(", ")}`;
  }
  const sets: (readonly number[])[] = [];
  for (const [index, field] of fields.entries()) {
    const values = fieldValues(parts[index] ?? "", field);
    if (values === undefined) {
      return `has no valid ${field.name}: ${JSON.stringify(parts[index])} is not a number from ${field.min} to ${field.max}, a range, a list, "*" or a step of these`;
    }
    sets.push(values);
  }
  const [minutes = [], hours = [], dates = [], monthNumbers = []] = sets;
  // With a day of the week too, the schedule comes on either day.
  if (parts[4] === "*" && !dates.some((date) => isInAny(date, monthNumbers))) {
    return `never comes: none of its months has a day ${dates.join(", ")}`;
  }
  const gap = smallestGap(minutes, hours);
  if (gap >= shortestInterval) return undefined;
  return `starts ${gap} minute${gap === 1 ? "" : "s"} apart; GitHub starts a schedule every ${shortestInterval} minutes at most`;
}

function isInAny(date: number, monthNumbers: readonly number[]): boolean {
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return monthNumbers.some((month) => date <= (longest[month - 1] ?? 0));
}

/** All numbers of a field, in order. */
function fieldValues(text: string, field: Field): readonly number[] | undefined {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const [range = "", step, ...rest] = item.split("/");
    const width = step === undefined ? 1 : readNumber(step);
    const bounds = readRange(range, field, step !== undefined);
    if (rest.length > 0 || width === undefined || width < 1 || bounds === undefined)
      return undefined;
    for (let value = bounds[0]; value <= bounds[1]; value += width) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** `5/10` counts from 5 to the end, as `5-59/10` does. */
function readRange(
  text: string,
  field: Field,
  hasStep: boolean,
): readonly [number, number] | undefined {
  if (text === "*") return [field.min, field.max];
  const [first = "", last, ...rest] = text.split("-");
  const start = readValue(first, field);
  const end = last === undefined ? (hasStep ? field.max : start) : readValue(last, field);
  const valid = rest.length === 0 && start !== undefined && end !== undefined && start <= end;
  return valid ? [start, end] : undefined;
}

function readValue(text: string, field: Field): number | undefined {
  const word = field.words?.indexOf(text.toLowerCase()) ?? -1;
  const value = word === -1 ? readNumber(text) : field.min + word;
  return value !== undefined && value >= field.min && value <= field.max ? value : undefined;
}

function readNumber(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}

/** The fewest minutes between two starts on one day. */
function smallestGap(minutes: readonly number[], hours: readonly number[]): number {
  const gaps = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
  const adjacent = hours.some((hour) => hours.includes((hour + 1) % 24));
  if (adjacent) gaps.push(60 - (minutes.at(-1) ?? 0) + (minutes[0] ?? 0));
  return Math.min(60, ...gaps);
}

/** Whether `timezone` is a name of the IANA database, such as `Europe/Berlin`. */
export function isTimezone(timezone: string): boolean {
  // Newer engines also take an offset such as "+02:00"; GitHub does not.
  if (!/^[A-Za-z]/.test(timezone)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions();
    // Intl ignores case. It may return another name of the same zone, and then the case cannot be checked.
    return timeZone === timezone || timeZone.toLowerCase() !== timezone.toLowerCase();
  } catch {
    return false;
  }
}
