import picocolors from "picocolors";
import type { ViewNode } from "./run-view.ts";

/** Colours, or functions that change nothing where colour is not wanted. */
export type Style = ReturnType<typeof picocolors.createColors>;

export function createStyle(color: boolean): Style {
  return picocolors.createColors(color);
}

/** The mark before a name: told apart by its shape, not by its colour alone. */
export function mark(state: ViewNode["state"], style: Style): string {
  switch (state) {
    case "success":
      return style.green("✓");
    case "failure":
      return style.red("✗");
    case "cancelled":
      return style.yellow("■");
    case "skipped":
      return style.dim("–");
    case "elsewhere":
      return style.dim("↗");
    case "running":
      return style.cyan("▶");
    case "waiting":
      return style.dim("·");
  }
}

/** `0.3s`, `12.0s`, `2m 05s`, `1h 02m`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(Math.floor(milliseconds / 100) / 10).toFixed(1)}s`;
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${two(Math.floor((seconds % 3600) / 60))}m`;
}
