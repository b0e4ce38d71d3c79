/**
 * Where lines for people are printed, and text from outside is made harmless: names, values, paths and messages may hold
 * anything. What has to go out as it is has a place of its own: `LiveRegion`, `JsonReporter`, and the commands below.
 */
import { withoutCommands } from "../../events/workflow-command.ts";
import type { Host, TextOutput } from "../../host/host.ts";
import { isPlain, lineFeed, mayHoldCommand, textsOf } from "../../process/line-bytes.ts";
import { writePrefixed } from "../../process/prefixed-lines.ts";
import { colouredLines, ownText, streamText } from "./line-text.ts";
import { type OpenLine, shownLine } from "./open-line.ts";

/** A workflow command that is meant: GitHub's runner gets it as it is. */
export interface CommandLine {
  readonly command: string;
}

/** Whole lines of a program's own, as it printed them, each behind a name. */
export interface ProgramLines {
  readonly prefix: string;
  /** UTF-8, valid, with a line feed at the end of each line. */
  readonly lines: Uint8Array;
  /** Whether they keep their colours. */
  readonly color: boolean;
}

export type PrintedLine = string | OpenLine | CommandLine;

type Env = Pick<Host, "env">;

export class LinePrinter {
  readonly #output: TextOutput;
  readonly #isForGitHub: boolean;

  /** `isForGitHub`: what is printed is read by GitHub's runner, which is to find no command in it. */
  constructor(output: TextOutput, isForGitHub: boolean) {
    this.#output = output;
    this.#isForGitHub = isForGitHub;
  }

  line(line: PrintedLine): void {
    this.#output.write(`${this.#format(line)}\n`);
  }

  /** As quick for many lines as for one, where there is nothing in them that has to be made harmless. */
  programLines({ prefix, lines, color }: ProgramLines): void {
    const before = ownText(prefix);
    const write = (bytes: Uint8Array): void => this.#output.write(bytes);
    // The name may be a part of one, too.
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

  /** A line that is not over. */
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

/** A program's own line keeps its text, behind a name that is one of ours. */
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
  new LinePrinter(host.stdout, isOnGitHub(host)).lines(linesOf(texts));
}

export function printErrors(host: Env & Pick<Host, "stderr">, texts: readonly string[]): void {
  new LinePrinter(host.stderr, isOnGitHub(host)).lines(linesOf(texts));
}

/** For programs. */
export function printJson({ stdout }: Pick<Host, "stdout">, value: unknown): void {
  stdout.write(`${harmlessJson(JSON.stringify(value, undefined, 2))}\n`);
}

/** The same to a reader of JSON, which has control characters escaped already; a terminal and GitHub's runner would find something to obey, wherever it stands. */
export function harmlessJson(json: string): string {
  return json
    .replaceAll("##[", String.raw`#\u0023[`)
    .replaceAll(
      /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
}

function linesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/\r?\n/));
}
