/** From the command line to an exit code. */
import { dirname } from "node:path";
import type { App } from "../app/app.ts";
import { deferDeclarations } from "../automation/deferred.ts";
import type { AnyTask } from "../task/task.ts";
import { type BuiltInName, sameCommand } from "../app/names.ts";
import { builtInCommands } from "../start/built-in-commands.ts";
import { readerVariable, wireVariable } from "../events/wire-variables.ts";
import type { Host } from "../host/host.ts";
import { shellArgument } from "../problems/shell-word.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean } from "../problems/wording.ts";
import { printLines } from "../reporters/lines/line-printer.ts";
import { killProcesses } from "../host/processes/running-processes.ts";
import { createStyle } from "../reporters/shown/style.ts";
import { type BuiltIn, builtIns } from "./built-ins.ts";
import { completeCommand } from "../start/start-kind.ts";
import { thisStart } from "../start/this-start.ts";
import { exitCode } from "./exit-code.ts";
import { type ParsedFlags, parseFlags } from "./flags/flags.ts";
import {
  commandFlags,
  type GlobalOptions,
  globalFlags,
  globalOptions,
  wantsColor,
} from "./flags/global-flags.ts";
import { hasApp, noApp } from "./has-app.ts";
import { appHelp, automationHelp, builtInHelp, helpWithoutApp, taskHelp } from "./help/help.ts";
import { openApp } from "./open-app.ts";
import { type AppContext, helpCommand, type ProgramContext } from "./program-context.ts";
import { version } from "./version.ts";

export async function program(host: Host): Promise<number> {
  const { before, command, args } = split(host.arguments);
  if (command === completeCommand) {
    const { complete } = await import("./commands/complete.ts");
    return complete(args, host);
  }
  const options = await leadingOptions(before, command, args, host);
  const color = wantsColor(options.color, host.env, host.stdout.isTerminal);
  const context: ProgramContext = { host, options, color, eventToken: takeEventToken(host) };
  if (options.version) {
    printLines(host, [version]);
    return exitCode.success;
  }
  if (command === undefined && !hasApp(host)) {
    printLines(host, helpWithoutApp(host.cwd, createStyle(color)));
    return exitCode.success;
  }
  return runNamed(command, args, context);
}

/** Before any code of the app runs: it could hand the token on, and then others could speak for the job. */
function takeEventToken(host: Host): string | undefined {
  const token = host.env[wireVariable];
  if (token !== undefined) deferDeclarations();
  const { [readerVariable]: reader } = host.env;
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
  const { host, options, color } = context;
  const name = command === undefined ? undefined : builtInName(command);
  if (name !== undefined && !builtIns[name].needsApp) {
    const entryPoint = options.help ? await entryPointOf(host) : unknownEntryPoint;
    return runBuiltIn(name, builtIns[name], args, context, entryPoint);
  }
  if (command === helpWord && !hasApp(host)) return explain(args, context);
  const appContext = await openContext(context);
  const { entryPoint } = appContext.app.defaults;
  if (name !== undefined && builtIns[name].needsApp) {
    return runBuiltIn(name, builtIns[name], args, appContext, entryPoint);
  }
  if (command !== undefined) return runCommand(command, args, appContext);
  if (!isInteractive(host) || host.arguments.length > 0) {
    printLines(host, appHelp(appContext.app, createStyle(color), options.showHidden));
    return exitCode.success;
  }
  const { pickCommand } = await import("./pick-command.ts");
  const choice = await pickCommand(appContext);
  if (choice === undefined) return exitCode.interrupted;
  // What belongs to the app runs in the one that is open: loading it again would run all its modules twice.
  return choice.command in builtInCommands
    ? runNamed(choice.command, choice.args, context)
    : runCommand(choice.command, choice.args, appContext);
}

/** `./run help`, and `./run help lint` for `./run lint --help`: what people type first who do not know a program. */
const helpWord = "help";

function explain(
  args: readonly string[],
  context: ProgramContext,
  appContext?: AppContext,
): Promise<number> | number {
  const { host, color } = context;
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
  const style = createStyle(color);
  printLines(
    host,
    appContext === undefined
      ? helpWithoutApp(host.cwd, style)
      : appHelp(appContext.app, style, options.showHidden),
  );
  return exitCode.success;
}

const unknownEntryPoint = "recompose";

