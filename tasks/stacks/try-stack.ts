/** Uses the packed package in a project of a stack, as somebody would who has just heard of it. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { run, step } from "recompose-ci";
import type { Stack } from "./stack.ts";

export interface StackSetting {
  /** An empty folder. */
  readonly folder: string;
  /** Of all that is started. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What was typed, and what came of it. */
export interface Exchange {
  readonly command: string;
  readonly output: string;
  readonly durationMs: number;
}

export interface TriedStack {
  readonly exchanges: readonly Exchange[];
  /** The path of the generated workflow. */
  readonly workflow: string;
}

type Shell = (command: string, expectedCode?: number) => Promise<Exchange>;

export async function tryStack(stack: Stack, { folder, env }: StackSetting): Promise<TriedStack> {
  const project = path.join(folder, "project");
  const clone = path.join(folder, "clone");
  await mkdir(project, { recursive: true });
  return step(stack.name, async () => {
    const shell = shellIn(project, env);
    for (const program of stack.needs) await shell(`command -v ${program}`);
    await begin(stack, project, shell);
    const exchanges = await use(stack, shell);
    await shell("git add --all && git commit --quiet --message='Add recompose'");
    await shell("git clone --quiet . ../clone");
    await step("a fresh clone", () => useClone(stack, clone, shellIn(clone, env)));
    return { exchanges, workflow: path.join(project, ".github/workflows/ci.yml") };
  });
}

/** The project as it is before recompose comes. */
async function begin(stack: Stack, project: string, shell: Shell): Promise<void> {
  if (stack.create !== undefined) await shell(stack.create);
  await writeFiles(project, stack.files);
  if (stack.prepare !== undefined) await shell(stack.prepare);
  await shell("git init --quiet --initial-branch=main && git add --all");
  await shell("git commit --quiet --message='Begin'");
}

async function use(stack: Stack, shell: Shell): Promise<readonly Exchange[]> {
  const { entryPoint, install } = stack;
  const shown = await shell(stack.shown);
  const init = await shell("npx recompose-ci init --yes");
  const green = await shell(`${install} && ${entryPoint} ci`);
  const generated = await shell(`${entryPoint} generate-gha`);
  const typeCheck = /^ {2}(\S.*?) {2,}checks the types/m.exec(init.output)?.[1];
  if (typeCheck === undefined) throw new Error(`init names no check of types:\n${init.output}`);
  await shell(typeCheck);
  await shell(`${entryPoint} generate-gha --check`);
  const again = await shell("npx recompose-ci init --yes");
  if (!again.output.includes("Nothing is missing.")) {
    throw new Error(`init is not done after the first time:\n${again.output}`);
  }
  if (entryPoint !== "./run") await staysAsItIs(shell);
  return [shown, init, green, generated];
}

/** Nothing of the project changed but for the folder of the app, and the workflow. */
async function staysAsItIs(shell: Shell): Promise<void> {
  const { output } = await shell("git status --porcelain --untracked-files=normal");
  const others = output.split("\n").filter((line) => !/^\?\? (?:ci|\.github)\/$/.test(line));
  if (others.join("") !== "") throw new Error(`init changed more than it says:\n${output}`);
}

/** Somebody else's: green without another command, and red with a mistake. */
async function useClone(stack: Stack, clone: string, shell: Shell): Promise<void> {
  const { entryPoint, mistake } = stack;
  await shell(`${entryPoint} ci --quiet`);
  await writeFiles(clone, { [mistake.file]: mistake.text });
  const { output } = await shell(`${entryPoint} ci --quiet`, 1);
  if (!new RegExp(`^ *✗ ${mistake.job} `, "m").test(output)) {
    throw new Error(`the mistake should make ${mistake.job} fail:\n${output}`);
  }
}

/** Both outputs in one, as on a terminal. */
function shellIn(cwd: string, env: StackSetting["env"]): Shell {
  return async (command, expectedCode = 0) => {
    const options = { cwd, env, capture: true, check: false } as const;
    const ended = await run("sh", "-c", `{ ${command}; } 2>&1`, options);
    const { stdout, exitCode, durationMs } = ended;
    if (exitCode === expectedCode) return { command, output: stdout, durationMs };
    throw new Error(`${command} ended with ${exitCode}, not ${expectedCode}:\n${stdout}`);
  };
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
