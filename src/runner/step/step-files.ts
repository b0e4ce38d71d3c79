/** The files by which one step speaks to the runner; each step has its own. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { messageOf } from "../../problems/wording.ts";
import { type FilePairs, readFilePairs, readPathEntries } from "./file-commands.ts";
import { makeFolder } from "../run-folder/own-files.ts";
import { largestSummary } from "../../github/limits.ts";

/** In bytes: far more than the outputs of a job may have, far less than the memory of a machine. */
const longestFile = 64 * 1024 * 1024;

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
    makeFolder(temp, folder);
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

  /** Also for a step that failed: what it wrote counts. */
  read(): StepFileContent {
    const output = this.#pairs("GITHUB_OUTPUT");
    const env = this.#pairs("GITHUB_ENV");
    const path = this.#text("GITHUB_PATH");
    const state = this.#pairs("GITHUB_STATE");
    const allowedPairs = [...env.pairs].filter(([name]) => name.toUpperCase() !== "NODE_OPTIONS");
    const complaints: string[] = [];
    if (allowedPairs.length < env.pairs.size) {
      complaints.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
    }
    const summary = this.#summary();
    if (summary.problem !== undefined) {
      complaints.push(`$GITHUB_STEP_SUMMARY upload aborted, ${summary.problem}`);
    }
    return {
      outputs: output.pairs,
      env: new Map(allowedPairs),
      path: readPathEntries(path.text),
      summary: summary.text,
      problem: firstProblem({ output, env, path, state }),
      complaints,
    };
  }

  #pairs(variable: string): FilePairs {
    const { text, problem } = this.#text(variable);
    return problem === undefined ? readFilePairs(text) : { pairs: new Map(), problem };
  }

  #summary(): StepFileText {
    const path = this.variables["GITHUB_STEP_SUMMARY"] ?? "";
    return textOf(path, largestSummary, (size) => {
      return `supports content up to a size of 1024k, got ${Math.ceil(size / 1024)}k.`;
    });
  }

  #text(variable: string): StepFileText {
    return textOf(this.variables[variable] ?? "", longestFile, (size) => {
      return `The file has ${size} bytes, and at most ${longestFile} are read.`;
    });
  }
}

interface StepFileText {
  readonly text: string;
  readonly problem?: string;
}

/** @param files in the order in which GitHub reads them, by their names in its messages. */
function firstProblem(
  files: Readonly<Record<string, { readonly problem?: string | undefined }>>,
): string | undefined {
  const [name, file] = Object.entries(files).find(([, { problem }]) => problem !== undefined) ?? [];
  if (name === undefined) return undefined;
  return `Unable to process file command '${name}' successfully. ${file?.problem}`;
}

/** A step may have put something else in its place: a pipe could block for ever, and a device may have no end. */
function textOf(path: string, longest: number, tooLong: (size: number) => string): StepFileText {
  try {
    const file = statSync(path);
    if (!file.isFile()) return { text: "", problem: "It is not a file any more." };
    if (file.size === 0) return { text: "" };
    if (file.size > longest) return { text: "", problem: tooLong(file.size) };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    // A step may have removed it.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { text: "" };
    return { text: "", problem: `It cannot be read: ${messageOf(error)}` };
  }
}
