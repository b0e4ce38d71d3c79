/**
 * The file that `GITHUB_OUTPUT` names. Programs that a task calls may write to it, too. `printf x=1 >>` leaves a line
 * without its ending, and `echo x=1 >` removes all other lines.
 */
import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync, statSync } from "node:fs";

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
  const before = contentOf(file);
  const isLineOpen = before.length > 0 && before.at(-1) !== 0x0a;
  appendFileSync(file, isLineOpen ? `\n${block}` : block);
  return block;
}

/**
 * Writes outputs again if their text is no longer in the file.
 *
 * @throws Error where there is something else than a file.
 */
export function restoreOutputs(
  file: string,
  outputs: ReadonlyMap<string, { readonly value: string; readonly block: string }>,
): void {
  if (outputs.size === 0) return;
  const content = contentOf(file).toString("utf8");
  for (const [name, { value, block }] of outputs) {
    if (!content.includes(block.toWellFormed())) appendOutput(file, name, value);
  }
}

/** In bytes: the runner does not read a larger file either. */
const longest = 64 * 1024 * 1024;

/** A program may have replaced the file by a pipe or a device, which may never end. */
function contentOf(file: string): Buffer {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return Buffer.alloc(0);
  if (!stats.isFile()) throw new Error("$GITHUB_OUTPUT is not a file any more");
  if (stats.size > longest) {
    throw new Error(`$GITHUB_OUTPUT has ${stats.size} bytes, and at most ${longest} are read`);
  }
  return readFileSync(file);
}
