/** The package.json of an app. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { requireFile } from "./planned-file.ts";

export interface PackageFile {
  readonly text: string;
  readonly content: PackageJson;
}

interface PackageJson {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly engines?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** @throws UsageError where it cannot be read, before anything is written. */
export function readPackageFile(folder: string): PackageFile | undefined {
  const path = join(folder, "package.json");
  requireFile(path);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isMapping(content)) return { text, content };
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${messageOf(error)}. Nothing was written.`);
  }
  throw new UsageError(`${path} does not hold a JSON object. Nothing was written.`);
}

/** Whether the package depends on another, in whatever way. */
export function dependsOn(packageFile: PackageFile | undefined, name: string): boolean {
  const { dependencies, devDependencies, peerDependencies } = packageFile?.content ?? {};
  return name in { ...dependencies, ...devDependencies, ...peerDependencies };
}

export function newPackageText(
  name: string,
  devDependencies: Readonly<Record<string, string>>,
): string {
  const content = { name, private: true, type: "module", devDependencies };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** The text with more development dependencies, among the others in order; all else stays, line ends and indentation too. */
export function withDevDependencies(
  { text, content }: PackageFile,
  added: Readonly<Record<string, string>>,
): string {
  const entries = Object.entries({ ...content.devDependencies, ...added });
  const devDependencies = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  const indentation = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const lines = JSON.stringify({ ...content, devDependencies }, undefined, indentation);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const ending = text.endsWith("\n") ? "\n" : "";
  return `${lines}${ending}`.replaceAll("\n", lineEnd);
}
