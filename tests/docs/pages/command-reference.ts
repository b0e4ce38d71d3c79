/** docs/commands.md, made of the tables that the program reads command lines and prints help by. */
import { readFileSync } from "node:fs";
import { execa } from "execa";
import type { BuiltInName } from "../../../src/app/names.ts";
import { type BuiltIn, builtIns } from "../../../src/cli/built-ins.ts";
import { automationFlags } from "../../../src/cli/flags/automation-flags.ts";
import { type DescribedFlag, flagsOf } from "../../../src/cli/flags/flag-table.ts";
import { commandFlags, globalFlags } from "../../../src/cli/flags/global-flags.ts";
import { taskOptions } from "../../../src/cli/flags/run-flags.ts";
import { examples } from "../../../src/cli/help/examples.ts";
import { builtInUsage, flagEntry } from "../../../src/cli/help/help.ts";
import { builtInCommands } from "../../../src/start/built-in-commands.ts";

/** In the form that `./run format` gives it. */
export async function commandReference(): Promise<string> {
  const { stdout } = await execa("node_modules/.bin/oxfmt", ["--stdin-filepath=commands.md"], {
    input: [...page()].join("\n\n"),
    stripFinalNewline: false,
  });
  return stdout;
}

function* page(): Iterable<string> {
  yield "# Commands";
  yield "<!-- Written by `./run test -- tests/docs/commands.test.ts -u`. -->";
  yield "What `--help` says of each command. `./run` alone lists the commands of your project, and on a terminal offers to pick one. A name is accepted with `_` or `-`.";
  yield "## A task";
  yield usage("TASK [inputs] [options] [-- …]");
  yield "Runs the task. Its inputs come first; [tasks.md](write/tasks.md#inputs) says how each kind is typed. An input of the name of an option takes its place.";
  yield table("option", taskOptions({}));
  yield "## An automation";
  yield usage("AUTOMATION [inputs] [options]");
  yield "Runs the workflow on this machine. [run-options.md](run/run-options.md) says more about its options.";
  yield table("option", flagsOf(automationFlags));
  for (const [name, builtIn] of Object.entries(builtIns)) {
    yield* section(name as BuiltInName, builtIn);
  }
  yield "## Options of every command";
  yield "They may stand before the command as well.";
  yield table("option", commandFlags);
  yield "Without a command there are also:";
  yield table(
    "option",
    globalFlags.filter((flag) => !commandFlags.includes(flag)),
  );
  yield "## Exit codes";
  yield rows("code", "meaning", exitCodes());
  yield "[output.md](run/output.md#exit-codes) says what signals and pipes come to.";
}

function* section(name: BuiltInName, builtIn: BuiltIn): Iterable<string> {
  yield `## ${name}`;
  yield usage(`${name} ${builtInUsage(builtIn)}`);
  yield `${builtInCommands[name]}. ${builtIn.needsApp ? "" : "Needs no `recompose.ts`."}`;
  const { flags = [], choices } = builtIn;
  if (choices !== undefined)
    yield `The first argument: ${choices.map((word) => `\`${word}\``).join(", ")}.`;
  if (flags.length > 0) yield table("option", flags);
  const width = Math.max(...examples[name].map(({ line }) => line.length));
  const lines = examples[name].map(({ line, text }) => `${line.padEnd(width)}  # ${text}`);
  yield ["```sh", ...lines, "```"].join("\n");
}

function usage(words: string): string {
  return `\`./run ${words}\``;
}

function table(title: string, flags: readonly DescribedFlag[]): string {
  return rows(
    title,
    "what it does",
    flags.map((flag) => {
      const { name, text } = flagEntry(flag);
      return [name, text];
    }),
  );
}

function rows(
  first: string,
  second: string,
  cells: readonly (readonly [code: string, text: string])[],
): string {
  const lines = cells.map(([code, text]) => `| \`${code}\` | ${text.replaceAll("|", "\\|")} |`);
  return [`| ${first} | ${second} |`, "| --- | --- |", ...lines].join("\n");
}

/** The comments of the table in the code. */
function exitCodes(): readonly (readonly [string, string])[] {
  const text = readFileSync("src/cli/exit-code.ts", "utf8");
  const found = [...text.matchAll(/\/\*\* (.*) \*\/\n +\w+: (\d+),/g)];
  return found.map(([, meaning = "", code = ""]) => [code, meaning]);
}
