/** What a project is made of, as far as its files say. */

export interface ProjectFacts {
  /** Parts with tools of their own, the root first: a repository may have several, and a folder one of each stack. */
  readonly parts: readonly ProjectPart[];
  /** Of no part: a package.json that cannot be read. */
  readonly notes: readonly string[];
}

export interface ProjectPart {
  /** From the folder that was looked at, with `/`; "" for that folder itself. */
  readonly folder: string;
  readonly stack: Stack;
  /** What installs or builds it. */
  readonly tool: Tool;
  /** The version of `tool` that the project names, as its setup action takes it: `9.15.0` of `packageManager`. */
  readonly toolVersion?: string;
  /** The version of the language that the project asks for. */
  readonly version?: LanguageVersion;
  /** Of this folder, and there: `pnpm-lock.yaml`. */
  readonly lockfile?: string;
  /**
   * Installs what the checks need, exactly as the lockfile says, in the part's folder: words as `run()` takes them.
   * Undefined where the commands of the checks do so themselves.
   */
  readonly install?: readonly string[];
  /** In the order in which a person reads them: lint, format, types, test, build. */
  readonly checks: readonly ProjectCheck[];
  /** Things that a person should know: `"yarn.lock" and "package-lock.json" are there: yarn is used, …` */
  readonly notes: readonly string[];
}

export type Stack = "node" | "python" | "rust" | "go" | "java" | "deno";

/** Under a name by which a person knows it, and its setup function. */
export type Tool =
  | "npm"
  | "pnpm"
  | "yarn"
  | "bun"
  | "uv"
  | "pip"
  | "poetry"
  | "hatch"
  | "pdm"
  | "cargo"
  | "go"
  | "maven"
  | "gradle"
  | "deno";

/** As a text that the setup action takes, or the file of the part's folder that it reads by itself. */
export type LanguageVersion = { readonly text: string } | { readonly file: string };

export type CheckKind = "lint" | "format" | "types" | "test" | "build";

export interface ProjectCheck {
  readonly kind: CheckKind;
  /** A name for the task, unique in the project: `lint`, `test_eslint`, `web_test` for the part in `web/`. */
  readonly name: string;
  /** `Find mistakes in the code`. */
  readonly description: string;
  /** Words, as `run()` takes them, for the part's folder: `["npm", "run", "lint"]`. */
  readonly command: readonly string[];
  /** Where it was found: `package.json, script "test:eslint"`; `pyproject.toml, [tool.ruff]`. */
  readonly source: string;
  /** A program that neither the language nor `install` brings, so that it has to be on the machine: `golangci-lint`. */
  readonly program?: string;
}
