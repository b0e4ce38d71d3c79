/** From the command line to an exit code. */
import type { App } from "../app/app.ts";
import { deferDeclarations } from "../automation/deferred.ts";
import { nearestApp } from "../app/find-app.ts";
import { type BuiltInName, builtInName, sameCommand } from "../app/names.ts";
import { builtInCommands } from "../start/built-in-commands.ts";
import { readerVariable, wireVariable } from "../events/wire-variables.ts";
import type { Host } from "../host/host.ts";
import { UsageError } from "../problems/usage-error.ts";
import { printLines } from "../reporters/lines/line-printer.ts";
import { killProcesses } from "../host/processes/running-processes.ts";
import { createStyle } from "../reporters/shown/style.ts";
import type { BuiltIn } from "./built-ins.ts";
import { completeCommand } from "../start/start-kind.ts";
import { thisStart } from "../start/this-start.ts";
import { exitCode } from "./exit-code.ts";
import { isInteractive } from "./interactive.ts";
import { type ParsedFlags, parseFlags } from "./flags/flags.ts";
import {
  commandFlags,
  type GlobalOptions,
  globalFlags,
  globalOptions,
  wantsColor,
} from "./flags/global-flags.ts";
import { appHelp, automationHelp, builtInHelp, helpWithoutApp, taskHelp } from "./help/help.ts";
import { unknownCommand } from "./help/unknown-command.ts";
import { openApp } from "./open-app.ts";
import { type AppContext, listedTasks, type ProgramContext } from "./program-context.ts";
import { version } from "./version.ts";

export async function program(host: Host): Promise<number> {
  const { before, command, args } = split(host.arguments);
  if (command === completeCommand) {
    const { complete } = await import("./commands/complete.ts");
    return complete(args, host);
  }
  const options = await leadingOptions(before, command, args, host);
  const color = wantsColor(options.color, host.env, host.stdout.isTerminal);
  const style = createStyle(color);
  const context: ProgramContext = { host, options, color, style, eventToken: takeEventToken(host) };
  if (options.version) {
    printLines(host, [version]);
    return exitCode.success;
  }
  if (command === undefined && nearestApp(host.cwd) === undefined) return printHelp(context);
  return runNamed(command, args, context);
}

/** Runs before any code of the app. With the token, what the app starts could report events of the job. */
function takeEventToken(host: Host): string | undefined {
  const { [wireVariable]: token, [readerVariable]: reader } = host.env;
  if (token !== undefined) deferDeclarations();
  host.hideVariable(wireVariable);
  host.hideVariable(readerVariable);
  if (reader !== undefined) {
    host.onOrphaned(() => {
      killProcesses();
      host.exitNow(exitCode.failure);
    });
  }
  return token;
}

async function runNamed(
  command: string | undefined,
  args: readonly string[],
  context: ProgramContext,
): Promise<number> {
  const { host, options } = context;
  const name = command === undefined ? undefined : builtInName(command);
  const builtIn = name && (await import("./built-ins.ts")).builtIns[name];
  if (name !== undefined && builtIn?.needsApp === false) {
    const entryPoint = options.help ? await entryPointOf(host) : unknownEntryPoint;
    return runBuiltIn(name, builtIn, args, context, entryPoint);
  }
  if (command === helpWord && nearestApp(host.cwd) === undefined) return explain(args, context);
  const appContext: AppContext = { ...context, ...(await openApp(host)) };
  const { entryPoint } = appContext.app.defaults;
  if (name !== undefined && builtIn?.needsApp === true) {
    return runBuiltIn(name, builtIn, args, appContext, entryPoint);
  }
  if (command !== undefined) return runCommand(command, args, appContext);
  if (!isInteractive(host) || host.arguments.length > 0) {
    return printHelp(context, appContext.app);
  }
  const { pickCommand } = await import("./pick-command.ts");
  const choice = await pickCommand(appContext);
  if (choice === undefined) return exitCode.interrupted;
  // A command of the app runs in the app that is open. Loading it again would run all its modules twice.
  return choice.command in builtInCommands
    ? runNamed(choice.command, choice.args, context)
    : runCommand(choice.command, choice.args, appContext);
}

/** People who do not know a program type `./run help` first, or `./run help lint` for `./run lint --help`. */
const helpWord = "help";

function explain(
  args: readonly string[],
  context: ProgramContext,
  appContext?: AppContext,
): Promise<number> | number {
  const options = { ...context.options, help: true };
  const [command, extra] = args.filter((word) => !word.startsWith("-"));
  if (extra !== undefined) {
    throw new UsageError(
      `unexpected argument ${JSON.stringify(extra)}: help is about one command.`,
    );
  }
  if (command !== undefined && command !== helpWord) {
    return appContext === undefined || builtInName(command) !== undefined
      ? runNamed(command, [], { ...context, options })
      : runCommand(command, [], { ...appContext, options });
  }
  return printHelp(context, appContext?.app);
}

