/** Whether TypeScript reads the declarations of actions where the app is checked. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { foldersUpwards } from "../../host/files/repository-top.ts";
import { askProgram } from "../../host/processes/program-answer.ts";
import { isMapping } from "../../problems/options.ts";

/** In milliseconds. The compiler only reads its configuration. */
const longestWait = 20_000;

/** The second one is what `init` writes where the first one is not for the app. */
const configurationNames = ["tsconfig.json", "tsconfig.recompose.json"];

/**
 * Why it does not, as a sentence; undefined where it does, and where nobody can tell.
 *
 * @param file The declarations, beside the app.
 */
export async function outOfScope(file: string, nodePath: string): Promise<string | undefined> {
  const folders = foldersUpwards(dirname(file));
  const [configuration, ...others] =
    folders
      .map((folder) => configurationNames.map((name) => join(folder, name)).filter(existsSync))
      .find((paths) => paths.length > 0) ?? [];
  if (configuration === undefined) {
    return "There is no tsconfig.json here or above, so an editor does not read the file.";
  }
  const compiler = folders
    .map((folder) => join(folder, "node_modules/typescript/bin/tsc"))
    .find(existsSync);
  if (compiler === undefined) return undefined;
  for (const each of [configuration, ...others]) {
    if ((await takesIn(file, each, [nodePath, compiler])) !== false) return undefined;
  }
  const name = relative(dirname(file), configuration).split(sep).join("/");
  return `${name} leaves the file out, so TypeScript does not read it.`;
}

/** Undefined where nobody can tell. */
async function takesIn(
  file: string,
  configuration: string,
  [nodePath, compiler]: readonly [string, string],
): Promise<boolean | undefined> {
  const cwd = dirname(configuration);
  const words = [compiler, "--showConfig", "--project", configuration];
  const { ok, stdout } = await askProgram(nodePath, words, { cwd, timeoutMs: longestWait });
  const files = ok ? filesIn(stdout) : undefined;
  return files?.some((each) => resolve(cwd, each) === file);
}

/** Undefined for a configuration that only refers to others. */
function filesIn(configuration: string): readonly string[] | undefined {
  try {
    const content: unknown = JSON.parse(configuration);
    const files = isMapping(content) ? content["files"] : undefined;
    return Array.isArray(files) ? files.map(String) : undefined;
  } catch {
    return undefined;
  }
}
