/** A module of TypeScript that says what a plan says. */
import { layOut } from "./layout.ts";
import type { PlanStatement } from "./plan.ts";
import { statementLines, width } from "./print-plan.ts";
import { quoted } from "./text-literal.ts";
import { usedNames } from "./used-names.ts";

export interface ModuleOptions {
  /** The modules of names that are neither declared here nor of recompose: `{ ci: "./automations/ci.ts" }`. */
  readonly imports?: Readonly<Record<string, string>>;
  /** At the beginning, without `//`. */
  readonly comment?: string | undefined;
}

/** All names that are not declared, and that `imports` does not have, come from `recompose-ci`. */
export function printModule(
  statements: readonly PlanStatement[],
  { imports = {}, comment }: ModuleOptions = {},
): string {
  const declared = new Set(statements.flatMap(({ constant }) => constant ?? []));
  const modules = new Map<string, string[]>();
  for (const name of [...usedNames(statements)].filter((each) => !declared.has(each)).sort(order)) {
    const module = Object.hasOwn(imports, name) ? (imports[name] ?? "") : "recompose-ci";
    modules.set(module, [...(modules.get(module) ?? []), name]);
  }
  const head = comment?.split("\n").map((line) => `${`// ${line}`.trimEnd()}\n`) ?? [];
  const imported = [...modules].map(([module, names]) => importLine(module, names));
  return [...head, ...imported, "\n", layOut(statementLines(statements), width), "\n"].join("");
}

function importLine(module: string, names: readonly string[]): string {
  const line = `import { ${names.join(", ")} } from ${quoted(module)};\n`;
  if (line.length <= width + 1) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${quoted(module)};\n`;
}

/** As people sort imports: whatever the case, and the same on every machine. */
function order(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : one < other ? -1 : 1;
}
