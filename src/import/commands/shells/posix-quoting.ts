/**
 * Reads a script as far as quotes go: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 * and here-documents (2.7.4). It knows no more of the language than which word comes first in a command.
 */
import { placeholderIndex, type Quoting } from "../placeholder.ts";

/** What is open: a script in `(…)` or `$(…)`, a script in backticks, double quotes, or `${…}`. */
type Frame = "script" | "backticks" | "double" | "parameter";

/** What was read before a frame: the word around it, outside of quotes, and whether it is the first of a command. */
interface Reading {
  readonly word: string;
  readonly isFirst: boolean;
  /** Where the text of the frame begins. */
  readonly start: number;
}

interface HereDocument {
  readonly word: string;
  readonly quoted: boolean;
  readonly tabs: boolean;
  /** Where the word begins, and what follows it. */
  readonly span: Span;
}

/** Two places in a script: the second is behind the last character. */
export type Span = readonly [number, number];

/** A here-document whose word is quoted, so that nothing in it is read. */
export interface QuotedDocument {
  readonly word: string;
  readonly ofWord: Span;
  readonly ofBody: Span;
}

/** Words behind which another command begins. */
const openers = new Set("if then elif else while until do ! { time".split(" "));

/** The name of an assignment, which a value may be a part of. */
const assignment = /^[\w\p{Co}]+(?=(?:\[.*\])?\+?=)/u;

/** Where each placeholder stands; undefined where the quotes do not match. */
export function posixQuotings(script: string): ReadonlyMap<number, Quoting> | undefined {
  const reader = new PosixReader(script);
  return reader.read() ? reader.found : undefined;
}

/** In order; none where the quotes of the script do not match. */
export function quotedDocuments(script: string): readonly QuotedDocument[] {
  const reader = new PosixReader(script);
  return reader.read() ? reader.quoted : [];
}

