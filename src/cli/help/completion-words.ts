/** What could stand at the cursor of a command line. Pure: it follows from the app and the words. */
import type { App } from "../../app/app.ts";
import { type BuiltInName, sameCommand } from "../../app/names.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";
import type { Automation } from "../../automation/automation.ts";
import type { Inputs } from "../../inputs/input.ts";
import { flagName } from "../../inputs/flag.ts";
import { automationFlags } from "../flags/automation-flags.ts";
import { builtIns } from "../built-ins.ts";
import type { Flag } from "../flags/flags.ts";
import { type DescribedFlag, flagsOf } from "../flags/flag-table.ts";
import { commandFlags, globalFlags } from "../flags/global-flags.ts";
import { taskFlags } from "../flags/json-flag.ts";
import { inputFlags } from "../flags/input-flags.ts";

export interface Candidate {
  /** The whole word; one that ends in `=` is to be continued. */
  readonly word: string;
  readonly description?: string;
}

export interface Completions {
  readonly candidates: readonly Candidate[];
  /** Whether names of files belong here, too. */
  readonly files: boolean;
}

/** A flag with what is known of its values. */
interface Completed extends Flag {
  readonly summary?: string | undefined;
  readonly values?: Values;
  /** For a switch that is on already: its negation is what is worth typing. */
  readonly isOn?: boolean;
}

type Values = readonly string[] | "files";

interface CompletedLine {
  readonly flags: readonly Completed[];
  readonly positional: readonly Candidate[];
  /** Whether anything may follow `--`. */
  readonly takesRest: boolean;
}

const noCompletions: Completions = { candidates: [], files: false };
const onlyFiles: Completions = { candidates: [], files: true };

/**
 * @param words Those after the program's name, up to the cursor; the last one is being typed and may be empty.
 * @param app Undefined where there is none: then there are the built-in commands.
 */
export function completions(words: readonly string[], app: App | undefined): Completions {
  const current = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const index = before.findIndex((word) => !word.startsWith("-"));
  if (index === -1) {
    return current.startsWith("-")
      ? completeFlag(current, [], globalFlags)
      : matchingCompletions(current, commandNames(app));
  }
  const line = commandLine(before[index] ?? "", app);
  if (line === undefined) return noCompletions;
  const after = before.slice(index + 1);
  if (after.includes("--")) return line.takesRest ? onlyFiles : noCompletions;
  const lastFlag = flagOf(after.at(-1) ?? "", line.flags);
  if (lastFlag !== undefined && takesValue(lastFlag) && !after.at(-1)?.includes("=")) {
    return completeValue("", current, lastFlag);
  }
  if (current.startsWith("-")) return completeFlag(current, after, line.flags);
  if (line.positional.length > 0) {
    return after.some((word) => !word.startsWith("-"))
      ? noCompletions
      : matchingCompletions(current, line.positional);
  }
  // Everything here is given by name, so a Tab on an empty word shows the names.
  return current === "" ? completeFlag("", after, line.flags) : noCompletions;
}

function commandNames(app: App | undefined): Candidate[] {
  const groups = (app?.groups ?? []).filter(({ hidden }) => !hidden);
  const appCommands = [
    ...groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition)),
    ...(app?.automations ?? []),
  ].map(({ name, description }) => candidate(name, description));
  const words = new Set(appCommands.map(({ word }) => word));
  const others = Object.entries(builtInCommands).map(([name, text]) => candidate(name, text));
  // An automation may have the name of its one task.
  return [...appCommands.filter(({ word }) => words.delete(word)), ...others];
}

function commandLine(command: string, app: App | undefined): CompletedLine | undefined {
  const automation = app?.automations.find(({ name }) => sameCommand(name, command));
  const task = app?.groups
    .flatMap(({ tasks }) => tasks)
    .find(({ definition }) => sameCommand(definition.name, command))?.definition;
  if (task !== undefined) {
    const inputs = task.inputs ?? {};
    return {
      flags: [...completedInputs(inputs), ...flagsOf(taskFlags), ...commandFlags],
      positional: [],
      takesRest: Object.values(inputs).some(({ kind }) => kind === "rest"),
    };
  }
  if (automation !== undefined) {
    const options = [...flagsOf(automationFlags), ...commandFlags].map((flag) =>
      withValues(flag, valuesOf(flag, app, automation)),
    );
    return {
      flags: [...completedInputs(declaredInputs(automation)), ...options],
      positional: [],
      takesRest: false,
    };
  }
  return builtInLine(command, app);
}

