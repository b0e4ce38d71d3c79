/**
 * The rules of a makefile, read as GNU make does, but without expanding anything: `$(shell …)` would run a program.
 * `eval` and its neighbours in src/read.c of https://git.savannah.gnu.org/cgit/make.git
 */
import type { TargetNote } from "../target.ts";
import { makeAssignment } from "./make-assignment.ts";
import { findUnquoted, joined, makeLines, makeWords, withoutComment } from "./make-text.ts";

export interface MakeRule {
  /** As they are written. */
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly line: number;
  /** What stands behind `##` on its line. */
  readonly comment?: string | undefined;
  /** The comment lines right above it, with their `#`. */
  readonly above: readonly string[];
  /** The heading above it: a line `##@ Name`. */
  readonly group?: string | undefined;
  /** The line of the condition that it stands in. */
  readonly condition?: number | undefined;
  /** Its lines, as they are written. */
  readonly recipe: readonly string[];
}

export interface MakeRules {
  readonly rules: readonly MakeRule[];
  readonly notes: readonly TargetNote[];
}

export function readMakeRules(text: string): MakeRules {
  const rules: MakeRule[] = [];
  const notes: TargetNote[] = [];
  const conditions: number[] = [];
  let prefix = "\t";
  /** The recipe that lines with the prefix belong to, if they do to one. */
  let current: string[] | "without targets" | undefined;
  /** How many `define` are open. */
  let defines = 0;
  /** Kept across .PHONY and the variables of a target, which may stand between a comment and its target. */
  let above: string[] = [];
  let group: string | undefined;
  for (const { text: raw, line } of makeLines(text)) {
    const isRecipe = raw.startsWith(prefix);
    const plain = withoutComment(joined(raw)).trim();
    const [word = ""] = /^\S+/.exec(plain) ?? [];
    if (defines > 0) {
      if (!isRecipe && word === "define") defines += 1;
      else if (!isRecipe && word === "endef") defines -= 1;
      continue;
    }
    if (isRecipe && current !== undefined) {
      if (current !== "without targets") current.push(raw);
      above = [];
      continue;
    }
    const comments = above;
    above = [];
    if (plain === "") {
      const comment = raw.trim();
      const heading = /^##@\s*(.*)$/.exec(comment)?.[1];
      if (heading !== undefined) group = heading.trim() || undefined;
      else if (comment !== "") {
        comments.push(comment);
        above = comments;
      }
      continue;
    }
    const assignment = makeAssignment(plain);
    if (assignment !== undefined) {
      current = undefined;
      if (assignment.kind === "define") defines = 1;
      // https://www.gnu.org/software/make/manual/html_node/Special-Variables.html
      if (assignment.name === ".RECIPEPREFIX") prefix = assignment.value.charAt(0) || "\t";
      continue;
    }
    if (/^if(?:n?eq|n?def)$/.test(word)) conditions.push(line);
    else if (word === "endif") conditions.pop();
    else if (/^[-s]?include$/.test(word)) {
      notes.push({ line, text: `The targets of other files are not read: ${plain}` });
    } else if (/^(?:else|export|unexport|vpath|-?load)$/.test(word)) {
      continue;
    } else if (isRecipe) {
      notes.push({
        line,
        text: `make cannot read this line, which is a recipe of no target: ${plain}`,
      });
    } else {
      const rule = readRule(raw);
      if (typeof rule === "string") {
        if (rule !== "") notes.push({ line, text: rule });
        current = undefined;
      } else if (rule.targets.length === 0) {
        current = "without targets";
      } else if (rule.isVariable) {
        current = undefined;
        above = comments;
      } else {
        const { targets, prerequisites, comment, inline } = rule;
        const condition = conditions.at(-1);
        current = inline === undefined ? [] : [inline];
        const isPhony = targets[0] === ".PHONY";
        const about = { comment, above: isPhony ? [] : comments, group, condition };
        rules.push({ targets, prerequisites, line, ...about, recipe: current });
        if (isPhony) above = comments;
      }
    }
  }
  return { rules, notes };
}

interface ReadRule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly comment: string | undefined;
  /** Behind the semicolon. */
  readonly inline: string | undefined;
  /** Whether it only sets a variable for its targets. */
  readonly isVariable: boolean;
}

/** Or why it is none; empty where there is nothing to say. */
function readRule(raw: string): ReadRule | string {
  const end = findUnquoted(raw, ";#", true);
  const head = joined(end === -1 ? raw : raw.slice(0, end));
  const colon = findUnquoted(head, ":", true);
  if (colon === -1) {
    const shown = head.trim();
    if (!shown.includes("$")) return `make cannot read this line: ${shown}`;
    return /^\$[({](?:info|warning|error|shell)\s/.test(shown)
      ? ""
      : `What ${shown} comes to is not known, so targets that it makes are left out.`;
  }
  const isGrouped = head.charAt(colon - 1) === "&";
  const behind = head.slice(colon + 1).replace(/^:/, "");
  return {
    targets: makeWords(head.slice(0, isGrouped ? colon - 1 : colon)),
    prerequisites: makeWords(behind),
    comment: markedComment(raw),
    inline: raw.charAt(end) === ";" ? raw.slice(end + 1) : undefined,
    isVariable: makeAssignment(behind) !== undefined,
  };
}

/** Those who print a list of the targets look for it anywhere on the line. */
function markedComment(raw: string): string | undefined {
  const [first = ""] = raw.split("\n", 1);
  const mark = first.search(/\s##/);
  return mark === -1 ? undefined : first.slice(mark).trim();
}