/** What a person types here, for help and errors. Nothing else of what needs no app is worth loading it for. */
async function entryPointOf(host: Host): Promise<string> {
  if (!hasApp(host)) return unknownEntryPoint;
  return openApp(host).then(
    ({ app }) => app.defaults.entryPoint,
    () => unknownEntryPoint,
  );
}

function builtInName(command: string): BuiltInName | undefined {
  return (Object.keys(builtInCommands) as BuiltInName[]).find((name) => sameCommand(name, command));
}

async function openContext(context: ProgramContext): Promise<AppContext> {
  if (!hasApp(context.host)) throw noApp(context.host);
  const { app, appFile } = await openApp(context.host);
  return { ...context, app, appFile, root: dirname(appFile) };
}

/** Whether there is someone to ask. On CI a terminal may be emulated, but nobody sits at it. */
function isInteractive({ stdin, stdout, env }: Host): boolean {
  return stdin.isTerminal && stdout.isTerminal && !env["CI"] && env["TERM"] !== "dumb";
}

async function runCommand(
  command: string,
  args: readonly string[],
  context: AppContext,
): Promise<number> {
  const { app, host, options, root } = context;
  const { entryPoint } = app.defaults;
  const style = createStyle(context.color);
  const isCalled = ({ definition }: AnyTask): boolean => sameCommand(definition.name, command);
  const task = (
    app.groups.flatMap(({ tasks }) => tasks).find(isCalled) ?? app.unlisted().find(isCalled)
  )?.definition;
  const automation =
    task === undefined ? app.automations.find(({ name }) => sameCommand(name, command)) : undefined;
  if (command === helpWord && task === undefined && automation === undefined) {
    return explain(args, context, context);
  }
  if (options.help) {
    if (task !== undefined) printLines(host, taskHelp(task, entryPoint, style));
    else if (automation !== undefined)
      printLines(host, automationHelp(automation, entryPoint, style));
    else throw unknownCommand(command, app);
    return exitCode.success;
  }
  // A task's relative paths start from the project, wherever the command was typed.
  host.changeFolder(root);
  // Each loads when it is needed: starting takes no longer than what is asked for.
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
  const { flags, positionals, run } = builtIn;
  if (context.options.help) {
    printLines(context.host, builtInHelp(name, builtIn, entryPoint, createStyle(context.color)));
    return exitCode.success;
  }
  const seeMore = `${entryPoint} ${name} --help`;
  const parsedFlags = parseFlags(args, [...flags, ...commandFlags], seeMore);
  const extra = parsedFlags.positionals[positionals.length] ?? parsedFlags.rest?.[0];
  if (extra !== undefined) {
    throw new UsageError(`unexpected argument ${JSON.stringify(extra)}.`, [seeMore]);
  }
  return run(parsedFlags, context);
}

function unknownCommand(command: string, app: App, args: readonly string[] = []): UsageError {
  const names = [
    ...app.groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition.name)),
    ...app.automations.map(({ name }) => name),
    ...Object.keys(builtInCommands),
  ];
  const [next] = args;
  // After "npm run".
  if (command === "run" && names.some((name) => next !== undefined && sameCommand(name, next))) {
    const { entryPoint } = app.defaults;
    const suggestion = [entryPoint, ...args.map(shellArgument)].join(" ");
    return new UsageError(`there is no command "run".`, [suggestion]);
  }
  const match = globalFlags.find(({ soughtAs }) => soughtAs?.includes(command));
  const suggestion =
    match === undefined ? didYouMean(command, names) : ` Did you mean --${match.name}?`;
  return new UsageError(`there is no command ${JSON.stringify(command)}.${suggestion}`, [
    helpCommand(app),
  ]);
}

/** The command is the first word that is not a flag, since the flags of every command take no values. */
function split(args: readonly string[]): {
  readonly before: readonly string[];
  readonly command: string | undefined;
  readonly args: readonly string[];
} {
  const index = args.findIndex((argument) => !argument.startsWith("-"));
  if (index === -1) return { before: args, command: undefined, args: [] };
  return { before: args.slice(0, index), command: args[index], args: args.slice(index + 1) };
}

/** Help and colour are wanted wherever they stand; what else is after the command is read by the command. */
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
    // An option of a command's stands behind it.
    const help = command === undefined ? "--help" : `${command} --help`;
    return readOptions(`${entryPoint} ${help}`);
  }
}
