/** What may stand at the cursor of a command line. Pure: it follows from the app and the words. */
import type { App } from "../../app/app.ts";
import { builtInName, sameCommand } from "../../app/names.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";
import type { Automation } from "../../automation/automation.ts";
import { automationFlags } from "../flags/automation-flags.ts";
import { builtIns } from "../built-ins.ts";
import { type Flag, takesValue } from "../flags/flags.ts";
import { type DescribedFlag, flagsOf } from "../flags/flag-table.ts";
import { commandFlags, globalFlags } from "../flags/global-flags.ts";
import { taskOptions } from "../flags/run-flags.ts";
import { automationInputFlags } from "../flags/automation-input-flags.ts";
import { type InputFlag, inputFlags } from "../flags/input-flags.ts";
import { listedTasks } from "../program-context.ts";

export interface Candidate {
  /** The whole word. After one that ends in `=` the person goes on typing. */
  readonly word: string;
  readonly description?: string | undefined;
}

export interface Completions {
  readonly candidates: readonly Candidate[];
  /** Whether names of files fit here, too. */
  readonly files: boolean;
}

interface CompletedFlag extends Flag {
  readonly summary?: string | undefined;
  readonly values?: Values | undefined;
  /** For a switch that is on by default: its negation is what a person would type. */
  readonly isOn?: boolean;
}

type Values = readonly string[] | "files";

interface CompletedLine {
  readonly flags: readonly CompletedFlag[];
  readonly positional: readonly Candidate[];
  /** Whether its arguments are files. */
  readonly takesFiles?: boolean;
  /** Whether anything may follow `--`. */
  readonly takesRest: boolean;
}

const noCompletions: Completions = { candidates: [], files: false };
const onlyFiles: Completions = { candidates: [], files: true };

/**
 * @param words The words between the program's name and the cursor. The last one may be unfinished or empty.
 * @param app Undefined if there is none: then only the built-in commands are offered.
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
  if (line.takesFiles === true) return onlyFiles;
  // Everything here has a name, so a Tab on an empty word shows the names.
  return current === "" ? completeFlag("", after, line.flags) : noCompletions;
}

function commandNames(app: App | undefined): Candidate[] {
  const groups = (app?.groups ?? []).filter(({ hidden }) => !hidden);
  const appCommands = [
    ...groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition)),
    ...(app?.automations ?? []),
  ].map(({ name, description }) => ({ word: name, description }));
  const words = new Set(appCommands.map(({ word }) => word));
  const others = Object.entries(builtInCommands).map(([word, description]) => ({
    word,
    description,
  }));
  // An automation may have the name of its one task.
  return [...appCommands.filter(({ word }) => words.delete(word)), ...others];
}

function commandLine(command: string, app: App | undefined): CompletedLine | undefined {
  const automation = app?.automations.find(({ name }) => sameCommand(name, command));
  const task = app && listedTasks(app).find(({ name }) => sameCommand(name, command));
  if (task !== undefined) {
    const inputs = task.inputs ?? {};
    return {
      flags: [...completedInputs(inputFlags(inputs)), ...taskOptions(inputs), ...commandFlags],
      positional: [],
      takesRest: Object.values(inputs).some(({ kind }) => kind === "rest"),
    };
  }
  if (automation !== undefined) {
    const options = completedOptions(flagsOf(automationFlags), app, automation);
    return {
      flags: [...completedInputs(automationInputFlags(automation.inputs)), ...options],
      positional: [],
      takesRest: false,
    };
  }
  const name = builtInName(command);
  if (name === undefined) return undefined;
  const { flags = [], positionals = [], choices } = builtIns[name];
  const ownCommands = commandNames(app).filter(({ word }) => !(word in builtInCommands));
  return {
    flags: completedOptions(flags, app),
    positional:
      choices?.map((word) => ({ word })) ?? (positionals[0] === "NAME" ? ownCommands : []),
    takesFiles: positionals[0] === "FILES…",
    takesRest: false,
  };
}

function completedOptions(
  flags: readonly DescribedFlag[],
  app: App | undefined,
  automation?: Automation,
): CompletedFlag[] {
  return [...flags, ...commandFlags].map((flag) => ({
    ...flag,
    values: valuesOf(flag, app, automation),
  }));
}

function valuesOf(
  { completedBy }: DescribedFlag,
  app: App | undefined,
  automation: Automation | undefined,
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

function completedInputs(flags: readonly InputFlag[]): CompletedFlag[] {
  return flags.map(({ input, inputName: _inputName, ...flag }): CompletedFlag => {
    const { kind, choices } = input;
    const values = kind === "boolean" ? ["true", "false"] : kind === "artifact" ? "files" : choices;
    return {
      ...flag,
      values,
      summary: input.description,
      isOn: kind === "boolean" && input.default === true,
    };
  });
}

function completeFlag(
  current: string,
  before: readonly string[],
  flags: readonly CompletedFlag[],
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
  const unusedFlags = flags.filter((flag) => !usedFlags.has(flag));
  const spellingOf = (flag: CompletedFlag, name: string): Candidate => ({
    word: `--${name}${takesValue(flag) ? "=" : ""}`,
    description: flag.summary,
  });
  const candidates = unusedFlags.flatMap((flag) => {
    const plain = spellingOf(flag, flag.name);
    if (flag.kind !== "switch") return [plain];
    const description = flag.summary && `Turn off: ${flag.summary}`;
    const opposite = { word: `--no-${flag.name}`, description };
    if (flag.isOn === true) return [opposite, plain];
    return current.startsWith("--no") ? [plain, opposite] : [plain];
  });
  const matches = matchingCompletions(current, candidates);
  if (matches.candidates.length > 0) return matches;
  const aliases = unusedFlags.flatMap((flag) =>
    (flag.aliases ?? []).map((name) => spellingOf(flag, name)),
  );
  return matchingCompletions(current, aliases);
}

function completeValue(prefix: string, current: string, { values }: CompletedFlag): Completions {
  if (values === undefined) return noCompletions;
  if (values === "files") return onlyFiles;
  const matches = values.filter((value) => value.startsWith(current));
  return { candidates: matches.map((value) => ({ word: `${prefix}${value}` })), files: false };
}

/** The flag that a word such as `--skip_tests=true` or `--no-skip-tests` spells. */
function flagOf(word: string, flags: readonly CompletedFlag[]): CompletedFlag | undefined {
  if (!word.startsWith("--")) return undefined;
  const name = word.slice(2).split("=", 1)[0] ?? "";
  const flagNamed = (spelling: string): CompletedFlag | undefined =>
    flags.find((flag) => flag.name === spelling || flag.aliases?.includes(spelling));
  return flagNamed(name) ?? flagNamed(name.replace(/^no[-_]/, ""));
}

/** Shells drop a candidate that does not start with the typed text, so its `_` and `-` stay in the candidate. */
function matchingCompletions(current: string, candidates: readonly Candidate[]): Completions {
  return {
    candidates: candidates
      .filter(({ word }) => sameCommand(word.slice(0, current.length), current))
      .map((match) => ({ ...match, word: current + match.word.slice(current.length) })),
    files: false,
  };
}
