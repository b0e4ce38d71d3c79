/** `./run` alone on a terminal: asks what to run, and shows the command line that does the same. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type * as Prompts from "@clack/prompts";
import cliTruncate from "cli-truncate";
import { builtInCommands } from "../start/built-in-commands.ts";
import { flagName } from "../inputs/flag.ts";
import type { Input, Inputs } from "../inputs/input.ts";
import { readInput } from "../inputs/read.ts";
import { automationFlagNames } from "./flags/automation-input-flags.ts";
import { shellArgument } from "../problems/shell-word.ts";
import { messageOf } from "../problems/wording.ts";
import { nameText } from "../reporters/lines/line-text.ts";
import { bestFirst, isFound, type SearchedCommand } from "./command-search.ts";
import type { AppContext } from "./program-context.ts";

export interface PickedCommand {
  readonly command: string;
  readonly args: readonly string[];
}

interface Choice extends SearchedCommand {
  readonly inputs: Inputs;
  /** The flag of an input, with its dashes. Default: that of a task. */
  readonly flagOf?: FlagOf;
}

type FlagOf = (input: string) => string;

/** Undefined if the person cancels. */
export async function pickCommand(context: AppContext): Promise<PickedCommand | undefined> {
  const { app, host, style } = context;
  const { entryPoint } = app.defaults;
  // Loaded here only: no other command needs it.
  const prompts = await import("@clack/prompts");
  const choices = choicesOf(context);
  const width = Math.max(...choices.map(({ name }) => name.length));
  // clack puts five cells before a label. A line that wraps would break its redrawing.
  const room = Math.max(0, host.stdout.columns() - width - 8);
  const line = ({ name, description }: Choice): string =>
    `${name.padEnd(width)}  ${style.dim(cliTruncate(nameText(description), room))}`.trimEnd();
  const byName = new Map(choices.map((choice) => [choice.name, choice]));
  let query = "";
  const command = await prompts.autocomplete<string>({
    message: `What should ${entryPoint} do?`,
    placeholder: "Type to filter",
    maxItems: Math.max(5, Math.min(15, host.stdout.rows() - 8)),
    options() {
      // clack would stay at the command that was first before this key, wherever that is now.
      if (this.userInput !== query) this.focusedValue = undefined;
      query = this.userInput;
      return bestFirst(query, choices).map((choice) => ({
        value: choice.name,
        label: line(choice),
      }));
    },
    filter(text, { value }) {
      const choice = byName.get(value);
      return choice !== undefined && isFound(text, choice);
    },
  });
  const choice = prompts.isCancel(command) ? undefined : byName.get(command);
  const args = choice && (await askInputs(choice, prompts, host.cwd));
  if (choice === undefined || args === undefined) {
    prompts.cancel("Nothing was run.");
    return undefined;
  }
  const words = ["$", entryPoint, choice.name, ...args.map(shellArgument)];
  prompts.outro(style.bold(nameText(words.join(" "))));
  return { command: choice.name, args };
}

function choicesOf({ app }: AppContext): Choice[] {
  const tasks = app.groups
    .filter(({ hidden }) => !hidden)
    .flatMap(({ title, tasks: groupTasks }) =>
      groupTasks.map(({ definition }) => ({
        name: definition.name,
        description: definition.description ?? "",
        section: title ?? "task",
        inputs: definition.inputs ?? {},
      })),
    );
  const automations = app.automations
    // A dispatchable automation has the name of its task, and on a command line the name means the task.
    .filter(({ name }) => tasks.every((task) => task.name !== name))
    .map((automation) => ({
      name: automation.name,
      description: automation.description ?? "",
      section: "automation",
      inputs: automation.inputs,
      flagOf: automationFlagNames(automation.inputs),
    }));
  const builtIns = Object.entries(builtInCommands)
    // The first writes a script for a shell, the second an app, and here there is one already.
    .filter(([name]) => name !== "completion" && name !== "init")
    .map(([name, description]) => ({ name, description, section: "built in", inputs: {} }));
  return [...tasks, ...automations, ...builtIns];
}

/** The words for the required inputs, and for the others that the person wants to set. Undefined after a cancel. */
async function askInputs(
  { inputs, flagOf = (input) => `--${flagName(input)}` }: Choice,
  prompts: typeof Prompts,
  cwd: string,
): Promise<string[] | undefined> {
  const namedInputs = Object.entries(inputs).filter(([, { kind }]) => kind !== "rest");
  const requiredInputs = namedInputs.filter(([, { required }]) => required);
  const optionalInputs = namedInputs.filter(([, { required }]) => !required);
  const args: string[] = [];
  const askAll = async (entries: typeof namedInputs): Promise<string[] | undefined> => {
    for (const [name, input] of entries) {
      const word = await askInput(flagOf(name).slice(2), input, prompts, cwd);
      if (word === undefined) return undefined;
      args.push(word);
    }
    return args;
  };
  if ((await askAll(requiredInputs)) === undefined) return undefined;
  if (optionalInputs.length === 0) return args;
  const selection = await prompts.multiselect({
    message: "Anything to change? Enter alone leaves it as it is",
    required: false,
    options: optionalInputs.map(([name, input]) => ({
      value: name,
      label: flagOf(name).slice(2),
      hint: nameText(
        [input.description, `now ${defaultText(input.default)}`].filter(Boolean).join("; "),
      ),
    })),
  });
  if (prompts.isCancel(selection)) return undefined;
  return askAll(optionalInputs.filter(([name]) => selection.includes(name)));
}

function defaultText(value: Input["default"]): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : JSON.stringify(value ?? "");
}

/** The word for the input on a command line. Undefined after a cancel. */
async function askInput(
  flag: string,
  input: Input,
  prompts: typeof Prompts,
  cwd: string,
): Promise<string | undefined> {
  const message = nameText(
    input.description === undefined ? flag : `${flag}: ${input.description}`,
  );
  if (input.kind === "boolean") {
    const answer = await prompts.confirm({ message, initialValue: input.default !== true });
    if (prompts.isCancel(answer)) return undefined;
    return answer ? `--${flag}` : `--no-${flag}`;
  }
  const initial = input.default === undefined ? {} : { initialValue: String(input.default) };
  const answer =
    input.kind === "choice"
      ? await prompts.select({
          message,
          options: (input.choices ?? []).map((value) => ({ value, label: nameText(value) })),
          ...initial,
        })
      : await prompts.text({
          message,
          ...initial,
          ...(input.kind === "artifact" ? { placeholder: "path of a file or folder" } : {}),
          validate: (text = "") => mistake(input, flag, text, cwd),
        });
  return prompts.isCancel(answer) ? undefined : `--${flag}=${answer}`;
}

function mistake(input: Input, flag: string, text: string, cwd: string): string | undefined {
  if (text === "" && input.required) return "This has no default: type a value.";
  try {
    readInput(input, `--${flag}`, text, (path) => resolve(cwd, path));
  } catch (error) {
    return messageOf(error);
  }
  if (input.kind === "artifact" && !existsSync(resolve(cwd, text))) {
    return `There is no ${text} here.`;
  }
  return undefined;
}
