/**
 * Reads a script as far as quotes go: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 * and here-documents (2.7.4). It knows no more of the language than which word comes first in a command.
 */
import { placeholderIndex, type Quoting } from "./placeholder.ts";

/** What is open: a script in `(…)` or `$(…)`, a script in backticks, double quotes, or `${…}`. */
type Frame = "script" | "backticks" | "double" | "parameter";

/** The word that is being read, outside of quotes, and whether it is the first of a command. */
interface Reading {
  readonly word: string;
  readonly isFirst: boolean;
}

interface HereDocument {
  readonly word: string;
  readonly quoted: boolean;
  readonly tabs: boolean;
}

/** Words behind which another command begins. */
const openers = new Set("if then elif else while until do ! { time".split(" "));

/** Where each placeholder stands; undefined where the quotes do not match. */
export function posixQuotings(script: string): ReadonlyMap<number, Quoting> | undefined {
  const reader = new PosixReader(script);
  return reader.read() ? reader.found : undefined;
}

class PosixReader {
  readonly found = new Map<number, Quoting>();
  readonly #text: string;
  /** What is open, each with what was read before it. */
  readonly #frames: (readonly [Frame, Reading])[] = [["script", { word: "", isFirst: true }]];
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
    return this.#frames.length === 1 && this.#documents.length === 0;
  }

  get #frame(): Frame {
    return this.#frames.at(-1)?.[0] ?? "script";
  }

  #open(frame: Frame): void {
    this.#frames.push([frame, { word: this.#word, isFirst: this.#isFirst }]);
    if (frame === "script" || frame === "backticks") this.#begin();
  }

  /** What stood in it belongs to the word around it. */
  #close(): void {
    const [, { word, isFirst }] = this.#frames.pop() ?? ["script", { word: "", isFirst: true }];
    this.#word = `${word}$`;
    this.#isFirst = isFirst;
  }

  #found(character: string, quoting: Quoting): boolean {
    const index = placeholderIndex(character);
    if (index !== undefined) this.found.set(index, quoting);
    return index !== undefined;
  }

  #inDouble(): boolean {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    if (character === "\\") this.#at += 1;
    else if (character === '"') this.#close();
    else if (!this.#opens(character)) this.#found(character, "expanding");
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
      else this.#found(character, "expanding");
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
    if (this.#found(character, isFirst ? "command" : "word")) this.#word += "$";
    else if (character === " " || character === "\t") this.#endWord();
    else if (character === "(") this.#open("script");
    // A `)` without its `(` ends a pattern of `case`.
    else if (character === ")" && this.#frames.length > 1) this.#close();
    else if ("\n;&|)".includes(character)) {
      this.#begin();
      if (character === "\n") return this.#bodies();
    } else this.#word += character;
    return true;
  }

  #endWord(): void {
    if (this.#word === "") return;
    const isAssignment = /^[A-Za-z_]\w*\+?=/.test(this.#word);
    this.#isFirst = this.#isFirst && (isAssignment || openers.has(this.#word));
    this.#word = "";
  }

  #singleQuoted(): boolean {
    const end = this.#text.indexOf("'", this.#at);
    if (end === -1) return false;
    for (const character of this.#text.slice(this.#at, end)) this.#found(character, "literal");
    this.#at = end + 1;
    this.#word += "'";
    return true;
  }

  /** `$'…'` of bash, where a backslash quotes. */
  #ansiQuoted(): boolean {
    const [all] = /^'(?:[^'\\]|\\[^])*'/.exec(this.#text.slice(this.#at)) ?? [];
    if (all === undefined) return false;
    for (const character of all) this.#found(character, "fixed");
    this.#at += all.length;
    this.#word += "'";
    return true;
  }

  #comment(): boolean {
    const end = this.#text.indexOf("\n", this.#at);
    const stop = end === -1 ? this.#text.length : end;
    for (const character of this.#text.slice(this.#at, stop)) this.#found(character, "comment");
    this.#at = stop;
    return true;
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
      const { word, quoted, tabs } = document;
      for (;;) {
        if (this.#at >= this.#text.length) return false;
        const end = this.#text.indexOf("\n", this.#at);
        const stop = end === -1 ? this.#text.length : end;
        const line = this.#text.slice(this.#at, stop);
        this.#at = stop + 1;
        if ((tabs ? line.replace(/^\t+/, "") : line) === word) break;
        for (const character of line) this.#found(character, quoted ? "fixed" : "expanding");
      }
    }
    return true;
  }
}
