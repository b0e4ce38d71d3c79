/** Whether a line sets a variable: https://www.gnu.org/software/make/manual/html_node/Setting.html */
import { referenceEnd } from "./make-text.ts";

export interface MakeAssignment {
  readonly kind: "set" | "define" | "undefine";
  readonly name: string;
  readonly value: string;
}

/** @param text A line without its comment, or what stands behind the colon of a target. */
export function makeAssignment(text: string): MakeAssignment | undefined {
  let rest = text.trimStart();
  while (rest !== "") {
    const found = definition(rest);
    if (found !== undefined) return found;
    const [word = ""] = /^\S+/.exec(rest) ?? [];
    const others = rest.slice(word.length).trimStart();
    if (word === "define" || word === "undefine") {
      return { kind: word, name: others, value: "" };
    }
    if (word !== "export" && word !== "override" && word !== "private") return undefined;
    rest = others;
  }
  return undefined;
}

/** `NAME = value`, with any of the operators. */
function definition(text: string): MakeAssignment | undefined {
  let nameEnd: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      nameEnd ??= at;
      continue;
    }
    const [operator] = /^(?:=|[+?!]=|:{1,3}=)/.exec(text.slice(at, at + 4)) ?? [];
    if (operator !== undefined) {
      const name = text.slice(0, nameEnd ?? at);
      const value = text.slice(at + operator.length).trimStart();
      return name === "" ? undefined : { kind: "set", name, value };
    }
    if (character === "#" || character === ":" || nameEnd !== undefined) return undefined;
    if (character === "$") at = referenceEnd(text, at) - 1;
  }
  return undefined;
}
