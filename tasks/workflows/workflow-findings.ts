/** What actionlint and zizmor say about workflows, as data. */
import { readFileSync } from "node:fs";
import { run } from "recompose-ci";

export interface Finding {
  /** The file, or the test that compiled the workflow. */
  readonly workflow: string;
  /** As the tool calls it: `syntax-check`, `unpinned-uses`. */
  readonly rule: string;
  readonly message: string;
}

export async function actionlintFindings(
  program: string,
  files: readonly string[],
): Promise<readonly Finding[]> {
  const settings = ["-no-color", "-shellcheck=", "-pyflakes=", "-format", "{{json .}}"];
  // 1: there are findings.
  const text = await outputOf(program, [...settings, ...files], [0, 1]);
  const found = JSON.parse(text) as readonly {
    readonly filepath: string;
    readonly line: number;
    readonly kind: string;
    readonly message: string;
  }[];
  return found.map(({ filepath, line, kind, message }) => ({
    workflow: nameOf(filepath),
    rule: `actionlint ${kind}`,
    message: `${message} (line ${line})`,
  }));
}

export async function zizmorFindings(
  program: string,
  files: readonly string[],
): Promise<readonly Finding[]> {
  const settings = ["--persona=pedantic", "--offline", "--no-progress", "--no-config", "--quiet"];
  // 11 to 14: there are findings, by severity.
  const allowed = [0, 11, 12, 13, 14];
  const text = await outputOf(program, [...settings, "--format=json", ...files], allowed);
  const found = JSON.parse(text) as readonly {
    readonly ident: string;
    readonly desc: string;
    readonly locations: readonly [ZizmorLocation, ...ZizmorLocation[]];
  }[];
  return found.map(({ ident, desc, locations: [{ symbolic, concrete }] }) => ({
    workflow: nameOf(symbolic.key.Local.verbatim_path),
    rule: `zizmor ${ident}`,
    message: `${desc} (line ${concrete.location.start_point.row + 1})`,
  }));
}

interface ZizmorLocation {
  readonly symbolic: { readonly key: { readonly Local: { readonly verbatim_path: string } } };
  readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
}

async function outputOf(
  program: string,
  args: readonly string[],
  allowed: readonly number[],
): Promise<string> {
  const { stdout, stderr, exitCode } = await run(program, ...args, { capture: true, check: false });
  if (allowed.includes(exitCode)) return stdout;
  throw new Error(`${program} ended with ${exitCode}: ${stderr}`);
}

/** A workflow that a test compiled has the test's name where others have their source. */
function nameOf(file: string): string {
  const source = /^# Source: (.+)$/m.exec(readFileSync(file, "utf8"))?.[1];
  return source === undefined || source.endsWith("recompose.ts") ? file : source;
}