class PosixReader {
  readonly found = new Map<number, Quoting>();
  readonly quoted: QuotedDocument[] = [];
  readonly #text: string;
  /** What is open, each with what was read before it. */
  readonly #frames: (readonly [Frame, Reading])[] = [
    ["script", { word: "", isFirst: true, start: 0 }],
  ];
  readonly #documents: HereDocument[] = [];
  #at = 0;
  /** The word that is being read, outside of quotes. */
  #word = "";
  #isFirst = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether all quotes end. */
  read(): boolean {
    while (this.#at < this.#text.length) {
      const isRead = this.#frame === "double" ? this.#inDouble() : this.#inScript();
      if (!isRead) return false;
    }
    this.#fixNames();
    return this.#frames.length === 1 && this.#documents.length === 0;
  }

  get #frame(): Frame {
    return this.#frames.at(-1)?.[0] ?? "script";
  }

  get #inBackticks(): boolean {
    return this.#frames.some(([frame]) => frame === "backticks");
  }

  #open(frame: Frame): void {
    const [word, isFirst] = [this.#word, this.#isFirst];
    if (frame === "script" || frame === "backticks") this.#begin();
    this.#frames.push([frame, { word, isFirst, start: this.#at }]);
  }

  /** What stood in it belongs to the word around it. */
  #close(): void {
    this.#fixNames();
    const before = this.#frames.pop()?.[1];
    this.#word = `${before?.word ?? ""}$`;
    this.#isFirst = before?.isFirst ?? true;
  }

  /** Notes the value that stands at an index, if one does. */
  #found(at: number, quoting: Quoting): boolean {
    const index = placeholderIndex(this.#text.charAt(at));
    if (index === undefined) return false;
    const isRead = quoting === "word" || quoting === "command" || quoting === "expanding";
    this.found.set(index, isRead && this.#isPartOfCode(at) ? "fixed" : quoting);
    return true;
  }

  /**
   * Whether what stands before a value makes it a part of a variable's name, or would quote the `$` of a variable. Backticks
   * take away backslashes before the script in them is read.
   */
  #isPartOfCode(at: number): boolean {
    const line = this.#text.slice(this.#text.lastIndexOf("\n", at - 1) + 1, at);
    if (/\$(?:[A-Za-z_]\w*)?\p{Co}*$/u.test(line)) return true;
    if ((this.#inBackticks ? /\\$/ : /(?<!\\)(?:\\\\)*\\$/).test(line)) return true;
    const [frame, { start }] = this.#frames.at(-1) ?? ["script", { start: 0 }];
    return frame === "parameter" && /^[!#]?[\w\p{Co}]*$/u.test(this.#text.slice(start, at));
  }

  /**
   * A word is read for the name of an assignment and for braces before the shell puts in variables: 2.9.1 of POSIX, and
   * https://www.gnu.org/software/bash/manual/html_node/Brace-Expansion.html
   */
  #fixNames(): void {
    const [name = ""] = (this.#isFirst && assignment.exec(this.#word)) || [];
    for (const character of name + bracesOf(this.#word)) {
      const index = placeholderIndex(character);
      if (index !== undefined) this.found.set(index, "fixed");
    }
  }

  #inDouble(): boolean {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    if (character === "\\") this.#at += 1;
    else if (character === '"') this.#close();
    else if (!this.#opens(character)) this.#found(this.#at - 1, "expanding");
    return true;
  }

  /** `$(`, `${` and backticks, which both scripts and double quotes have. */
  #opens(character: string): boolean {
    const next = this.#text.charAt(this.#at);
    if (character === "`") {
      if (this.#frame === "backticks") this.#close();
      else this.#open("backticks");
    } else if (character === "$" && (next === "(" || next === "{")) {
      this.#at += 1;
      this.#open(next === "(" ? "script" : "parameter");
    } else return false;
    return true;
  }

  #begin(): void {
    this.#fixNames();
    this.#word = "";
    this.#isFirst = true;
  }

  #inScript(): boolean {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    if (character === "\\") {
      this.#at += 1;
      this.#word += "\\";
      return true;
    }
    if (character === "'") return this.#singleQuoted();
    if (character === '"') {
      this.#open("double");
      return true;
    }
    if (character === "$" && this.#text.charAt(this.#at) === "'") return this.#ansiQuoted();
    if (this.#opens(character)) return true;
    if (this.#frame === "parameter") {
      if (character === "}") this.#close();
      else this.#found(this.#at - 1, "expanding");
      return true;
    }
    if (character === "#" && this.#word === "") return this.#comment();
    if (character === "<") {
      const [others = ""] = /^<*/.exec(this.#text.slice(this.#at, this.#at + 2)) ?? [];
      if (others.length === 1) return this.#hereDocument();
      // `<<<` takes a word.
      this.#at += others.length;
      return true;
    }
    return this.#plain(character);
  }

  #plain(character: string): boolean {
    const isFirst = this.#isFirst && this.#word === "";
    if (this.#found(this.#at - 1, isFirst ? "command" : "word")) this.#word += character;
    else if (character === " " || character === "\t") this.#endWord();
    else if (character === "(") this.#open("script");
    // A `)` without its `(` ends a pattern of `case`.
    else if (character === ")" && this.#frames.length > 1) this.#close();
    // `>|`, `>&` and `<&` are redirections (2.7 of POSIX).
    else if (/^[<>][|&]$/.test(this.#text.slice(this.#at - 2, this.#at))) this.#word += character;
    else if ("\n;&|)".includes(character)) {
      this.#begin();
      if (character === "\n") return this.#bodies();
    } else this.#word += character;
    return true;
  }

  #endWord(): void {
    if (this.#word === "") return;
    this.#fixNames();
    const isAssignment = assignment.test(this.#word);
    this.#isFirst = this.#isFirst && (isAssignment || openers.has(this.#word));
    this.#word = "";
  }

  #singleQuoted(): boolean {
    const end = this.#text.indexOf("'", this.#at);
    if (end === -1) return false;
    this.#foundUpTo(end, "literal");
    this.#at += 1;
    this.#word += "'";
    return true;
  }

  /** `$'…'` of bash, where a backslash quotes. */
  #ansiQuoted(): boolean {
    const [all] = /^'(?:[^'\\]|\\[^])*'/.exec(this.#text.slice(this.#at)) ?? [];
    if (all === undefined) return false;
    this.#foundUpTo(this.#at + all.length, "fixed");
    this.#word += "'";
    return true;
  }

  #comment(): boolean {
    const end = this.#text.indexOf("\n", this.#at);
    this.#foundUpTo(end === -1 ? this.#text.length : end, "comment");
    return true;
  }

  /** Reads on, to where the same quoting ends. */
  #foundUpTo(end: number, quoting: Quoting): void {
    for (; this.#at < end; this.#at += 1) this.#found(this.#at, quoting);
  }

  #hereDocument(): boolean {
    const rest = this.#text.slice(this.#at);
    const [all, dash = "", word = ""] =
      /^<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/.exec(rest) ?? [];
    if (all === undefined) return false;
    this.#documents.push({
      word: word.replaceAll(/['"\\]/g, ""),
      quoted: /['"\\]/.test(word),
      tabs: dash === "-",
      span: [this.#at + all.length - word.length, this.#at + all.length],
    });
    this.#at += all.length;
    return true;
  }

  /** The bodies of the here-documents that the line asked for. */
  #bodies(): boolean {
    for (
      let document = this.#documents.shift();
      document !== undefined;
      document = this.#documents.shift()
    ) {
      const { word, quoted, tabs, span } = document;
      const start = this.#at;
      for (;;) {
        if (this.#at >= this.#text.length) return false;
        const end = this.#text.indexOf("\n", this.#at);
        const stop = end === -1 ? this.#text.length : end;
        const line = this.#text.slice(this.#at, stop);
        const isEnd = (tabs ? line.replace(/^\t+/, "") : line) === word;
        if (!isEnd) this.#foundUpTo(stop, quoted ? "fixed" : "expanding");
        // Backticks take backslashes away before the document in them is read.
        else if (quoted && !this.#inBackticks) {
          this.quoted.push({ word, ofWord: span, ofBody: [start, this.#at] });
        }
        this.#at = stop + 1;
        if (isEnd) break;
      }
    }
    return true;
  }
}

/** What stands in the braces of a word that make several words of it: those with a comma or two points. */
function bracesOf(word: string): string {
  const pairs = /\{([^{}]*)\}/g;
  const expanded = [...word.matchAll(pairs)]
    .map(([, content = ""]) => content)
    .filter((content) => /,|\.\./.test(content));
  const around = word.replace(pairs, "$1");
  return around === word ? "" : expanded.join("") + bracesOf(around);
}
