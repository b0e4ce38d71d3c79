/** What a person sees of a step that waits, and what can be pressed. Pure. */
import stringWidth from "string-width";
import { counted } from "../../problems/wording.ts";
import { nameText, pathText, stepPathText, streamText } from "../../reporters/lines/line-text.ts";
import { logLine } from "../../reporters/shown/failure.ts";
import { mark, type Style } from "../../reporters/shown/style.ts";
import type { Stop, StopAnswer } from "../../runner/stop/step-stops.ts";

/** What a key does. `shell` is no answer: the question is asked again. */
export type Choice = StopAnswer | "shell" | "cancel";

export interface Key {
  readonly key: string;
  readonly choice: Choice;
  readonly text: string;
}

/** What may be pressed at a stop of this kind. */
export function keysOf(kind: Stop["kind"]): readonly Key[] {
  const shell = { key: "s", choice: "shell", text: "shell" } as const;
  const cancel = { key: "q", choice: "cancel", text: "cancel" } as const;
  return kind === "before"
    ? [
        { key: "r", choice: "run", text: "run it" },
        shell,
        { key: "i", choice: "succeed", text: "leave it out as if it succeeded" },
        cancel,
      ]
    : [
        { key: "r", choice: "run", text: "run again" },
        shell,
        { key: "c", choice: "go on", text: "go on as failed" },
        { key: "i", choice: "succeed", text: "go on as succeeded" },
        cancel,
      ];
}

/** A line that a step has printed, after the names of the tasks and steps below the job that printed it. */
export interface StopLine {
  readonly from: readonly string[];
  readonly text: string;
}

const mostCommandLines = 5;

export function stopTitle({ kind, path, reason = "" }: Stop, style: Style): string {
  const name = pathText(path.slice(1));
  return kind === "before"
    ? `${mark("cancelled", style)} ${style.bold(name)} has not run yet`
    : `${mark("failure", style)} ${style.bold(style.red(name))} failed: ${style.red(nameText(reason))}`;
}

/**
 * @param lines The last ones that the step has printed.
 * @param cwd Paths below it are shown from there.
 */
export function stopLines(
  stop: Stop,
  lines: readonly StopLine[],
  style: Style,
  cwd: string,
): readonly string[] {
  const below = stop.path.length - 2;
  const bar = style.dim("│");
  const output = lines.map(({ from, text }) => {
    const names = stepPathText(from.slice(below));
    const label = names === "" ? "" : `${style.dim(`${names} │`)} `;
    return `  ${bar} ${label}${streamText(text, style.isColorSupported)}`;
  });
  return [
    stopTitle(stop, style),
    ...commandLines(stop.command, style),
    ...output,
    ...logLine(stop, style, cwd),
    `  ${style.dim("folder")} ${stop.folder}`,
    `  ${style.dim("env")}    ${stop.variables.join(", ") || style.dim("no variables of its own")}`,
  ];
}

function commandLines(command: string | undefined, style: Style): readonly string[] {
  if (command === undefined) return [];
  const lines = command.trimEnd().split("\n");
  const shown = lines.length > mostCommandLines ? lines.slice(0, mostCommandLines - 1) : lines;
  const rest = lines.length - shown.length;
  return [
    ...shown.map((line, index) => `  ${style.dim(index === 0 ? "$" : " ")} ${line}`),
    ...(rest > 0 ? [style.dim(`    … ${counted(rest, "line")} more`)] : []),
  ];
}

export interface Surroundings {
  /** How many other steps wait for an answer. */
  readonly waitCount: number;
  /** Names of the jobs that run meanwhile. */
  readonly running: readonly string[];
}

/** The lines below all others, while a key is waited for: keys wrap where the terminal is narrow. */
export function promptLines(
  kind: Stop["kind"],
  { waitCount, running }: Surroundings,
  style: Style,
  columns: number,
): readonly string[] {
  const rows: string[] = [];
  for (const { key, text } of keysOf(kind)) {
    const shown = `  ${style.bold(style.cyan(key))} ${text}`;
    const wider = (rows.at(-1) ?? "") + shown;
    if (rows.length > 0 && stringWidth(wider) <= columns) rows[rows.length - 1] = wider;
    else rows.push(shown);
  }
  const others = [
    ...(waitCount === 0 ? [] : [`${waitCount} more ${waitCount === 1 ? "waits" : "wait"}`]),
    ...(running.length === 0 ? [] : [`meanwhile: ${running.map(nameText).join(", ")}`]),
  ];
  return ["", ...rows, ...(others.length === 0 ? [] : [style.dim(`  ${others.join("; ")}`)])];
}
