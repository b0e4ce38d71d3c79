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

export function readMakefile(text: string): FoundTargets {
  const { rules, notes: found } = readMakeRules(text);
  const notes: TargetNote[] = [...found];
  const phony = new Set(
    rules.filter(({ targets }) => targets[0] === ".PHONY").flatMap((rule) => rule.prerequisites),
  );
  const hasAllPhony = phony.size > 0 && [...phony].every((name) => !name.includes("$"));
  const targets: FoundTarget[] = [];
  const files: string[] = [];
  for (const { name, rules: own } of targetsOf(rules)) {
    const [first] = own;
    if (first === undefined) continue;
    const { line } = first;
    const isNamed = phony.has(name) || own.some(({ comment }) => comment !== undefined);
    const reason = isNamed || isWord(name) ? reasonAgainst(name, own) : undefined;
    if (reason !== undefined) {
      notes.push({ line, text: `The target ${JSON.stringify(name)} is left out: ${reason}.` });
    } else if (isNamed || (isWord(name) && !hasAllPhony)) {
      targets.push(foundTarget({ name, rules: own }, line));
      const condition = own.every((rule) => rule.condition !== undefined) && first.condition;
      if (condition !== undefined && condition !== false) {
        const text = `The target ${JSON.stringify(name)} is there only as the condition of line ${condition} says.`;
        notes.push({ line, text });
      }
    } else files.push(name);
  }
  notes.push(...fileNotes(files, hasAllPhony));
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
  return /^\w[\w:-]*$/.test(name) || name.includes("$");
}

function reasonAgainst(name: string, rules: readonly MakeRule[]): string | undefined {
  if (name.includes("$")) return "what its variables come to is not known";
  if (/[*?[\]~\\]/.test(name)) return "make would look for files of that pattern";
  if (name.startsWith("-") || name.includes("=")) return "make would read its name otherwise";
  if (rules.every((rule) => !rule.hasRecipe && rule.prerequisites.length === 0)) {
    return "it does nothing";
  }
  return undefined;
}

const mostNames = 10;

function fileNotes(files: readonly string[], hasAllPhony: boolean): readonly TargetNote[] {
  if (files.length === 0) return [];
  const named = quotedList(files.slice(0, mostNames));
  const others = files.length > mostNames ? ` and ${files.length - mostNames} others` : "";
  const reason = hasAllPhony ? ".PHONY does not have them" : "their names are those of files";
  return [{ text: `Targets that make files are left out (${reason}): ${named}${others}.` }];
}
