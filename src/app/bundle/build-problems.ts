/** Words esbuild's errors as this program's: file, line, column, and the line's text. */
import { relative, resolve } from "node:path";
import { UsageError } from "../../problems/usage-error.ts";
import { counted, didYouMean } from "../../problems/wording.ts";

interface Context {
  /** The folder esbuild ran in. */
  readonly folder: string;
  readonly cwd: string;
  readonly exportNames: readonly string[];
}

// esbuild writes `✘ [ERROR] text`, then, indented, `file:line:column:` and `line │ text of the line`.
const heading = /^[^\w\s]+ \[ERROR\] (.*)$/;
const place = /^ {4}(\S.*?):(\d+):(\d+):$/;
const sourceLine = /^\s*\d+ \u2502 (.*)$/;

export function explainBuildErrors(text: string, context: Context): UsageError {
  const problems: string[] = [];
  let current: { message: string; where?: string; line?: string } | undefined;
  const finish = (): void => {
    if (current === undefined) return;
    const { message, where, line } = current;
    const first = where === undefined ? message : `${where}: ${message}`;
    problems.push(line === undefined ? first : `${first}\n    ${line.trim()}`);
  };
  for (const line of text.split(/\r?\n/)) {
    const message = heading.exec(line)?.[1];
    if (message !== undefined) {
      finish();
      current = { message: reword(message, context.exportNames) };
    } else if (current !== undefined && current.where === undefined) {
      const match = place.exec(line);
      if (match === null) continue;
      const [, file = "", row = "", column = "0"] = match;
      const path = relative(context.cwd, resolve(context.folder, file));
      current.where = `${path}:${row}:${Number(column) + 1}`;
    } else if (current !== undefined && current.line === undefined) {
      const sourceText = sourceLine.exec(line)?.[1];
      if (sourceText !== undefined) current.line = sourceText;
    }
  }
  finish();
  if (problems.length === 0) return new UsageError(`the app could not be bundled:\n${text.trim()}`);
  if (problems.length === 1) return new UsageError(problems.join(""));
  return new UsageError(
    `${counted(problems.length, "problem")} in the app:\n${problems.join("\n")}`,
  );
}

/** Names the package where esbuild names its stand-in, which the user does not know. */
function reword(message: string, exportNames: readonly string[]): string {
  const match = /^No matching export in ".*recompose-ci\.mjs" for import "(.*)"$/.exec(
    message,
  )?.[1];
  if (match === undefined) return message;
  const name = match === "default" ? "no default export" : `no export ${JSON.stringify(match)}`;
  return `"recompose-ci" has ${name}.${didYouMean(match, exportNames)}`;
}
