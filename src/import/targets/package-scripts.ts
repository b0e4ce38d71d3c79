/** The scripts of a package.json: https://docs.npmjs.com/cli/v11/using-npm/scripts */
import { isMapping } from "../../problems/options.ts";
import { isCommentName } from "../../project/node/script-names.ts";
import type { FoundTarget, FoundTargets, TargetNote, TargetOptions } from "./target.ts";

/** Scripts that a package manager runs by itself when it installs, packs or publishes. */
const lifeCycle: ReadonlySet<string> = new Set([
  ..."preinstall install postinstall prepublish preprepare prepare postprepare".split(" "),
  ..."prepublishOnly prepack postpack publish postpublish preversion version".split(" "),
  ..."postversion dependencies prerestart postrestart pnpm:devPreinstall".split(" "),
]);

export function readPackageScripts(text: string, options: TargetOptions): FoundTargets {
  const scripts = scriptsOf(text);
  if (typeof scripts === "string") return { targets: [], notes: [{ text: scripts }] };
  const { runScript = ["npm", "run"] } = options;
  const lines = linesOfEntries(text, "scripts");
  const targets: FoundTarget[] = [];
  const notes: TargetNote[] = [];
  for (const [name, command] of Object.entries(scripts)) {
    const line = lines.get(name) ?? 1;
    const reason = reasonAgainst(name, command, scripts);
    if (reason === undefined) targets.push({ name, command: [...runScript, name], line });
    else notes.push({ line, text: `The script ${JSON.stringify(name)} is left out: ${reason}.` });
  }
  // JavaScript lists numbers first.
  targets.sort((a, b) => a.line - b.line);
  return { targets, notes };
}

/** Or why there are none. */
function scriptsOf(text: string): Readonly<Record<string, unknown>> | string {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return `This is not JSON: ${String(error instanceof Error ? error.message : error)}`;
  }
  const scripts = isMapping(manifest) ? manifest["scripts"] : undefined;
  return isMapping(scripts) ? scripts : "There are no `scripts`.";
}

function reasonAgainst(
  name: string,
  command: unknown,
  scripts: Readonly<Record<string, unknown>>,
): string | undefined {
  if (isCommentName(name)) return "a name that begins so is a comment";
  if (typeof command !== "string" || command.trim() === "") return "it has no command";
  if (lifeCycle.has(name)) return "package managers run it by themselves";
  const [, hook, of] = /^(pre|post)(.+)$/.exec(name) ?? [];
  if (of !== undefined && Object.hasOwn(scripts, of)) {
    return `it runs ${hook === "pre" ? "before" : "after"} the script ${JSON.stringify(of)}`;
  }
  if (name === "" || name.startsWith("-")) return "a command line would read its name otherwise";
  // https://github.com/npm/init-package-json/blob/main/lib/default-input.js
  if (command.includes("no test specified")) return "`npm init` wrote it, and it only fails";
  return undefined;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:\n]/g;

/** The line of each name of the object `entry` of the outermost one. The text is valid JSON. */
function linesOfEntries(text: string, entry: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let depth = 0;
  let inEntry = false;
  let last: string | undefined;
  for (const [found] of text.matchAll(token)) {
    if (found === "\n") line += 1;
    else if (found === ":") {
      const name = last === undefined ? undefined : String(JSON.parse(last));
      if (depth === 1) inEntry = name === entry;
      else if (depth === 2 && inEntry && name !== undefined) lines.set(name, line);
    } else if (found === "{" || found === "[") depth += 1;
    else if (found === "}" || found === "]") depth -= 1;
    else last = found;
  }
  return lines;
}
