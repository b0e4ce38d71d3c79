/** A project in a folder of its own, and the built command line run in it as a user would. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { inject, onTestFinished } from "vitest";
import { currentTest, keepProject } from "./kept-workflows.ts";

export interface CliOutcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Relative to the project. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export class Project {
  readonly folder: string;

  /** Removed when the test has finished. */
  constructor(files: Readonly<Record<string, string>>) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), "recompose-test-")));
    const test = currentTest();
    onTestFinished(() => {
      keepProject(this.folder, test);
      rmSync(this.folder, { recursive: true, force: true });
    });
    mkdirSync(path.join(this.folder, "node_modules"));
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content, { mode: content.startsWith("#!") ? 0o755 : 0o644 });
    }
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), "utf8");
  }

  /** Runs `recompose ...args`, without the variables by which a surrounding run would show through. */
  async recompose(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
    const outcome = await execa(process.execPath, [inject("recomposeCli"), ...args], {
      cwd: path.join(this.folder, options.cwd ?? "."),
      env: { ...cleanEnvironment(), ...options.env },
      extendEnv: false,
      reject: false,
      stdin: "ignore",
    });
    return { exitCode: outcome.exitCode, stdout: outcome.stdout, stderr: outcome.stderr };
  }
}

/** An entry point for `./run`, which jobs call. */
export function runScript(): string {
  return `#!/bin/sh\nexec "${process.execPath}" "${inject("recomposeCli")}" "$@"\n`;
}

/** Of this process, without what would tell a program of a surrounding run. */
export function cleanEnvironment(): Record<string, string | undefined> {
  const outer = /^(?:GITHUB_|RUNNER_|RECOMPOSE_|INPUT_|CI$|NO_COLOR$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}
