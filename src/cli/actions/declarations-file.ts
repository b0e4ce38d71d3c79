/** `recompose-actions.d.ts`: the actions that a project has added, as TypeScript reads them. */
import { UsageError } from "../../problems/usage-error.ts";
import { importedTypes } from "./action-declaration.ts";

/** Texts of the members of `KnownActions`, with the comments above them, by their keys. */
export type DeclaredActions = ReadonlyMap<string, string>;

const header = `/**
 * The inputs and outputs of actions, for uses(). \`recompose actions add\` writes them; to remove one, delete it here.
 */`;

/** Sorted, so that two people who each add an action change different lines. */
export function printDeclarations(actions: DeclaredActions): string {
  const keys = [...actions.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  const members = keys.map((key) => actions.get(key)).join("\n");
  const imported = importedTypes(members);
  // Without an import or export the file would declare a module anew, in place of adding to it.
  const first =
    imported.length === 0
      ? "export {};"
      : `import type { ${imported.join(", ")} } from "recompose-ci";`;
  return `${header}
${first}

declare module "recompose-ci" {
  interface KnownActions {
${members.replaceAll(/^(?=.)/gm, "    ")}
  }
}
`;
}

/**
 * @param file For errors.
 * @throws UsageError for a file that has something else than `printDeclarations` writes, in whatever layout.
 */
export function readDeclarations(text: string, file: string): DeclaredActions {
  const lines = text.replaceAll("\r\n", "\n");
  const start = /\binterface\s+KnownActions\s*\{/.exec(lines);
  if (start === null) throw unreadable(file, "it has no `interface KnownActions`");
  const actions = new Map<string, string>();
  let memberStart = start.index + start[0].length;
  let key: string | undefined;
  let depth = 0;
  for (const { text: token, index } of tokensOf(lines, memberStart)) {
    const isText = /^["']/.test(token);
    if (depth === 0 && key === undefined && isText) key = textOf(token);
    else if (/^[{[(]$/.test(token)) depth += 1;
    else if (/^[\])}]$/.test(token)) depth -= 1;
    if (depth < 0) {
      if (key !== undefined) throw unreadable(file, `${JSON.stringify(key)} does not end with ";"`);
      return actions;
    }
    if (depth > 0 || token !== ";") continue;
    if (key === undefined) throw unreadable(file, "a member has no name in quotes");
    actions.set(key, outdented(lines.slice(memberStart, index + 1)));
    memberStart = index + 1;
    key = undefined;
  }
  throw unreadable(file, "a bracket is not closed");
}

/** Comments, texts, and whatever else is one character. A text or comment may have any brackets in it. */
function* tokensOf(text: string, from: number): Generator<{ text: string; index: number }> {
  const pattern = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\S/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [token] = match;
    if (!/^\/[/*]/.test(token)) yield { text: token, index: match.index };
  }
}

/** Formatters may have put the name into the other quotes. */
function textOf(token: string): string {
  return token.slice(1, -1).replaceAll(/\\(.)/g, "$1");
}

/** Without the indentation that all lines but the first share with the last one. */
function outdented(member: string): string {
  const lines = member.replace(/^\s*\n/, "").split("\n");
  const indentation = /^\s*/.exec(lines.at(-1) ?? "")?.[0] ?? "";
  return lines
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trim()))
    .join("\n")
    .trim();
}

function unreadable(file: string, reason: string): UsageError {
  return new UsageError(
    `${file} cannot be added to: ${reason}. Nothing was written. Move the file away, and add its actions again.`,
  );
}
