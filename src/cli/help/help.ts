/** What `--help` prints. Pure: the lines follow from the app and the style. */
import type { App } from "../../app/app.ts";
import type { BuiltInName } from "../../app/names.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";
import type { Automation } from "../../automation/automation.ts";
import { flagName } from "../../inputs/flag.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import type { Style } from "../../reporters/shown/style.ts";
import type { TaskInfo } from "../../task/definition.ts";
import { automationFlags } from "../flags/automation-flags.ts";
import { automationFlagNames } from "../flags/automation-input-flags.ts";
import type { BuiltIn } from "../built-ins.ts";
import { commandFlags, globalFlags } from "../flags/global-flags.ts";
import { type DescribedFlag, flagsOf } from "../flags/flag-table.ts";
import { taskOptions } from "../flags/run-flags.ts";
import { switchName, takesValue } from "../flags/flags.ts";
import { examples } from "./examples.ts";

export interface HelpEntry {
  readonly name: string;
  readonly text: string;
}

interface Section {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

const generalSections: readonly Section[] = [
  {
    title: "Built in",
    entries: Object.entries(builtInCommands).map(([name, text]) => ({ name, text })),
  },
  { title: "Options", entries: globalFlags.map(flagEntry) },
];

export function appHelp(app: App, style: Style, showHidden: boolean): string[] {
  const { entryPoint } = app.defaults;
  const groups = app.groups.filter(({ hidden }) => showHidden || !hidden);
  const sections: Section[] = [
    ...groups.map(({ title, tasks }) => ({
      title: title ?? "Tasks",
      entries: tasks.map(({ definition }) => entryOf(definition)),
    })),
    {
      title: "Automations",
      // One that was made from a task and has its name is listed with the tasks, since the command runs the task.
      entries: app.automations.filter(({ name, dispatches }) => name !== dispatches).map(entryOf),
    },
    ...generalSections,
  ];
  return [
    `Usage: ${style.bold(entryPoint)} COMMAND [inputs] [options]`,
    ...printSections(sections, style),
    "",
    style.dim(`${entryPoint} COMMAND --help says more about a command.`),
  ];
}

/** For a folder without an app: what there is all the same, and how to get one. */
export function helpWithoutApp(folder: string, style: Style): string[] {
  return [
    `Usage: ${style.bold("recompose")} COMMAND [inputs] [options]`,
    "",
    `There is no recompose.ts in ${folder} or in a folder above it.`,
    `${style.bold("recompose init")} writes one to start from.`,
    ...printSections(generalSections, style),
  ];
}

export function builtInHelp(
  name: BuiltInName,
  builtIn: Pick<BuiltIn, "flags" | "positionals">,
  entryPoint: string,
  style: Style,
): string[] {
  const entries = examples[name].map(({ line, text }) => ({
    name: line.replace("./run", entryPoint),
    text,
  }));
  return [
    `Usage: ${style.bold(`${entryPoint} ${name}`)} ${builtInUsage(builtIn)}`,
    "",
    `${builtInCommands[name]}.`,
    ...printSections([optionsSection(builtIn.flags ?? [])], style),
    ...printSections([{ title: "Examples", entries }], style, 44),
  ];
}

/** What follows the name of the command. */
export function builtInUsage({ positionals = [] }: Pick<BuiltIn, "positionals">): string {
  return [...positionals.map((word) => `[${word}]`), "[options]"].join(" ");
}

export function taskHelp(task: TaskInfo, entryPoint: string, style: Style): string[] {
  const inputs = task.inputs ?? {};
  const sectionOf = (title: string, names: readonly string[] | undefined): Section => ({
    title,
    entries: (names ?? []).map((name) => ({ name, text: "" })),
  });
  return [
    usage(entryPoint, task.name, inputs, flagOfTask, style),
    ...descriptionLines(task),
    ...printSections(
      [
        { title: "Inputs", entries: inputEntries(inputs, flagOfTask) },
        sectionOf("Outputs", task.outputs),
        sectionOf("Artifacts", task.artifacts),
        sectionOf("Secrets", task.secrets),
        optionsSection(taskOptions(inputs)),
      ],
      style,
    ),
  ];
}

export function automationHelp(automation: Automation, entryPoint: string, style: Style): string[] {
  const flagOf = automationFlagNames(automation.inputs);
  return [
    usage(entryPoint, automation.name, automation.inputs, flagOf, style),
    ...descriptionLines(automation),
    ...printSections(
      [
        { title: "Inputs", entries: inputEntries(automation.inputs, flagOf) },
        { title: "Jobs", entries: automation.jobs.map(jobEntry) },
        optionsSection(flagsOf(automationFlags)),
      ],
      style,
    ),
  ];
}

type FlagOf = (input: string) => string;

const flagOfTask: FlagOf = (input) => `--${flagName(input)}`;

function usage(
  entryPoint: string,
  command: string,
  inputs: Inputs,
  flagOf: FlagOf,
  style: Style,
): string {
  const words = Object.entries(inputs)
    .filter(([, { required }]) => required)
    .map(([name, input]) => inputName(flagOf(name), input));
  const optionalKinds = Object.values(inputs)
    .filter(({ required }) => !required)
    .map(({ kind }) => kind);
  if (optionalKinds.some((kind) => kind !== "rest")) words.push("[inputs]");
  words.push("[options]");
  if (optionalKinds.includes("rest")) words.push("[-- …]");
  return `Usage: ${style.bold(`${entryPoint} ${command}`)} ${words.join(" ")}`;
}

function inputEntries(inputs: Inputs, flagOf: FlagOf): HelpEntry[] {
  return Object.entries(inputs).map(([name, input]) => ({
    name: inputName(flagOf(name), input),
    text: [input.description, inputNotes(input)].filter(Boolean).join(" "),
  }));
}

const placeholders: Readonly<Partial<Record<Input["kind"], string>>> = {
  number: "N",
  artifact: "PATH",
  choice: "CHOICE",
  environment: "ENVIRONMENT",
};

function inputName(flag: string, input: Input): string {
  if (input.kind === "rest") return "-- …";
  if (input.kind === "boolean") return switchName(flag.slice(2));
  return `${flag}=${placeholders[input.kind] ?? "TEXT"}`;
}

function inputNotes(input: Input): string {
  const notes: string[] = [];
  if (input.choices !== undefined) notes.push(`one of ${input.choices.join(", ")}`);
  if (input.required) notes.push("required");
  else if (input.default !== undefined) {
    notes.push(`default: ${input.default === "" ? '""' : input.default}`);
  }
  return notes.length === 0 ? "" : `(${notes.join("; ")})`;
}

function jobEntry({ id, keys: { needs } }: Automation["jobs"][number]): HelpEntry {
  return { name: id, text: needs.length === 0 ? "" : `after ${needs.join(", ")}` };
}

function optionsSection(flags: readonly DescribedFlag[]): Section {
  return { title: "Options", entries: [...flags, ...commandFlags].map(flagEntry) };
}

/** How a flag is typed, and what for. */
export function flagEntry(flag: DescribedFlag): HelpEntry {
  const value = takesValue(flag) ? "=…" : "";
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const long = flag.kind === "switch" ? switchName(flag.name) : `--${flag.name}`;
  return { name: `${short}${long}${value}`, text: flag.summary };
}

function entryOf({ name, description = "" }: TaskInfo | Automation): HelpEntry {
  return { name, text: description };
}

function descriptionLines({ description }: TaskInfo | Automation): string[] {
  return description === undefined ? [] : ["", description];
}

/** Texts are aligned over all sections, but for names that are longer than `widest`. */
function printSections(sections: readonly Section[], style: Style, widest = 32): string[] {
  const nonEmptySections = sections.filter(({ entries }) => entries.length > 0);
  const widths = nonEmptySections.flatMap(({ entries }) => entries.map(({ name }) => name.length));
  const width = Math.min(widest, Math.max(0, ...widths));
  return nonEmptySections.flatMap(({ title, entries }) => [
    "",
    style.bold(title),
    ...entries.map(({ name, text }) =>
      `  ${style.cyan(name)}${" ".repeat(Math.max(0, width - name.length))}  ${text}`.trimEnd(),
    ),
  ]);
}
