/** A command that goes on by itself, watched by what it prints: nothing here waits for a time. */
import { execa } from "execa";
import { inject, onTestFinished } from "vitest";
import type { Project } from "./project.ts";

export class RunningCommand {
  readonly #process;
  #output = "";
  #from = 0;
  #look: () => void = () => {};

  /** `recompose ...args` in the project, through a pipe. It is ended when the test has finished. */
  constructor(
    project: Project,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
  ) {
    this.#process = execa(process.execPath, [inject("recomposeCli"), ...args], {
      cwd: project.folder,
      env: { GITHUB_ACTIONS: undefined, CI: undefined, ...env },
      all: true,
      reject: false,
      stdin: "ignore",
    });
    this.#process.all.on("data", (data: Buffer) => {
      this.#output += data.toString();
      this.#look();
    });
    onTestFinished(() => void this.#process.kill("SIGINT"));
  }

  /** All that was printed since the last call, up to the end of `text`. */
  until(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#look = () => {
        const index = this.#output.indexOf(text, this.#from);
        if (index === -1) return;
        const end = index + text.length;
        const part = this.#output.slice(this.#from, end);
        this.#from = end;
        this.#look = () => {};
        resolve(part);
      };
      this.#look();
      void this.#process.then(() =>
        reject(new Error(`it ended before ${JSON.stringify(text)}:\n${this.#output}`)),
      );
    });
  }

  /** Sends the signal, and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<number | undefined> {
    this.#process.kill(signal);
    return (await this.#process).exitCode;
  }
}
