/**
 * `hashFiles()`: the SHA-256 of the SHA-256 of each file, in the order in which GitHub finds them.
 * https://github.com/actions/runner/blob/main/src/Misc/expressionFunc/hashFiles/src/hashFiles.ts, with the patterns of
 * https://github.com/actions/toolkit/tree/main/packages/glob
 */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { sep } from "node:path";
import { stringOf } from "../../expression/values/coercion.ts";
import { ExpressionError } from "../../expression/language/expression-error.ts";
import type { Value } from "../../expression/values/value.ts";
import { messageOf } from "../../problems/wording.ts";
import { filesOf } from "../glob/file-search.ts";
import { PathPatternError, readPathPatterns } from "../glob/path-pattern.ts";

/**
 * Empty where no file matches.
 *
 * @throws ExpressionError for an option that GitHub does not have, and where a file cannot be read.
 */
export function hashFiles(workspace: string, parameters: readonly Value[]): string {
  const [first = "", ...others] = parameters.map(stringOf);
  const isOption = first.startsWith("--");
  if (isOption && first.toLowerCase() !== "--follow-symbolic-links") {
    throw hashError(`Invalid glob option ${first}, available option: '--follow-symbolic-links'.`);
  }
  const lines = (isOption ? others : [first, ...others]).flatMap((text) => text.split(/\r?\n/));
  try {
    const patterns = readPathPatterns(lines, workspace);
    const hash = createHash("sha256");
    let isEmpty = true;
    for (const file of filesOf(patterns, { follows: isOption })) {
      if (!file.startsWith(workspace + sep) || statSync(file).isDirectory()) continue;
      hash.update(createHash("sha256").update(readFileSync(file)).digest());
      isEmpty = false;
    }
    return isEmpty ? "" : hash.digest("hex");
  } catch (error) {
    if (error instanceof PathPatternError) throw hashError(error.message);
    throw hashError(`hashFiles('${lines.join(", ")}') failed: ${messageOf(error)}`);
  }
}

function hashError(message: string): ExpressionError {
  return new ExpressionError("evaluation", message);
}
