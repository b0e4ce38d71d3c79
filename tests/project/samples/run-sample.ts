/** A sample as its owner has it, with its checks run by the real tools. */
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { readProject } from "../../../src/project/read-project.ts";
import { writeFiles } from "../project-files.ts";
import type { Sample } from "./sample.ts";

export interface CheckOutcome {
  /** `install`, or the name of a check. */
  readonly name: string;
  readonly command: readonly string[];
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Writes the sample into an empty folder, prepares it, installs what its checks need, and runs each of them. What does not
 * succeed is in the outcome; the checks still run where an install failed.
 */
export function runSample(sample: Sample, folder: string, path: string): readonly CheckOutcome[] {
  writeFiles(folder, sample.files);
  const outcomes: CheckOutcome[] = [];
  const run = (name: string, command: readonly string[], cwd: string): void => {
    const [program = "", ...args] = command;
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, PATH: path, CI: "true" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 300_000,
    });
    const output = `${stdout}${stderr}${error?.message ?? ""}`;
    outcomes.push({ name, command, exitCode: status, output });
  };
  for (const command of sample.prepare) run("prepare", command, folder);
  for (const part of readProject(folder).parts) {
    const cwd = join(folder, part.folder);
    if (part.install !== undefined) run("install", part.install, cwd);
    for (const check of part.checks) run(check.name, check.command, cwd);
  }
  return outcomes;
}

/** A PATH on which the programs of these folders come first. */
export function pathWith(folders: readonly string[]): string {
  return [...folders, process.env["PATH"] ?? ""].join(delimiter);
}