function printHelp({ host, style, options }: ProgramContext, app?: App): number {
  printLines(
    host,
    app === undefined ? helpWithoutApp(host.cwd, style) : appHelp(app, style, options.showHidden),
  );
  return exitCode.success;
}

const unknownEntryPoint = "recompose";

/** What a person types here, for help and errors: the only reason to load an app for what needs none. */
function entryPointOf(host: Host): Promise<string> {
  return openApp(host).then(
    ({ app }) => app.defaults.entryPoint,
    () => unknownEntryPoint,
  );
}

async function runCommand(
  command: string,
  args: readonly string[],
  context: AppContext,
): Promise<number> {
  const { app, host, options, root, style } = context;
  const { entryPoint } = app.defaults;
  const isCommand = ({ name }: { readonly name: string }): boolean => sameCommand(name, command);
  const task =
    listedTasks(app).find(isCommand) ??
    app.unlisted().find(({ definition }) => isCommand(definition))?.definition;
  const automation = task === undefined ? app.automations.find(isCommand) : undefined;
  if (command === helpWord && task === undefined && automation === undefined) {
    return explain(args, context, context);
  }
  if (options.help) {
    if (task !== undefined) printLines(host, taskHelp(task, entryPoint, style));
    else if (automation === undefined) throw unknownCommand(command, app);
    else printLines(host, automationHelp(automation, entryPoint, style));
    return exitCode.success;
  }
  // A task's relative paths start from the project, whatever folder the command was typed in.
  host.changeFolder(root);
  // Each is loaded only when it is needed, so that a start stays short.
  if (task !== undefined) {
    const { runTask } = await import("./commands/run-task.ts");
    return runTask(task, args, context);
  }
  if (automation !== undefined) {
    thisStart.isUsual = false;
    const { runAutomation } = await import("./commands/run-automation.ts");
    return runAutomation(automation, args, context);
  }
  throw unknownCommand(command, app, args);
}

async function runBuiltIn<Context extends ProgramContext>(
  name: BuiltInName,
  builtIn: Pick<BuiltIn, "flags" | "positionals"> & {
    readonly run: (parsed: ParsedFlags, context: Context) => Promise<number>;
  },
  args: readonly string[],
  context: Context,
  entryPoint: string,
): Promise<number> {
  const { flags = [], positionals = [], run } = builtIn;
  if (context.options.help) {
    printLines(context.host, builtInHelp(name, builtIn, entryPoint, context.style));
    return exitCode.success;
  }
  const seeMore = `${entryPoint} ${name} --help`;
  const parsedFlags = parseFlags(args, [...flags, ...commandFlags], seeMore);
  const takesMany = positionals.at(-1)?.endsWith("…") === true;
  const extra =
    (takesMany ? undefined : parsedFlags.positionals[positionals.length]) ?? parsedFlags.rest?.[0];
  if (extra !== undefined) {
    throw new UsageError(`unexpected argument ${JSON.stringify(extra)}.`, [seeMore]);
  }
  return run(parsedFlags, context);
}

/** The command is the first word that is not a flag: flags before a command take no values. */
function split(args: readonly string[]): {
  readonly before: readonly string[];
  readonly command: string | undefined;
  readonly args: readonly string[];
} {
  const index = args.findIndex((argument) => !argument.startsWith("-"));
  if (index === -1) return { before: args, command: undefined, args: [] };
  return { before: args.slice(0, index), command: args[index], args: args.slice(index + 1) };
}

/** Help, debug and colour may stand anywhere. The command itself reads all other flags behind its name. */
async function leadingOptions(
  before: readonly string[],
  command: string | undefined,
  args: readonly string[],
  host: Host,
): Promise<GlobalOptions> {
  const end = args.indexOf("--");
  const names = new Set(
    commandFlags.flatMap(({ name, short }) => [`--${name}`, `-${short ?? ""}`]),
  );
  names.add("--no-color");
  const after = (end === -1 ? args : args.slice(0, end)).filter(
    (argument) => names.has(argument) || argument.startsWith("--color="),
  );
  const readOptions = (see: string): GlobalOptions =>
    globalOptions(parseFlags(before, globalFlags, see), parseFlags(after, commandFlags, see));
  try {
    return readOptions(`${unknownEntryPoint} --help`);
  } catch {
    const entryPoint = await entryPointOf(host);
    return readOptions(
      command === undefined ? `${entryPoint} --help` : `${entryPoint} ${command} --help`,
    );
  }
}
