/** Programs that a task needs and npm does not have, each installed at the version named here. */
import { existsSync } from "node:fs";
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
