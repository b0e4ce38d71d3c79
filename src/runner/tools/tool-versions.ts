/** The versions of tools that this machine has. Each tool is started once, when its version is first needed. */
import { askProgram } from "../../host/processes/program-answer.ts";

export type Tool =
  | "node"
  | "python"
  | "uv"
  | "rust"
  | "go"
  | "java"
  | "ruby"
  | "dotnet"
  | "bun"
  | "deno"
  | "pnpm"
  | "yarn";

/** `20.19.2`; with its channel for Rust: `1.95.0-nightly`. */
export type InstalledVersion =
  /** The program is not installed. */
  | { readonly kind: "none" }
  /** The answer has no version in it. */
  | { readonly kind: "unclear" }
  | {
      readonly kind: "version";
      readonly version: string;
      /** Others that are installed beside it. */
      readonly others?: readonly string[];
    };

interface Question {
  /** The first that is installed. */
  readonly programs: readonly string[];
  readonly argument: string;
  /** Where the answer is. Default: stdout. */
  readonly stream?: "stdout" | "stderr";
  /** Its first group is the version. Of several matches the last is the version that programs use. */
  readonly answer: RegExp;
}

const questions: Readonly<Record<Tool, Question>> = {
  node: { programs: ["node"], argument: "--version", answer: /^v(\d+\.\d+\.\d+)\s*$/g },
  python: {
    programs: ["python3", "python"],
    argument: "--version",
    answer: /^Python (\d+\.\d+\.\d+)\s*$/g,
  },
  uv: { programs: ["uv"], argument: "--version", answer: /^uv (\d+\.\d+\.\d+)\b(?!-)/g },
  rust: {
    programs: ["rustc"],
    argument: "--version",
    answer: /^rustc (\d+\.\d+\.\d+(?:-[a-z]+)?)/g,
  },
  go: { programs: ["go"], argument: "version", answer: /^go version go(\d+\.\d+(?:\.\d+)?) /g },
  // Java 8 does not know `--version`, and calls itself 1.8. It may print its options before the version.
  java: {
    programs: ["java"],
    argument: "-version",
    stream: "stderr",
    answer: /^\w+ version "(?:1\.(?=8))?(\d+(?:\.\d+){0,2})/gm,
  },
  ruby: { programs: ["ruby"], argument: "--version", answer: /^ruby (\d+\.\d+\.\d+)/g },
  dotnet: { programs: ["dotnet"], argument: "--list-sdks", answer: /^(\d+\.\d+\.\d+) \[/gm },
  bun: { programs: ["bun"], argument: "--version", answer: /^(\d+\.\d+\.\d+)\s*$/g },
  deno: { programs: ["deno"], argument: "--version", answer: /^deno (\d+\.\d+\.\d+) /g },
  pnpm: { programs: ["pnpm"], argument: "--version", answer: /^(\d+\.\d+\.\d+)\s*$/g },
  yarn: { programs: ["yarn"], argument: "--version", answer: /^(\d+\.\d+\.\d+)\s*$/g },
};

/** In milliseconds: a version manager that hangs must not hold up the run. */
const patience = 10_000;

const longestAnswer = 1024 * 1024;

export class ToolVersions {
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #answers = new Map<Tool, Promise<InstalledVersion>>();

  /** @param cwd by which version managers choose. */
  constructor(cwd: string, env: Readonly<Record<string, string | undefined>>) {
    this.#cwd = cwd;
    // A question for the version must not download one.
    this.#env = {
      ...env,
      RUSTUP_AUTO_INSTALL: "0",
      GOTOOLCHAIN: "local",
      COREPACK_ENABLE_NETWORK: "0",
    };
  }

  get(tool: Tool): Promise<InstalledVersion> {
    const earlierAnswer = this.#answers.get(tool);
    if (earlierAnswer !== undefined) return earlierAnswer;
    const answer = this.#ask(questions[tool]);
    this.#answers.set(tool, answer);
    return answer;
  }

  async #ask(question: Question): Promise<InstalledVersion> {
    const { programs, argument, stream = "stdout", answer } = question;
    for (const program of programs) {
      const output = await askProgram(program, [argument], {
        cwd: this.#cwd,
        env: this.#env,
        timeoutMs: patience,
        longestAnswer,
      });
      if (output.startError === "ENOENT") continue;
      const answers = output.ok ? [...output[stream].matchAll(answer)] : [];
      const [version, ...others] = answers.map((match) => match[1] ?? "").reverse();
      if (version === undefined) return { kind: "unclear" };
      return { kind: "version", version, others };
    }
    return { kind: "none" };
  }
}
