/** The files by which one step speaks to the runner; each step has its own. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { readFilePairs, readPathEntries } from "./file-commands.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
const longestSummary = 1024 * 1024;

export interface StepFileContent {
  readonly outputs: ReadonlyMap<string, string>;
  /** For later steps. */
  readonly env: ReadonlyMap<string, string>;
  /** Folders for later steps, the first to look in first. */
  readonly path: readonly string[];
  readonly summary: string;
  /** What could not be read, which fails the step. */
  readonly problem: string | undefined;
  /** What GitHub leaves out with an error, without failing the step. */
  readonly complaints: readonly string[];
}

export class StepFiles {
  readonly variables: Readonly<Record<string, string>>;

  constructor(temp: string) {
    const folder = join(temp, "_runner_file_commands");
    mkdirSync(folder, { recursive: true });
    const id = randomUUID();
    const file = (name: string): string => {
      const path = join(folder, `${name}_${id}`);
      writeFileSync(path, "");
      return path;
    };
    this.variables = {
      GITHUB_OUTPUT: file("set_output"),
      GITHUB_ENV: file("set_env"),
      GITHUB_PATH: file("add_path"),
      GITHUB_STATE: file("save_state"),
      GITHUB_STEP_SUMMARY: file("step_summary"),
    };
  }

  /** Also after a step that failed: what it wrote counts. */
  read(): StepFileContent {
    const outputs = readFilePairs(this.#text("GITHUB_OUTPUT"));
    const env = readFilePairs(this.#text("GITHUB_ENV"));
    const state = readFilePairs(this.#text("GITHUB_STATE"));
    const summary = this.#text("GITHUB_STEP_SUMMARY");
    const isTooLong = Buffer.byteLength(summary) > longestSummary;
    const allowed = [...env.pairs].filter(([name]) => name.toUpperCase() !== "NODE_OPTIONS");
    const problems = [
      ["output", outputs.problem],
      ["env", env.problem],
      ["state", state.problem],
    ].flatMap(([kind, problem]) =>
      problem === undefined
        ? []
        : [`Unable to process file command '${kind}' successfully. ${problem}`],
    );
    return {
      outputs: outputs.pairs,
      env: new Map(allowed),
      path: readPathEntries(this.#text("GITHUB_PATH")),
      summary: isTooLong ? "" : summary,
      problem: problems[0],
      complaints: [
        ...(allowed.length < env.pairs.size
          ? ["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."]
          : []),
        ...(isTooLong
          ? [
              `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.ceil(Buffer.byteLength(summary) / 1024)}k.`,
            ]
          : []),
      ],
    };
  }

  #text(variable: string): string {
    try {
      return readFileSync(this.variables[variable] ?? "", "utf8");
    } catch {
      // A step may have removed it: then it says nothing.
      return "";
    }
  }
}
