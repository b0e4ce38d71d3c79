/** The files by which one step speaks to the runner; each step has its own. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { messageOf } from "../../problems/wording.ts";
import { readFilePairs, readPathEntries } from "./file-commands.ts";
import { makeFolder } from "../run-folder/own-files.ts";
import { largestSummary } from "../../github/limits.ts";

/** In bytes: far more than the outputs of a job may have, far less than the memory of a machine. */
const longestFile = 64 * 1024 * 1024;

/** Their names in what GitHub says of them. */
const kinds = {
  GITHUB_OUTPUT: "output",
  GITHUB_ENV: "env",
  GITHUB_PATH: "path",
  GITHUB_STATE: "state",
} as const;

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

  /** Also after a step that failed: what it wrote counts. */
  read(): StepFileContent {
    const texts = {
      GITHUB_OUTPUT: this.#text("GITHUB_OUTPUT"),
      GITHUB_ENV: this.#text("GITHUB_ENV"),
      GITHUB_PATH: this.#text("GITHUB_PATH"),
      GITHUB_STATE: this.#text("GITHUB_STATE"),
    };
    const outputs = readFilePairs(texts.GITHUB_OUTPUT.text);
    const env = readFilePairs(texts.GITHUB_ENV.text);
    const state = readFilePairs(texts.GITHUB_STATE.text);
    const allowedPairs = [...env.pairs].filter(([name]) => name.toUpperCase() !== "NODE_OPTIONS");
    const summary = this.#summary();
    const problems = {
      GITHUB_OUTPUT: texts.GITHUB_OUTPUT.problem ?? outputs.problem,
      GITHUB_ENV: texts.GITHUB_ENV.problem ?? env.problem,
      GITHUB_PATH: texts.GITHUB_PATH.problem,
      GITHUB_STATE: texts.GITHUB_STATE.problem ?? state.problem,
    };
    const wrong = (Object.keys(kinds) as (keyof typeof kinds)[]).find(
      (variable) => problems[variable] !== undefined,
    );
    return {
      outputs: outputs.pairs,
      env: new Map(allowedPairs),
      path: readPathEntries(texts.GITHUB_PATH.text),
      summary: summary.text,
      problem:
        wrong === undefined
          ? undefined
          : `Unable to process file command '${kinds[wrong]}' successfully. ${problems[wrong]}`,
      complaints: [
        ...(allowedPairs.length < env.pairs.size
          ? ["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."]
          : []),
        ...(summary.problem === undefined
          ? []
          : [`$GITHUB_STEP_SUMMARY upload aborted, ${summary.problem}`]),
      ],
    };
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

/** A step may have put anything in its place: reading a pipe would wait for ever, and a device may have no end. */
function textOf(path: string, longest: number, tooLong: (size: number) => string): StepFileText {
  try {
    const file = statSync(path);
    if (!file.isFile()) return { text: "", problem: "It is not a file any more." };
    if (file.size === 0) return { text: "" };
    if (file.size > longest) return { text: "", problem: tooLong(file.size) };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    // A step may have removed it: then it says nothing.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { text: "" };
    return { text: "", problem: `It cannot be read: ${messageOf(error)}` };
  }
}