function builtInLine(command: string, app: App | undefined): CompletedLine | undefined {
  const name = (Object.keys(builtInCommands) as BuiltInName[]).find((builtIn) =>
    sameCommand(builtIn, command),
  );
  if (name === undefined) return undefined;
  const { flags, positionals, choices } = builtIns[name];
  const ownCommands = commandNames(app).filter(({ word }) => !(word in builtInCommands));
  return {
    flags: [...flags, ...commandFlags].map((flag) => withValues(flag, valuesOf(flag, app))),
    positional:
      choices?.map((word) => ({ word })) ?? (positionals[0] === "NAME" ? ownCommands : []),
    takesRest: false,
  };
}

function valuesOf(
  { completedBy }: DescribedFlag,
  app: App | undefined,
  automation?: Automation,
): Values | undefined {
  switch (completedBy) {
    case "jobs":
      return automation?.jobs.map(({ id }) => id);
    case "events":
      return automation?.triggers.map(({ event }) => event);
    case "automations":
      return app?.automations.map(({ name }) => name);
    case "files":
      return "files";
    case undefined:
      return undefined;
  }
}

export function declaredInputs(command: {
  readonly name: string;
  readonly inputs?: Inputs;
}): Inputs {
  return command.inputs ?? {};
}

function completedInputs(inputs: Inputs): Completed[] {
  const byFlag = new Map(Object.entries(inputs).map(([name, input]) => [flagName(name), input]));
  return inputFlags(inputs).map((flag): Completed => {
    const input = byFlag.get(flag.name);
    const values =
      input?.kind === "boolean"
        ? ["true", "false"]
        : input?.kind === "artifact"
          ? "files"
          : input?.choices;
    return {
      ...withValues(flag, values),
      summary: input?.description,
      isOn: input?.kind === "boolean" && input.default === true,
    };
  });
}

function withValues(flag: Flag | DescribedFlag, values: Values | undefined): Completed {
  return values === undefined ? flag : { ...flag, values };
}

function completeFlag(
  current: string,
  before: readonly string[],
  flags: readonly Completed[],
): Completions {
  const equals = current.indexOf("=");
  if (equals !== -1) {
    const flag = flagOf(current, flags);
    return flag === undefined || flag.kind === "option"
      ? noCompletions
      : completeValue(current.slice(0, equals + 1), current.slice(equals + 1), flag);
  }
  const usedFlags = new Set(
    before.map((word) => flagOf(word, flags)).filter((flag) => flag?.kind !== "list"),
  );
  const open = flags.filter((flag) => !usedFlags.has(flag));
  const candidates = open.flatMap((flag) => {
    const ending = takesValue(flag) ? "=" : "";
    const plain = candidate(`--${flag.name}${ending}`, flag.summary);
    if (flag.kind !== "switch") return [plain];
    const opposite = candidate(
      `--no-${flag.name}`,
      flag.summary === undefined ? undefined : `Turn off: ${flag.summary}`,
    );
    if (flag.isOn === true) return [opposite, plain];
    return current.startsWith("--no") ? [plain, opposite] : [plain];
  });
  const verbatim = open.flatMap(({ aliases = [], ...flag }) =>
    aliases.map((name) => candidate(`--${name}${takesValue(flag) ? "=" : ""}`, flag.summary)),
  );
  const matches = matchingCompletions(current, candidates);
  return matches.candidates.length > 0 ? matches : matchingCompletions(current, verbatim);
}

function completeValue(prefix: string, current: string, { values }: Completed): Completions {
  if (values === undefined) return noCompletions;
  if (values === "files") return onlyFiles;
  const matches = values.filter((value) => value.startsWith(current));
  return { candidates: matches.map((value) => ({ word: `${prefix}${value}` })), files: false };
}

/** The flag that a word such as `--skip_tests=true` or `--no-skip-tests` spells. */
function flagOf(word: string, flags: readonly Completed[]): Completed | undefined {
  if (!word.startsWith("--")) return undefined;
  const name = word.slice(2).split("=", 1)[0] ?? "";
  const flagNamed = (spelling: string): Completed | undefined =>
    flags.find((flag) => flag.name === spelling || flag.aliases?.includes(spelling));
  return flagNamed(name) ?? flagNamed(name.replace(/^no[-_]/, ""));
}

function takesValue({ kind }: Flag): boolean {
  return kind === "value" || kind === "list";
}

/** Shells drop what does not start with what was typed, so `_` and `-` stay as they were typed. */
function matchingCompletions(current: string, candidates: readonly Candidate[]): Completions {
  return {
    candidates: candidates
      .filter(({ word }) => sameCommand(word.slice(0, current.length), current))
      .map((match) => ({ ...match, word: current + match.word.slice(current.length) })),
    files: false,
  };
}

function candidate(word: string, description: string | undefined): Candidate {
  return description === undefined ? { word } : { word, description };
}
