/** The commands that every app has: what each takes, and where its code is. The code loads when the command runs. */
import type { BuiltInName } from "../app/names.ts";
import type { ParsedFlags } from "./flags/flags.ts";
import {
  actionsFlags,
  generateFlags,
  importFlags,
  initFlags,
  inspectFlags,
  mcpFlags,
  pinsFlags,
} from "./flags/built-in-flags.ts";
import { type DescribedFlag, flagsOf } from "./flags/flag-table.ts";
import { shells } from "../start/built-in-commands.ts";
import type { AppContext, ProgramContext } from "./program-context.ts";

interface DescribedCommand {
  readonly flags?: readonly DescribedFlag[];
  /** Names of its arguments, for help. All of them are optional. */
  readonly positionals?: readonly string[];
  /** What the first argument can be, if that is known without an app. */
  readonly choices?: readonly string[];
}

/** For a command that also works without `recompose.ts`, or with a broken one. */
export interface AppFreeBuiltIn extends DescribedCommand {
  readonly needsApp: false;
  readonly run: (parsed: ParsedFlags, context: ProgramContext) => Promise<number>;
}

export interface AppBuiltIn extends DescribedCommand {
  readonly needsApp: true;
  readonly run: (parsed: ParsedFlags, context: AppContext) => Promise<number>;
}

export type BuiltIn = AppFreeBuiltIn | AppBuiltIn;

export const builtIns: Readonly<Record<BuiltInName, BuiltIn>> = {
  "generate-gha": {
    needsApp: true,
    flags: flagsOf(generateFlags),
    run: async (parsed, context) =>
      (await import("./commands/generate-gha.ts")).generateGha(parsed, context),
  },
  pins: {
    needsApp: true,
    flags: flagsOf(pinsFlags),
    run: async (parsed, context) => (await import("./commands/pins.ts")).pins(parsed, context),
  },
  actions: {
    needsApp: false,
    flags: flagsOf(actionsFlags),
    positionals: ["add", "ACTION"],
    choices: ["add"],
    run: async (parsed, context) =>
      (await import("./commands/actions.ts")).actions(parsed, context),
  },
  inspect: {
    needsApp: true,
    flags: flagsOf(inspectFlags),
    positionals: ["NAME"],
    run: async (parsed, context) =>
      (await import("./commands/inspect.ts")).inspect(parsed, context),
  },
  mcp: {
    needsApp: false,
    flags: flagsOf(mcpFlags),
    run: async (parsed, context) => (await import("./mcp/mcp.ts")).mcp(parsed, context),
  },
  completion: {
    needsApp: false,
    positionals: ["SHELL", "PROGRAM"],
    choices: shells,
    run: async (parsed, context) =>
      (await import("./commands/completion.ts")).completion(parsed, context),
  },
  import: {
    needsApp: false,
    flags: flagsOf(importFlags),
    positionals: ["FILES…"],
    run: async (parsed, context) =>
      (await import("./commands/import.ts")).importFiles(parsed, context),
  },
  init: {
    needsApp: false,
    flags: flagsOf(initFlags),
    run: async (parsed, context) => (await import("./commands/init.ts")).init(parsed, context),
  },
  doctor: {
    needsApp: false,
    run: async (_parsed, context) => (await import("./commands/doctor.ts")).doctor(context),
  },
};
