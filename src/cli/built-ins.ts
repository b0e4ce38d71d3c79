/** The commands that every app has: what each takes, and where its code is, which loads when it runs. */
import type { BuiltInName } from "../app/names.ts";
import type { ParsedFlags } from "./flags/flags.ts";
import { generateFlags, inspectFlags, pinsFlags } from "./flags/built-in-flags.ts";
import { type DescribedFlag, flagsOf } from "./flags/flag-table.ts";
import { shells } from "../start/built-in-commands.ts";
import type { AppContext, ProgramContext } from "./program-context.ts";

interface DescribedCommand {
  readonly flags: readonly DescribedFlag[];
  /** Names of its arguments, for help; all of them may be left out. */
  readonly positionals: readonly string[];
  /** What the first argument can be, where that is known without an app. */
  readonly choices?: readonly string[];
}

/** For a command that also works where there is no `recompose.ts`, or a broken one. */
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
    positionals: [],
    async run(parsed, context) {
      const { generateGha } = await import("./commands/generate-gha.ts");
      return generateGha(parsed, context);
    },
  },
  pins: {
    needsApp: true,
    flags: flagsOf(pinsFlags),
    positionals: [],
    async run(parsed, context) {
      const { pins } = await import("./commands/pins.ts");
      return pins(parsed, context);
    },
  },
  inspect: {
    needsApp: true,
    flags: flagsOf(inspectFlags),
    positionals: ["NAME"],
    async run(parsed, context) {
      const { inspect } = await import("./commands/inspect.ts");
      return inspect(parsed, context);
    },
  },
  completion: {
    needsApp: false,
    flags: [],
    positionals: ["SHELL", "PROGRAM"],
    choices: shells,
    async run(parsed, context) {
      const { completion } = await import("./commands/completion.ts");
      return completion(parsed, context);
    },
  },
  init: {
    needsApp: false,
    flags: [],
    positionals: [],
    async run(_parsed, context) {
      const { init } = await import("./commands/init.ts");
      return init(context);
    },
  },
  doctor: {
    needsApp: false,
    flags: [],
    positionals: [],
    async run(_parsed, context) {
      const { doctor } = await import("./commands/doctor.ts");
      return doctor(context);
    },
  },
};
