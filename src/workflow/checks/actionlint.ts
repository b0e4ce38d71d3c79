/**
 * A second opinion on a generated file, where the user has actionlint: https://github.com/rhysd/actionlint
 * What a tool says that may be missing is no reason to write a file or not: it warns.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { UsageError } from "../../problems/usage-error.ts";
import type { WorkflowFinding } from "./validate.ts";

interface Reported {
  readonly filepath: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
}

/** From this length on, the names of files are an argument too many for some systems: on Windows 32,767 characters. */
const longestArguments = 20_000;

/**
 * What tells this actionlint from any other; undefined where it is not on the PATH.
 *
 * @throws UsageError where it does not work.
 */
export async function actionlintVersion(program: string): Promise<string | undefined> {
  return outputOf(program, ["-version"]);
}

/**
 * What actionlint says about each of the texts, in their order. It is started once for all of them. They lie in a folder
 * of their own: it takes a file that lies in a repository for a part of that, with its settings.
 * Labels of runners are not its business here: it knows neither self-hosted ones nor those newer than itself.
 *
 * @throws UsageError where it does not work.
 */
export async function actionlintFindings(
  texts: readonly string[],
  program: string,
): Promise<readonly (readonly WorkflowFinding[])[]> {
  const folder = mkdtempSync(join(tmpdir(), "recompose-actionlint-"));
  try {
    const names = texts.map((_, index) => `${index}.yml`);
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}.yml`), text);
    const found = new Map(names.map((name) => [name, [] as WorkflowFinding[]]));
    for (const some of batches(names)) {
      // What a command in `setup` does is for its author's own checks.
      const settings = ["-no-color", "-shellcheck=", "-pyflakes=", "-format", "{{json .}}"];
      const output = await outputOf(program, [...settings, ...some], folder);
      for (const { filepath, kind, message, line, column } of reportedIn(output ?? "", program)) {
        if (kind === "runner-label" || isOlderThanGitHub(kind, message)) continue;
        found.get(filepath)?.push({ message, line, column });
      }
    }
    return [...found.values()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function outputOf(
  program: string,
  args: readonly string[],
  cwd?: string,
): Promise<string | undefined> {
  const { code, stdout, stderr, exitCode } = await execa(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    reject: false,
    stdin: "ignore",
    maxBuffer: 1_000_000_000,
  });
  if (code === "ENOENT") return undefined;
  // 1: there are findings.
  if (exitCode !== 0 && exitCode !== 1) throw failed(program, stderr || (code ?? ""));
  return stdout;
}

function batches(names: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const name of names) {
    if (room < name.length + 1) {
      all.push([]);
      room = longestArguments;
    }
    all.at(-1)?.push(name);
    room -= name.length + 1;
  }
  return all;
}

/**
 * Names that actionlint does not know. GitHub's own parser has read the file before, with GitHub's schema: what that
 * accepts is newer than actionlint, and no mistake. https://github.com/rhysd/actionlint/issues/693
 */
function isOlderThanGitHub(kind: string, message: string): boolean {
  const unknown: Readonly<Record<string, RegExp>> = {
    "syntax-check": /^unexpected key /,
    action: /^specifying action "\$\//,
    permissions: /^unknown permission scope /,
    events: /^(?:unknown Webhook event|invalid activity type) /,
  };
  return unknown[kind]?.test(message) === true;
}

function reportedIn(text: string, program: string): readonly Reported[] {
  try {
    return JSON.parse(text === "" ? "[]" : text) as readonly Reported[];
  } catch {
    throw failed(program, "it said something else than JSON");
  }
}

function failed(program: string, why: string): UsageError {
  return new UsageError(`${program} is on the PATH and does not work: ${why.trim()}`, [
    `${program} -version`,
  ]);
}
