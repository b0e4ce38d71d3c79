/**
 * A second opinion on a generated file, where the user has actionlint: https://github.com/rhysd/actionlint
 * What a tool says that may be missing is no reason to write a file or not: it warns.
 */
import { execa } from "execa";
import { UsageError } from "../problems/usage-error.ts";
import type { WorkflowFinding } from "./validate.ts";

interface Reported {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
}

/**
 * What actionlint says about `content`; undefined where it is not on the PATH.
 * Labels of runners are not its business here: it knows neither self-hosted ones nor those newer than itself.
 */
export async function actionlintFindings(
  file: string,
  content: string,
  program = "actionlint",
): Promise<readonly WorkflowFinding[] | undefined> {
  // What a command in `setup` does is for its author's own checks.
  const quiet = ["-shellcheck=", "-pyflakes="];
  const { code, stdout, stderr, exitCode } = await execa(
    program,
    ["-no-color", ...quiet, "-format", "{{json .}}", "-stdin-filename", file, "-"],
    { reject: false, input: content },
  );
  if (code === "ENOENT") return undefined;
  if (exitCode !== 0 && exitCode !== 1) throw failed(program, stderr || (code ?? ""));
  return reportedIn(stdout, program)
    .filter(({ kind, message }) => kind !== "runner-label" && !isOlderThanGitHub(kind, message))
    .map(({ message, line, column }) => ({ line, column, message }));
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
