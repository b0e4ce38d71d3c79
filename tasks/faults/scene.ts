/** A project of its own in a temporary folder, with the built program run in it by real processes. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Outcome {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** In a session of its own. */
  readonly detached?: boolean;
  /** `pipe` for one that types; nothing otherwise. */
  readonly stdin?: "pipe";
  /** In place of a pipe: the number of an open file. */
  readonly stdout?: number;
  readonly stderr?: number;
}

/** The parts of `run.json` that are looked at. */
export interface Kept {
  readonly result: string;
  readonly jobs: readonly {
    readonly id: string;
    readonly result: string;
    readonly reason?: string;
    readonly log: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly artifacts: Readonly<Record<string, string>>;
  }[];
}

/** When none of a scene's processes ends for longer, in milliseconds, one of them never does. */
const mostTime = 90_000;

/** The variable by which its processes are found, wherever they went. */
const mark = "FAULT_SCENE";

export class Scene {
  readonly folder: string;
  readonly project: string;
  /** `TMPDIR` of all its processes. */
  readonly tmp: string;
  readonly home: string;
  /** Of all that has ended. */
  readonly outcomes: Outcome[] = [];
  readonly #program: string;
  readonly #id = randomUUID();
  #lastEnd = Date.now();

  /** @param program the path of the built `cli.cjs`. */
  constructor(program: string) {
    this.#program = program;
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "recompose-fault-")));
    this.project = join(this.folder, "project");
    this.tmp = join(this.folder, "tmp");
    this.home = join(this.folder, "home");
    for (const folder of [this.tmp, this.home, join(this.project, "node_modules")]) {
      mkdirSync(folder, { recursive: true });
    }
    const user = "[user]\n  name = Someone\n  email = someone@example.org\n";
    writeFileSync(join(this.home, ".gitconfig"), `${user}[init]\n  defaultBranch = main\n`);
    const script = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
    writeFileSync(join(this.project, "run"), script, { mode: 0o755 });
    this.write({ ".gitignore": ".recompose\nnode_modules\n" });
  }

  /** `body` declares `commands` and `automations`. */
  app(body: string): void {
    const names =
      "app, automation, boolInput, job, matrix, out, run, step, stringInput, task, always, artifactInput";
    const header = `import * as recompose from "recompose-ci";\nimport fs from "node:fs";\nconst { ${names} } = recompose;\n`;
    const footer = `\nexport default app({ entryPoint: "./run", commands, automations });\n`;
    this.write({ "recompose.ts": header + body + footer });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.project, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { mode: content.startsWith("#!") ? 0o755 : 0o644 });
    }
  }

  read(name: string): string {
    try {
      return readFileSync(join(this.project, name), "utf8");
    } catch {
      return "";
    }
  }

  /** Of the newest run. */
  get record(): Kept {
    const text = this.read(".recompose/runs/latest/run.json");
    if (text === "") throw new Error("there is no run.json");
    return JSON.parse(text) as Kept;
  }

  get env(): Readonly<Record<string, string>> {
    const { PATH = "", LANG = "C.UTF-8" } = process.env;
    return { PATH, LANG, HOME: this.home, TMPDIR: this.tmp, [mark]: this.#id };
  }

  /** Makes the project a repository with one commit. */
  commit(): void {
    for (const args of [
      ["init", "--quiet"],
      ["add", "--all"],
      ["commit", "--quiet", "-m", "x"],
    ]) {
      const { status, stderr } = spawnSync("git", args, {
        cwd: this.project,
        env: this.env,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    }
  }

  recompose(args: readonly string[], options: StartOptions = {}): Promise<Outcome> {
    return this.start(args, options).ended;
  }

  start(args: readonly string[], options: StartOptions = {}): Started {
    return this.program(process.execPath, [this.#program, ...args], options);
  }

  /** `$RUN` is the program, with its arguments behind it: `eval "$RUN ci"`. */
  shell(script: string, options: StartOptions = {}): Promise<Outcome> {
    return this.program("sh", ["-c", script], {
      ...options,
      env: { RUN: `'${process.execPath}' '${this.#program}'`, ...options.env },
    }).ended;
  }

  /** As `shell`, as the root of a user namespace with mounts of its own. */
  namespace(script: string): Promise<Outcome> {
    return this.program("unshare", ["-rm", "sh", "-c", script], {
      env: { RUN: `'${process.execPath}' '${this.#program}'` },
    }).ended;
  }

  /** On a terminal of its own, as util-linux's `script` makes one; `type` types keys there. */
  terminal(
    args: readonly string[],
    env: StartOptions["env"] = {},
  ): Started & { readonly type: (keys: string) => void } {
    const words = [process.execPath, this.#program, ...args].map((word) => `'${word}'`).join(" ");
    const command = `stty cols 100 rows 40 && exec ${words}`;
    const started = this.program(
      "script",
      ["--quiet", "--return", "--command", command, "/dev/null"],
      { env: { TERM: "xterm-256color", ...env }, stdin: "pipe" },
    );
    return { ...started, type: (keys) => void started.child.stdin?.write(keys) };
  }

  program(name: string, args: readonly string[], options: StartOptions = {}): Started {
    const { cwd = this.project, env, detached = false, stdin } = options;
    const { stdout = "pipe", stderr = "pipe" } = options;
    const child = spawn(name, args, {
      cwd,
      env: { ...this.env, ...env },
      detached,
      stdio: [stdin ?? "ignore", stdout, stderr],
    });
    const texts = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
    this.#lastEnd = Date.now();
    const limit = setInterval(() => {
      if (Date.now() > this.#lastEnd + mostTime) this.#killAll();
    }, 1000);
    const ended = new Promise<Outcome>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode, signal) => {
        clearInterval(limit);
        this.#lastEnd = Date.now();
        const outcome = { exitCode, signal, ...texts };
        this.outcomes.push(outcome);
        resolve(outcome);
      });
    });
    return { child, ended };
  }

  /** Waits for what has to happen; a machine that is busy may take its time. */
  async until(what: string, holds: () => boolean): Promise<void> {
    for (const end = Date.now() + mostTime; !holds();) {
      if (Date.now() > end) {
        const left = this.survivors().map((process) => `\n${process}`);
        throw new Error(`this never came: ${what}. Its processes:${left.join("")}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Processes of this scene that still are there, by their command lines. */
  survivors(): readonly string[] {
    return readdirSync("/proc").flatMap((id) => {
      try {
        if (!readFileSync(`/proc/${id}/environ`, "latin1").includes(`${mark}=${this.#id}`))
          return [];
        return [`${id} ${readFileSync(`/proc/${id}/cmdline`, "latin1").replaceAll("\0", " ")}`];
      } catch {
        return []; // No process, one of another user, or one that has just ended.
      }
    });
  }

  temporaryFolders(): readonly string[] {
    return readdirSync(this.tmp).filter((name) => name.startsWith("recompose-"));
  }

  remove(): void {
    this.#killAll();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #killAll(): void {
    for (const survivor of this.survivors()) {
      try {
        process.kill(Number(survivor.split(" ")[0]), "SIGKILL");
      } catch {
        // It has ended.
      }
    }
  }
}

/** A stack, or lines of the program's own source, where people should read one line. */
export function hasStack({ stdout, stderr }: Pick<Outcome, "stdout" | "stderr">): boolean {
  return /^\s+at .*(?:file:|\.cjs:)|node:(?:fs|internal)|^Node\.js v/m.test(stdout + stderr);
}
