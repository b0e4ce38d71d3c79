/**
 * A task's secrets: from the environment, as on GitHub, or from a file that each developer has. A task gets only the
 * secrets that it declares.
 */
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import { ownValue } from "../problems/own-value.ts";

export type Secrets = ReadonlyMap<string, string>;

const declaredNames = new Set<string>();

/** Remembers the names of a task's secrets, also for a task that is not a command of the app. */
export function declareSecrets(names: readonly string[]): void {
  for (const name of names) declaredNames.add(name);
}

/** The names of the secrets of all tasks that exist. */
export function declaredSecrets(): readonly string[] {
  return [...declaredNames];
}

type ProcessVariables = Readonly<Record<string, string | undefined>>;

/** `RECOMPOSE_SECRETS_FILE`, or `~/.recompose/secrets.toml`. */
function secretsFile(env: ProcessVariables): string {
  return env["RECOMPOSE_SECRETS_FILE"] || join(env["HOME"] || homedir(), ".recompose/secrets.toml");
}

/**
 * The declared secrets that exist. A missing secret is an error only for code that reads it.
 * An empty variable counts as missing: GitHub sets one for a secret that a repository does not have.
 *
 * @returns `warning` where other users can read the file.
 * @throws UsageError where the file is not TOML or a value is not a string; its message does not show the content.
 */
export async function findSecrets(
  names: readonly string[],
  env: ProcessVariables,
): Promise<{ readonly values: Secrets; readonly warning?: string | undefined }> {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = ownValue(env, name);
    if (value) values.set(name, value);
  }
  const missingNames = names.filter((name) => !values.has(name));
  const file = secretsFile(env);
  const content = missingNames.length === 0 ? undefined : readIfPresent(file);
  if (content === undefined) return { values };
  const table = await parseToml(file, content);
  const fromFile = missingNames.filter((name) => Object.hasOwn(table, name));
  for (const name of fromFile) {
    const value = table[name];
    if (typeof value !== "string") {
      throw new UsageError(`${file}: the secret ${JSON.stringify(name)} is not a string.`, [
        `${name} = "…"`,
      ]);
    }
    if (value !== "") values.set(name, value);
  }
  const isOpen = fromFile.length > 0 && isOpenToOthers(file);
  const warning = isOpen ? `other users can read ${file}: type chmod 600 ${file}` : undefined;
  return { values, warning };
}

/** The names of all secrets in the file; none where it is missing or wrong, which a task that needs one tells. */
export async function namesInSecretsFile(env: ProcessVariables): Promise<readonly string[]> {
  try {
    const file = secretsFile(env);
    return Object.keys(await parseToml(file, readIfPresent(file) ?? ""));
  } catch {
    return [];
  }
}

/** The state of the file of secrets, without their values. */
export async function inspectSecretsFile(
  env: ProcessVariables,
): Promise<{ readonly file: string; readonly state: "missing" | "open" | "private" }> {
  const file = secretsFile(env);
  const content = readIfPresent(file);
  if (content === undefined) return { file, state: "missing" };
  await parseToml(file, content);
  return { file, state: isOpenToOthers(file) ? "open" : "private" };
}

function isOpenToOthers(file: string): boolean {
  return (statSync(file).mode & 0o077) !== 0;
}

/** The error for code that reads a missing secret. */
export function missingSecret(task: string, name: string, env: ProcessVariables): UsageError {
  const file = secretsFile(env);
  return new UsageError(
    `task ${JSON.stringify(task)} needs the secret ${JSON.stringify(name)}, which is neither in the environment nor in ${file}.`,
    [`export ${name}=…`, `${name} = "…" in ${file}`],
  );
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new UsageError(`${file} cannot be read (${String(code)}).`);
  }
}

async function parseToml(file: string, content: string): Promise<Record<string, unknown>> {
  const { parse, TomlError } = await import("smol-toml");
  try {
    return parse(content);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The rest of its message quotes the file.
    const [what = ""] = error.message.replace("Invalid TOML document: ", "").split("\n", 1);
    throw new UsageError(`${file}:${error.line}:${error.column} is not valid TOML: ${what}.`);
  }
}
