/**
 * Prints lines for people, and makes text from outside harmless: names, values, paths and messages may contain anything.
 * Other output has its own place: `LiveRegion`, `JsonReporter`, and the commands below.
 */
import { withoutCommands } from "../../events/workflow-command.ts";
import type { Host, TextOutput } from "../../host/host.ts";
import { isPlain, lineFeed, mayHoldCommand, textsOf } from "../../process/line-bytes.ts";
import { writePrefixed } from "../../process/prefixed-lines.ts";
import { colouredLines, ownText, type ProgramLines, streamText } from "./line-text.ts";
import { type OpenLine, shownLine } from "./open-line.ts";
import { cutLines, wrappedLine } from "./wrapped-lines.ts";

/** A workflow command of recompose: GitHub's runner gets it as it is. */
export interface CommandLine {
  readonly command: string;
}

export type PrintedLine = string | OpenLine | CommandLine;

type Env = Pick<Host, "env">;

export class LinePrinter {
  readonly #output: TextOutput;
  readonly #isForGitHub: boolean;

  /** `isForGitHub`: GitHub's runner reads the output, and must not find a command in it. */
  constructor(output: TextOutput, isForGitHub: boolean) {
    this.#output = output;
    this.#isForGitHub = isForGitHub;
  }

  line(line: PrintedLine): void {
    if (typeof line === "object" && "prefix" in line && this.#isCut()) {
      const { prefix, text } = harmless(line);
      const rows = wrappedLine(prefix, text, this.#output.columns());
      return this.#output.write(`${rows.join("\n")}\n`);
    }
    this.#output.write(`${this.#format(line)}\n`);
  }

  /** On a terminal, lines that are wider have the prefix, or a guide below it, in all of their rows. */
  programLines({ prefix, lines, color }: ProgramLines): void {
    if (prefix === "" || !this.#isCut()) return this.#wholeLines({ prefix, lines, color });
    cutLines({ prefix: ownText(prefix), lines, color }, this.#output.columns(), {
      onRows: (rows) => this.#output.write(`${rows.join("\n")}\n`),
      onFitting: (fitting) => this.#wholeLines({ prefix, lines: fitting, color }),
    });
  }

  /** Whether lines are cut into rows: a row might be a command for GitHub's runner, and only a person has a terminal. */
  #isCut(): boolean {
    return this.#output.isTerminal && !this.#isForGitHub;
  }

  /** Many lines take as long as one, if nothing in them has to be made harmless. */
  #wholeLines({ prefix, lines, color }: ProgramLines): void {
    const before = ownText(prefix);
    const write = (bytes: Uint8Array): void => this.#output.write(bytes);
    // The prefix may be a part of a command, too.
    const mayCommand = this.#isForGitHub && (/[:#]/.test(before) || mayHoldCommand(lines));
    if (before === "" && !mayCommand && isPlain(lines)) return write(lines);
    let rest = lines;
    if (!mayCommand) {
      rest = rest.subarray(writePrefixed(before, rest, write));
      if (rest.length === 0) return;
      const colouredText = colouredLines(rest, color);
      if (colouredText !== undefined) {
        const name = Buffer.from(before).toString("latin1");
        return write(Buffer.from(`${name}${colouredText.join(`\n${name}`)}\n`, "latin1"));
      }
    }
    while (rest.length > 0) {
      const end = rest.indexOf(lineFeed) + 1;
      const [text = ""] = textsOf(rest.subarray(0, end));
      const line = before + streamText(text, color);
      this.#output.write(`${mayCommand ? withoutCommands(line) : line}\n`);
      rest = rest.subarray(end);
      if (!mayCommand) rest = rest.subarray(writePrefixed(before, rest, write));
    }
  }

  /** A line that has not ended. */
  beginning(line: OpenLine): void {
    this.#output.write(this.#format(line));
  }

  lines(lines: readonly PrintedLine[]): void {
    if (lines.length === 0) return;
    this.#output.write(lines.map((line) => `${this.#format(line)}\n`).join(""));
  }

  #format(line: PrintedLine): string {
    if (typeof line === "object" && "command" in line) return line.command;
    const text = typeof line === "string" ? ownText(line) : shownLine(harmless(line));
    return this.#isForGitHub ? withoutCommands(text) : text;
  }
}

/** The text of an open line is a program's own and safe already. */
export function harmless(line: OpenLine): OpenLine;
export function harmless(line: string | OpenLine): string | OpenLine;
export function harmless(line: string | OpenLine): string | OpenLine {
  return typeof line === "string" ? ownText(line) : { ...line, prefix: ownText(line.prefix) };
}

export function isOnGitHub({ env }: Env): boolean {
  return env["GITHUB_ACTIONS"] === "true";
}

/** Each text may have several lines. */
export function printLines(host: Env & Pick<Host, "stdout">, texts: readonly string[]): void {
  printTo(host.stdout, host, texts);
}

export function printErrors(host: Env & Pick<Host, "stderr">, texts: readonly string[]): void {
  printTo(host.stderr, host, texts);
}

function printTo(output: TextOutput, host: Env, texts: readonly string[]): void {
  const lines = texts.flatMap((text) => text.split(/\r?\n/));
  new LinePrinter(output, isOnGitHub(host)).lines(lines);
}

/** For programs. */
export function printJson({ stdout }: Pick<Host, "stdout">, value: unknown): void {
  stdout.write(`${harmlessJson(JSON.stringify(value, undefined, 2))}\n`);
}

/**
 * The same value to a reader of JSON, without text that has an effect on a terminal or GitHub's runner. Other control
 * characters are escaped already.
 */
export function harmlessJson(json: string): string {
  return json
    .replaceAll("##[", String.raw`#\u0023[`)
    .replaceAll(
      /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
}
