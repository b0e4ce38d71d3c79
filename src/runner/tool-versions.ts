/** Which versions of tools this machine has. Each is asked once, when somebody first wants to know. */
import { execa } from "execa";
import type { Tool } from "./asked-tools.ts";

export interface ToolPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Version managers choose by the folder. */
  readonly cwd: string;
}

/** `20.19.2`; with its channel for Rust: `1.95.0-nightly`. */
export type InstalledVersion =
  /** There is no such program. */
  | { readonly kind: "none" }
  /** Its answer is none that is understood. */
  | { readonly kind: "unclear" }
  | { readonly kind: "version"; readonly version: string };

interface Question {
  /** The first that there is. */
  readonly programs: readonly string[];
  readonly argument: string;
  /** Its first group is the version. */
  readonly answer: RegExp;
}

const questions: Readonly<Record<Tool, Question>> = {
  node: { programs: ["node"], argument: "--version", answer: /^v(\d+\.\d+\.\d+)\s*$/ },
  python: {
    programs: ["python3", "python"],
    argument: "--version",
    answer: /^Python (\d+\.\d+\.\d+)\s*$/,
  },
  uv: { programs: ["uv"], argument: "--version", answer: /^uv (\d+\.\d+\.\d+)\b(?!-)/ },
  rust: {
    programs: ["rustc"],
    argument: "--version",
    answer: /^rustc (\d+\.\d+\.\d+(?:-[a-z]+)?)/,
  },
  go: { programs: ["go"], argument: "version", answer: /^go version go(\d+\.\d+(?:\.\d+)?) / },
};

/** In milliseconds: a version manager that hangs is none of this run's business. */
const patience = 10_000;

export class ToolVersions {
  readonly #place: ToolPlace;
  readonly #answers = new Map<Tool, Promise<InstalledVersion>>();

  constructor(place: ToolPlace) {
    this.#place = place;
  }

  get(tool: Tool): Promise<InstalledVersion> {
    const known = this.#answers.get(tool);
    if (known !== undefined) return known;
    const answer = this.#ask(questions[tool]);
    this.#answers.set(tool, answer);
    return answer;
  }

  async #ask({ programs, argument, answer }: Question): Promise<InstalledVersion> {
    for (const program of programs) {
      const { stdout, code, exitCode } = await execa(program, [argument], {
        cwd: this.#place.cwd,
        // To ask for a version is no reason to download one.
        env: { ...this.#place.env, RUSTUP_AUTO_INSTALL: "0", GOTOOLCHAIN: "local" },
        extendEnv: false,
        stdin: "ignore",
        stderr: "ignore",
        reject: false,
        timeout: patience,
      });
      if (code === "ENOENT") continue;
      const version = exitCode === 0 ? answer.exec(stdout)?.[1] : undefined;
      return version === undefined ? { kind: "unclear" } : { kind: "version", version };
    }
    return { kind: "none" };
  }
}
