/** As people on this machine read it, `28 Nov 2026, 23:06:25 GMT+1`. Default: the time zone of the machine. */
export function localTime(milliseconds: number, timeZone?: string): string {
  const parts = { day: "numeric", month: "short", year: "numeric", timeZoneName: "short" } as const;
  const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", { ...parts, ...time, timeZone }).format(milliseconds);
}
