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
const heading = /^[^\w\s]+ \[ERROR\] /m;
const place = /^ {4}(\S.*?):(\d+):(\d+):$/m;
const sourceLine = /^\s*\d+ \u2502 (.*)$/m;

export function explainBuildErrors(text: string, context: Context): UsageError {
  const [, ...errors] = text.replaceAll("\r\n", "\n").split(heading);
  const problems = errors.map((error) => {
    const [firstLine = ""] = error.split("\n", 1);
    const message = reword(firstLine, context.exportNames);
    const [, file, row, column] = place.exec(error) ?? [];
    if (file === undefined) return message;
    const path = relative(context.cwd, resolve(context.folder, file));
    const problem = `${path}:${row}:${Number(column) + 1}: ${message}`;
    const [, line] = sourceLine.exec(error) ?? [];
    return line === undefined ? problem : `${problem}\n    ${line.trim()}`;
  });
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
