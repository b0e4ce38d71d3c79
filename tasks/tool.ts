/** Programs that only a task needs, each installed at the version that the task names. */
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { run } from "recompose-ci";

/** Tasks run in the project's folder. */
const tools = resolve("node_modules/.cache/recompose-ci/tools");

export interface Tool {
  readonly name: string;
  readonly version: string;
  /** Where its program is, once it is installed. */
  readonly program: string;
  readonly install: (folder: string) => Promise<void>;
}

export function tool(
  name: string,
  version: string,
  program: string,
  install: (folder: string, version: string) => Promise<void>,
): Tool {
  return { name, version, program, install: (folder) => install(folder, version) };
}

/** A program written in Go, built from the module proxy. */
export function goTool(name: string, version: string, module: string): Tool {
  return tool(name, version, name, async (folder) => {
    await run("go", "install", `${module}@v${version}`, { env: { GOBIN: folder, GOFLAGS: "" } });
  });
}

/** What comes with packages of PyPI, each at a version: `zizmor==1.32.0`. */
export function pythonTool(
  name: string,
  version: string,
  program: string,
  packages: readonly string[],
): Tool {
  return tool(name, version, join("bin", program), async (folder) => {
    await run("python3", "-m", "venv", "--clear", folder);
    const python = join(folder, "bin", "python");
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
    await run(python, "-m", "pip", "install", ...quiet, "--only-binary", ":all:", ...packages);
  });
}

/**
 * A folder with packages of npm, too large for everyone who installs the project, each at a version: `zx@8.8.5`. They are
 * installed anew where others were wanted before.
 */
export async function installedPackages(
  name: string,
  packages: readonly string[],
  options: readonly string[] = [],
): Promise<string> {
  const folder = join(tools, name);
  const mark = join(folder, "installed");
  const wanted = [...options, ...packages].join("\n");
  if (existsSync(mark) && (await readFile(mark, "utf8")) === wanted) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  await run("npm", "install", "--no-audit", "--no-fund", ...options, ...packages, { cwd: folder });
  await writeFile(mark, wanted);
  return folder;
}

/** The tool's program, installed first where this version is not there yet. */
export async function installed({ name, version, program, install }: Tool): Promise<string> {
  const folder = join(tools, `${name}-${version}`);
  const path = join(folder, program);
  if (existsSync(path)) return path;
  try {
    await install(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} ${version} cannot be installed: ${reason}`, { cause: error });
  }
  if (existsSync(path)) return path;
  throw new Error(`${name} ${version} cannot be installed: there is no ${path}`);
}
