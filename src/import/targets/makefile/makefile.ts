/** The targets of a makefile that are commands: https://www.gnu.org/software/make/manual/html_node/Phony-Targets.html */
import { quotedList } from "../../../problems/wording.ts";
import type { FoundTarget, FoundTargets, TargetNote } from "../target.ts";
import { makeDescription } from "./make-description.ts";
import { type MakeRule, readMakeRules } from "./make-rules.ts";

interface MakeTarget {
  readonly name: string;
  /** All that have it, the first one first. */
  readonly rules: readonly MakeRule[];
}

/**
 * Commands are what .PHONY has, what has a description behind it, and other targets whose name is a word: many makefiles
 * forget some of them in .PHONY. Not those whose recipe writes a file of their name.
 */
export function readMakefile(text: string): FoundTargets {
  const { rules, notes: found } = readMakeRules(text);
  const notes: TargetNote[] = [...found];
  const phony = new Set(
    rules.filter(({ targets }) => targets[0] === ".PHONY").flatMap((rule) => rule.prerequisites),
  );
  const folders = new Set(rules.flatMap(({ prerequisites }) => orderOnly(prerequisites)));
  const targets: FoundTarget[] = [];
  const files: string[] = [];
  for (const target of targetsOf(rules)) {
    const { name, rules: own } = target;
    const line = own[0]?.line ?? 1;
    const isNamed = phony.has(name) || own.some(({ comment }) => comment !== undefined);
    if (!isNamed && (!isWord(name) || folders.has(name) || writesItself(target))) {
      files.push(name);
      continue;
    }
    const reason = reasonAgainst(target);
    if (reason !== undefined) {
      notes.push({ line, text: `The target ${JSON.stringify(name)} is left out: ${reason}.` });
      continue;
    }
    targets.push(foundTarget(target, line));
    const condition = own.every((rule) => rule.condition !== undefined) && own[0]?.condition;
    if (condition !== undefined && condition !== false) {
      const quoted = JSON.stringify(name);
      const text = `The target ${quoted} is there only as the condition of line ${condition} says.`;
      notes.push({ line, text });
    }
  }
  if (files.length > 0) notes.push(fileNote(files));
  return { targets, notes };
}

function foundTarget({ name, rules }: MakeTarget, line: number): FoundTarget {
  const descriptions = rules.map(makeDescription);
  const group = rules.find((rule) => rule.group !== undefined)?.group;
  return {
    name,
    description: descriptions.find((description) => description !== undefined),
    group,
    command: ["make", name],
    line,
  };
}

/** Without special targets, such as .SILENT, suffix rules and pattern rules. */
function targetsOf(rules: readonly MakeRule[]): readonly MakeTarget[] {
  const targets = new Map<string, MakeRule[]>();
  for (const rule of rules) {
    if (rule.targets.some((name) => name.includes("%"))) continue;
    for (const written of rule.targets) {
      const name = written.replaceAll(/\\([:#])/g, "$1");
      if (/^\.(?:[A-Z_]+|[^/]*\.[^/]*)$/.test(name)) continue;
      const own = targets.get(name) ?? [];
      targets.set(name, own);
      if (own.at(-1) !== rule) own.push(rule);
    }
  }
  return [...targets].map(([name, own]) => ({ name, rules: own }));
}

/** Not a path, and not the name of a file with an extension. A variable may come to one. */
function isWord(name: string): boolean {
  return /^\w[\w:-]*$/.test(name) || (name.includes("$") && !/[/.]/.test(name));
}

/** Behind `|` stand mostly folders that have to be there: a newer one is no reason to make the target again. */
function orderOnly(prerequisites: readonly string[]): readonly string[] {
  const at = prerequisites.indexOf("|");
  return at === -1 ? [] : prerequisites.slice(at + 1);
}

const written =
  /(?:(?:^|\s)(?:-o|touch|mkdir|venv|virtualenv|tee)\s+(?:-\S+\s+){0,3}|>\s*)(\$@|\$[({]@[)}]|\w[\w-]*)(?=[\s;/)]|$)/g;

/** Whether its recipe writes a file or a folder of its name: `touch $@`, `python -m venv venv`. */
function writesItself({ name, rules }: MakeTarget): boolean {
  return rules.some(({ recipe }) =>
    recipe.some((line) =>
      [...line.matchAll(written)].some(([, file = ""]) => file === name || file.startsWith("$")),
    ),
  );
}

function reasonAgainst({ name, rules }: MakeTarget): string | undefined {
  if (name.includes("$")) return "what its variables come to is not known";
  if (/[*?[\]~\\]/.test(name)) return "make would look for files of that pattern";
  if (name.startsWith("-") || name.includes("=")) return "make would read its name otherwise";
  if (rules.every(({ recipe, prerequisites }) => recipe.length + prerequisites.length === 0)) {
    return "it does nothing";
  }
  return undefined;
}

const mostNames = 10;

function fileNote(files: readonly string[]): TargetNote {
  const others = files.length > mostNames ? ` and ${files.length - mostNames} others` : "";
  const named = quotedList(files.slice(0, mostNames));
  return { text: `Targets that make files are left out: ${named}${others}.` };
}
