/** act, another program that runs workflows on one's machine: https://github.com/nektos/act */
import { run } from "recompose-ci";
import { goTool, installed } from "../tool.ts";

const act = goTool("act", "0.2.89", "github.com/nektos/act");

export interface ActRun {
  /** The git repository. */
  readonly root: string;
  /** For what act keeps, outside of the repository. */
  readonly home: string;
  readonly event: string;
  /** A file. */
  readonly workflow: string;
  /** A file. */
  readonly payload?: string;
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How long act may take. */
  readonly timeoutMs?: number;
}

/** What act prints, a JSON object a line. Jobs run on this machine, without a container. */
export async function runAct(one: ActRun): Promise<string> {
  const program = await installed(act);
  const command = [
    program,
    one.event,
    "--json",
    "--verbose",
    "--platform=ubuntu-latest=-self-hosted",
    "--no-cache-server",
    `--workflows=${one.workflow}`,
    ...(one.payload === undefined ? [] : [`--eventpath=${one.payload}`]),
    ...(one.options ?? []),
  ];
  const { stdout, stderr } = await runAlone({ ...one, command });
  return `${stdout}\n${stderr}`;
}

interface Lonely {
  readonly root: string;
  readonly home: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Without the variables of the run that this task is part of, here or on GitHub; whatever its exit code. */
export function runAlone(one: Lonely): ReturnType<typeof run> {
  const variables = {
    PATH: process.env["PATH"] ?? "",
    HOME: one.home,
    LANG: "C.UTF-8",
    ...one.env,
  };
  const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const { root: cwd, timeoutMs = 60_000 } = one;
  const options = { cwd, timeoutMs, check: false, capture: true };
  return run("env", "-i", ...settings, ...one.command, options);
}

/** Installs act, so that no comparison has to. */
export async function installAct(): Promise<void> {
  await installed(act);
}
