/** Reads the value of an input from a command line. */
import { UsageError } from "../problems/usage-error.ts";
import { nearest } from "../problems/nearest.ts";
import { quotedList } from "../problems/wording.ts";
import { Artifact } from "./artifact.ts";
import type { Input } from "./input.ts";

/** Makes a path absolute, relative to the folder in which the command was called. */
export type ResolvePath = (path: string) => string;

/**
 * @param flag The input's, with its dashes, for errors.
 * @throws UsageError that says which values the input takes.
 */
export function readInput(
  input: Input,
  flag: string,
  text: string,
  resolvePath: ResolvePath,
): string | number | boolean | Artifact {
  switch (input.kind) {
    case "string":
    case "environment":
    case "rest":
      return text;
    case "boolean":
      return readBoolean(input, flag, text);
    case "number":
      return readNumber(flag, text);
    case "choice":
      return readChoice(input.choices ?? [], flag, text);
    case "artifact":
      if (text === "") throw new UsageError(`${flag} needs the path of a file or folder.`);
      return new Artifact(resolvePath(text));
  }
}

function readBoolean(input: Input, flag: string, text: string): boolean {
  // On an event without inputs the command gets an empty text, which stands for the default.
  if (text === "") return input.default === true;
  if (text === "true") return true;
  if (text === "false") return false;
  throw new UsageError(`${flag} is true or false, not ${JSON.stringify(text)}.`, [
    `${flag}, or --no-${flag.slice(2)}`,
  ]);
}

function readNumber(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new UsageError(`${flag} is a number, not ${JSON.stringify(text)}.`, [`${flag}=3`]);
  }
  return value;
}

function readChoice(choices: readonly string[], flag: string, text: string): string {
  if (choices.includes(text)) return text;
  const close = nearest(text, choices);
  throw new UsageError(
    `${flag} is one of ${quotedList(choices, "or")}, not ${JSON.stringify(text)}.`,
    close === undefined ? [] : [`${flag}=${close}`],
  );
}
