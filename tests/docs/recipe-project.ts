/** The app of docs/recipes.md in a project of its own, and stand-ins for the programs that its recipes call. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { execa } from "execa";
import { commitAll } from "../runner/workflow-runs.ts";
import { Project, runScript } from "../support/project.ts";

export const page = readFileSync(new URL("../../docs/recipes.md", import.meta.url), "utf8");

/** The page's blocks of code, by the file that each names in its first line. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
  [...page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```/gms)].map(([, file = "", code = ""]) => [
    file,
    code,
  ]),
);

/** The names of its automations, in the order of the page. */
export const automations: readonly string[] = Object.values(files).flatMap((code) =>
  [...code.matchAll(/automation\(\{\n +name: "(\w+)"/g)].map(([, name = ""]) => name),
);

/** What each program does here; what it was called with goes into `calls`. */
const standIns = {
  npm: `case "$*" in
"test"*) [ ! -e broken ] ;;
"pack --pack-destination "*) echo package > "$3/example-1.0.0.tgz" ;;
"run coverage") mkdir -p coverage && echo TN: > coverage/lcov.info ;;
"run site") mkdir -p site && echo hello > site/index.html ;;
"pkg get version") echo '"1.2.3"' ;;
"publish ./package/example-1.0.0.tgz") ;;
*) exit 9 ;;
esac`,
  uv: `[ "$1 $2" = "build --out-dir" ] && touch "$3/example-1.0.0-py3-none-any.whl" "$3/example-1.0.0.tar.gz"`,
  go: `[ "$1 $2" = "build -o" ] && echo "$GOOS" > "$3"`,
  docker: `[ "$*" = "build --quiet ." ] && echo sha256:0123`,
  gh: `[ "$1 $2" = "release create" ] || [ "$1 $2" = "issue create" ]`,
};

const codeql = "name: codeql\non: workflow_call\njobs: {}\n";

export interface RecipeJob {
  readonly name: string;
  readonly result: string;
  readonly reason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly name: string; readonly result: string }[];
}

export class RecipeProject extends Project {
  constructor(more: Readonly<Record<string, string>> = {}) {
    const programs = Object.entries(standIns).map(([name, action]) => {
      const call = `echo "${name} $*" >> calls`;
      return [`bin/${name}`, `#!/bin/sh\n${call}\n${action}\n`] as const;
    });
    super({
      ...files,
      ...Object.fromEntries(programs),
      "package.json": '{ "type": "module" }\n',
      ".github/workflows/codeql.yml": codeql,
      ".gitignore": ".recompose\n",
      run: runScript(),
      ...more,
    });
    commitAll(this.folder);
  }

  /** Runs `./run ...args` with the stand-ins. */
  async runHere(args: readonly string[]): Promise<{
    readonly exitCode: number | undefined;
    readonly jobs: readonly RecipeJob[];
    readonly calls: readonly string[];
  }> {
    writeFileSync(`${this.folder}/calls`, "");
    const { exitCode } = await this.recompose(args, { env: this.#variables });
    const { jobs } = JSON.parse(this.read(".recompose/runs/latest/run.json")) as {
      readonly jobs: readonly RecipeJob[];
    };
    return { exitCode, jobs, calls: this.#calls };
  }

  /** Runs a command as GitHub would, with the stand-ins. */
  async callsOf(
    command: string,
    env: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    writeFileSync(`${this.folder}/calls`, "");
    await execa("bash", ["-e", "-c", command], {
      cwd: this.folder,
      env: { ...env, ...this.#variables },
    });
    return this.#calls;
  }

  /** The stand-ins are found first, and what recipes leave in the system's temporary folder goes with the project. */
  get #variables(): { readonly PATH: string; readonly TMPDIR: string } {
    const temporary = `${this.folder}/.git/temporary`;
    mkdirSync(temporary, { recursive: true });
    return { PATH: `${this.folder}/bin:${process.env["PATH"]}`, TMPDIR: temporary };
  }

  /** Without the names of temporary folders. */
  get #calls(): readonly string[] {
    const text = this.read("calls").replaceAll(/\/\S*\/(?:package|dist|programs)-\w+/g, "TEMP");
    return text.split("\n").filter((call) => call !== "");
  }

  /** What `*` finds in a folder of the project. */
  filesIn(folder: string): readonly string[] {
    return readdirSync(`${this.folder}/${folder}`).filter((name) => !name.startsWith("."));
  }
}
