/** What `--help` prints. Pure: lines follow from the app and the style. */
import type { App } from "../../app/app.ts";
import type { BuiltInName } from "../../app/names.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";
import type { Automation } from "../../automation/automation.ts";
import { flagName } from "../../inputs/flag.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import type { Style } from "../../reporters/shown/style.ts";
import type { TaskInfo } from "../../task/definition.ts";
import { automationFlags } from "../flags/automation-flags.ts";
import type { BuiltIn } from "../built-ins.ts";
import { commandFlags, globalFlags } from "../flags/global-flags.ts";
import { flagsOf } from "../flags/flag-table.ts";
import { taskFlags } from "../flags/json-flag.ts";
import { switchName } from "../flags/flags.ts";

interface HelpEntry {
  readonly name: string;
  readonly text: string;
}

interface Section {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

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
      // One that was made of a task and has its name is listed with the tasks: the command is that of the task.
      entries: app.automations.filter(({ name, dispatches }) => name !== dispatches).map(entryOf),
    },
    { title: "Built in", entries: builtIns() },
    { title: "Options", entries: globalFlags.map(flagEntry) },
  ];
  return [
    `Usage: ${style.bold(entryPoint)} COMMAND [inputs] [options]`,
    ...printSections(sections, style),
    "",
    style.dim(`${entryPoint} COMMAND --help says more about a command.`),
  ];
}

/** For a folder that has no app yet: what there is without one, and how to get one. */
export function helpWithoutApp(folder: string, style: Style): string[] {
  return [
    `Usage: ${style.bold("recompose")} COMMAND [inputs] [options]`,
    "",
    `There is no recompose.ts in ${folder} or in a folder above it.`,
    `${style.bold("recompose init")} writes one to start from.`,
    ...printSections(
      [
        { title: "Built in", entries: builtIns() },
        { title: "Options", entries: globalFlags.map(flagEntry) },
      ],
      style,
    ),
  ];
}

export function builtInHelp(
  name: BuiltInName,
  builtIn: Pick<BuiltIn, "flags" | "positionals">,
  entryPoint: string,
  style: Style,
): string[] {
  const words = [...builtIn.positionals.map((word) => `[${word}]`), "[options]"];
  return [
    `Usage: ${style.bold(`${entryPoint} ${name}`)} ${words.join(" ")}`,
    "",
    `${builtInCommands[name]}.`,
    ...printSections(
      [{ title: "Options", entries: [...builtIn.flags, ...commandFlags].map(flagEntry) }],
      style,
    ),
  ];
}

export function taskHelp(task: TaskInfo, entryPoint: string, style: Style): string[] {
  const inputs = task.inputs ?? {};
  const sectionOf = (title: string, names: readonly string[] | undefined): Section => ({
    title,
    entries: (names ?? []).map((name) => ({ name, text: "" })),
  });
  return [
    usage(entryPoint, task.name, inputs, style),
    ...description(task),
    ...printSections(
      [
        { title: "Inputs", entries: inputEntries(inputs) },
        sectionOf("Outputs", task.outputs),
        sectionOf("Artifacts", task.artifacts),
        sectionOf("Secrets", task.secrets),
        { title: "Options", entries: [...flagsOf(taskFlags), ...commandFlags].map(flagEntry) },
      ],
      style,
    ),
  ];
}

export function automationHelp(automation: Automation, entryPoint: string, style: Style): string[] {
  return [
    usage(entryPoint, automation.name, automation.inputs, style),
    ...description(automation),
    ...printSections(
      [
        { title: "Inputs", entries: inputEntries(automation.inputs) },
        { title: "Jobs", entries: automation.jobs.map(jobEntry) },
        {
          title: "Options",
          entries: [...flagsOf(automationFlags), ...commandFlags].map(flagEntry),
        },
      ],
      style,
    ),
  ];
}

function usage(entryPoint: string, command: string, inputs: Inputs, style: Style): string {
  const words = Object.entries(inputs).flatMap(([name, input]) =>
    input.kind === "rest" || !input.required ? [] : [inputName(name, input)],
  );
  const optional = Object.values(inputs).some(({ kind, required }) => !required && kind !== "rest");
  const rest = Object.values(inputs).some(({ kind }) => kind === "rest");
  const all = [
    ...words,
    ...(optional ? ["[inputs]"] : []),
    "[options]",
    ...(rest ? ["[-- …]"] : []),
  ];
  return `Usage: ${style.bold(`${entryPoint} ${command}`)} ${all.join(" ")}`;
}

function inputEntries(inputs: Inputs): HelpEntry[] {
  return Object.entries(inputs).map(([name, input]) => ({
    name: inputName(name, input),
    text: [input.description ?? "", ...inputNotes(input)].filter((part) => part !== "").join(" "),
  }));
}

function inputName(name: string, input: Input): string {
  if (input.kind === "rest") return "-- …";
  if (input.kind === "boolean") return switchName(flagName(name));
  return `--${flagName(name)}=${placeholder(input.kind)}`;
}

function inputNotes(input: Input): string[] {
  const notes: string[] = [];
  if (input.choices !== undefined) notes.push(`one of ${input.choices.join(", ")}`);
  if (input.required) notes.push("required");
  else if (input.default !== undefined) {
    notes.push(`default: ${input.default === "" ? '""' : input.default}`);
  }
  return notes.length === 0 ? [] : [`(${notes.join("; ")})`];
}

function placeholder(kind: Input["kind"]): string {
  switch (kind) {
    case "number":
      return "N";
    case "artifact":
      return "PATH";
    case "choice":
      return "CHOICE";
    case "environment":
      return "ENVIRONMENT";
    case "string":
    case "boolean":
    case "rest":
      return "TEXT";
  }
}

function jobEntry({ id, keys: { needs } }: Automation["jobs"][number]): HelpEntry {
  return { name: id, text: needs.length === 0 ? "" : `after ${needs.join(", ")}` };
}

function flagEntry(flag: {
  readonly name: string;
  readonly short?: string;
  readonly kind: string;
  readonly summary: string;
}): HelpEntry {
  const value = flag.kind === "value" || flag.kind === "list" ? "=…" : "";
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const long = flag.kind === "switch" ? switchName(flag.name) : `--${flag.name}`;
  return { name: `${short}${long}${value}`, text: flag.summary };
}

function builtIns(): HelpEntry[] {
  return Object.entries(builtInCommands).map(([name, text]) => ({ name, text }));
}

function entryOf(command: {
  readonly name: string;
  readonly description?: string | undefined;
}): HelpEntry {
  return { name: command.name, text: command.description ?? "" };
}

function description(command: { readonly description?: string | undefined }): string[] {
  return command.description === undefined ? [] : ["", command.description];
}

/** Aligned over all sections, so that the page has two columns. */
function printSections(sections: readonly Section[], style: Style): string[] {
  const filledSections = sections.filter(({ entries }) => entries.length > 0);
  const names = filledSections.flatMap(({ entries }) => entries.map(({ name }) => name.length));
  const width = Math.min(32, Math.max(0, ...names));
  return filledSections.flatMap(({ title, entries }) => [
    "",
    style.bold(title),
    ...entries.map(({ name, text }) =>
      `  ${style.cyan(name)}${" ".repeat(Math.max(0, width - name.length))}  ${text}`.trimEnd(),
    ),
  ]);
}
