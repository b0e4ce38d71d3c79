/**
 * The file that `GITHUB_OUTPUT` names. The programs that a task calls write to it, too, so nothing is sure about it:
 * `printf x=1 >>` leaves a line without its end, `echo x=1 >` takes away what was there.
 */
import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";

/**
 * Appends an output in the form that keeps any value: `name<<DELIMITER`, the value, `DELIMITER`, with a delimiter that
 * cannot be guessed. An empty line before it is ignored.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 *
 * @returns what was written.
 */
export function appendOutput(file: string, name: string, value: string): string {
  const delimiter = `recompose_${randomUUID()}`;
  const block = `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  const before = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const isLineOpen = before.length > 0 && before.at(-1) !== 0x0a;
  appendFileSync(file, isLineOpen ? `\n${block}` : block);
  return block;
}

/** Writes the outputs again whose text is gone from the file. */
export function restoreOutputs(
  file: string,
  written: ReadonlyMap<string, { readonly value: string; readonly block: string }>,
): void {
  const content = existsSync(file) ? readFileSync(file, "utf8") : "";
  for (const [name, { value, block }] of written) {
    if (!content.includes(block.toWellFormed())) appendOutput(file, name, value);
  }
}
