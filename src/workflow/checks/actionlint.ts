/**
 * Asks actionlint about the generated files, if the user has it: https://github.com/rhysd/actionlint
 * Its findings are warnings, so that the same files are written with and without it.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askProgram } from "../../host/processes/program-answer.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { WorkflowFinding } from "./validate.ts";

interface Report {
  readonly filepath: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
}

/** Characters of file names in one call. A command line of Windows has at most 32,767. */
const longestArguments = 20_000;

/**
 * The text of `actionlint -version`; undefined where it is not on the PATH.
 *
 * @throws UsageError where it does not work.
 */
export async function actionlintVersion(program: string): Promise<string | undefined> {
  return outputOf(program, ["-version"]);
}

/**
 * The findings about each text, in the order of the texts. The texts lie in a temporary folder, because in a repository
 * actionlint would apply the settings of that. Findings about labels of runners are left out: it knows neither
 * self-hosted nor new ones.
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
    const findings = new Map(names.map((name) => [name, [] as WorkflowFinding[]]));
    for (const some of batches(names)) {
      // Without the checks of commands in `setup`.
      const settings = ["-no-color", "-shellcheck=", "-pyflakes=", "-format", "{{json .}}"];
      const output = await outputOf(program, [...settings, ...some], folder);
      for (const { filepath, kind, message, line, column } of readReports(output ?? "", program)) {
        if (kind === "runner-label" || isOlderThanGitHub(kind, message)) continue;
        findings.get(filepath)?.push({ message, line, column });
      }
    }
    return [...findings.values()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function outputOf(
  program: string,
  args: readonly string[],
  cwd?: string,
): Promise<string | undefined> {
  const { startError, stdout, stderr, exitCode } = await askProgram(program, args, { cwd });
  if (startError === "ENOENT") return undefined;
  // Exit code 1: there are findings.
  if (exitCode !== 0 && exitCode !== 1) throw programError(program, stderr || (startError ?? ""));
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
 * Whether actionlint does not know a name. GitHub's own parser has accepted the file, so the name is newer than
 * actionlint. https://github.com/rhysd/actionlint/issues/693
 */
function isOlderThanGitHub(kind: string, message: string): boolean {
  const patterns: Readonly<Record<string, RegExp>> = {
    "syntax-check": /^unexpected key /,
    action: /^specifying action "\$\//,
    permissions: /^unknown permission scope /,
    events: /^(?:unknown Webhook event|invalid activity type) /,
  };
  return patterns[kind]?.test(message) === true;
}

function readReports(text: string, program: string): readonly Report[] {
  try {
    return JSON.parse(text === "" ? "[]" : text) as readonly Report[];
  } catch {
    throw programError(program, "it said something else than JSON");
  }
}

function programError(program: string, why: string): UsageError {
  return new UsageError(`${program} is on the PATH and does not work: ${why.trim()}`, [
    `${program} -version`,
  ]);
}
