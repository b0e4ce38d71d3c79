/** Whether TypeScript reads the declarations of actions where the app is checked. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { foldersUpwards } from "../../host/files/repository-top.ts";
import { askProgram } from "../../host/processes/program-answer.ts";
import { isMapping } from "../../problems/options.ts";

/** In milliseconds. The compiler only reads its configuration. */
const longestWait = 20_000;

/**
 * Why it does not, as a sentence; undefined where it does, and where nobody can tell.
 *
 * @param file The declarations, beside the app.
 */
export async function outOfScope(file: string, nodePath: string): Promise<string | undefined> {
  const folders = foldersUpwards(dirname(file));
  const configuration = folders.map((folder) => join(folder, "tsconfig.json")).find(existsSync);
  if (configuration === undefined) {
    return "There is no tsconfig.json here or above, so an editor does not read the file.";
  }
  const compiler = folders
    .map((folder) => join(folder, "node_modules/typescript/bin/tsc"))
    .find(existsSync);
  if (compiler === undefined) return undefined;
  const { ok, stdout } = await askProgram(
    nodePath,
    [compiler, "--showConfig", "--project", configuration],
    { cwd: dirname(configuration), timeoutMs: longestWait },
  );
  const files = ok ? filesIn(stdout) : undefined;
  if (files === undefined || files.some((each) => resolve(dirname(configuration), each) === file)) {
    return undefined;
  }
  const name = relative(dirname(file), configuration).split(sep).join("/");
  return `${name} leaves the file out, so TypeScript does not read it.`;
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
