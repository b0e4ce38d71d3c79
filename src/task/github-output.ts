import { appendFileSync } from "node:fs";
import { randomUUID } from "node:crypto";

/**
 * Appends an output to the file that `GITHUB_OUTPUT` names, in the form that keeps any value:
 * `name<<DELIMITER`, the value, `DELIMITER`, with a delimiter that cannot be guessed.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function appendOutput(file: string, name: string, value: string): void {
  const delimiter = `recompose_${randomUUID()}`;
  appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}
