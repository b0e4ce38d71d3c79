/** The default export of a project's `recompose.ts`: commands, automations, and settings for all workflows. */
import type { Automation } from "../automation/automation.ts";
import { commandsOf } from "../automation/declaration.ts";
import { areDeclarationsDeferred } from "../automation/deferred.ts";
import type { Permissions } from "../model/workflow.ts";
import { hasExpression } from "../expression/language/template.ts";
import { UsageError } from "../problems/usage-error.ts";
import { checkList, checkOptions } from "../problems/options.ts";
import { shown } from "../problems/wording.ts";
import { type PermissionOptions, readPermissions } from "../automation/keys/values/permissions.ts";
import { readWarningOption, type WarningOption } from "../automation/warning.ts";
import { checkout } from "../steps/setup/checkout.ts";
import { isPlainStep, type SetupStep } from "../steps/step.ts";
import type { TaskInfo } from "../task/definition.ts";
import type { AnyTask, TaskDefinition } from "../task/task.ts";
import type { WorkflowDefaults } from "../workflow/compile/workflow-defaults.ts";
import { type ChosenReleases, readChosenReleases } from "../workflow/pins/chosen-releases.ts";
import { checkCalls, checkNames } from "./names.ts";
import { checkSharedSettings } from "./shared-settings.ts";

/** Options of `app()`. */
export interface AppOptions {
  /** What calls recompose in the repository; it stands in every generated step. Default: `./run`. */
  readonly entryPoint?: string;
  /**
   * The folder of the project, where tasks and jobs run and the entry point is called: that of `recompose.ts`, or one
   * above it, such as `..`. Default: that of `recompose.ts`.
   */
  readonly root?: string;
  /** Where the project's folder is, relative to the repository's root. Default: there. */
  readonly workingDirectory?: string;
  /** Default runner of all jobs. Default: `ubuntu-latest`. */
  readonly runsOn?: string;
  /**
   * Default permissions of the workflows' token. Default: `{ contents: "read" }`.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
   */
  readonly permissions?: PermissionOptions;
  /** What every job does before its task, unless the task or the job says otherwise. Default: `[checkout()]`. */
  readonly setup?: readonly SetupStep[];
  /**
   * How generated workflows name the release of an action: its commit (`sha`), or the tag of its major version. A mapping
   * has the releases that functions for steps use in place of those that recompose knows, written as they are: a tag, or
   * a commit with its tag. `uses()` has its own. Default: `sha`.
   *
   * @example app({ commands: [test], actionPins: { "actions/checkout": "v4" } })
   */
  readonly actionPins?: "sha" | "tag" | ChosenReleases;
  /** `false` for no warnings of any automation, or the kinds that are not wanted. Default: all warnings are shown. */
  readonly warnings?: WarningOption;
  /** Tasks and groups of tasks, in the order in which help lists them. */
  readonly commands: readonly (AnyTask | Group)[];
  /** The automations, each of which has a workflow and a command. Default: none. */
  readonly automations?: readonly Automation[];
}

/** What `app()` returns: the default export of `recompose.ts`, for the program. */
export interface App {
  /** Tells it from what is no app. */
  readonly kind: "app";
  /** The folder of the project, relative to that of `recompose.ts`. */
  readonly root: string;
  /** What the app says for all workflows. */
  readonly defaults: WorkflowDefaults;
  /** All tasks, in the order of help. Tasks without a group have one without a title. */
  readonly groups: readonly Group[];
  /** The warnings that are not wanted. */
  readonly warningOption?: WarningOption | undefined;
  /** In the order of the option. */
  readonly automations: readonly Automation[];
  /** In the process of a job: the tasks that only automations name. Elsewhere they are in `groups`. */
  readonly unlisted: () => readonly AnyTask[];
}

/** Tasks that help lists under a title. */
export interface Group {
  /** Tells it from a task. */
  readonly kind: "group";
  /** Undefined for tasks that are in no group. */
  readonly title: string | undefined;
  /** In the order of help. */
  readonly tasks: readonly AnyTask[];
  /** Whether help leaves it out, unless `--show-hidden` asks for it. */
  readonly hidden: boolean;
}

interface GroupOptions {
  /** Whether help leaves it out, unless `--show-hidden` asks for it. Default: false. */
  readonly hidden?: boolean;
}

/**
 * Lists tasks under a title of their own.
 *
 * @throws UsageError for what is no task in the list, and for another option than `hidden`.
 * @example
 * group("Internal", [debugTask], { hidden: true })
 */
export function group(title: string, tasks: readonly AnyTask[], options: GroupOptions = {}): Group {
  const owner = `group ${shown(title)}`;
  if (typeof title !== "string") throw new UsageError(`${owner}: its title is a text.`);
  checkList(tasks, `${owner}: the value of \`tasks\``);
  checkOptions(options, ["hidden"], owner);
  for (const task of tasks) requireTask(task, owner);
  return { kind: "group", title, tasks, hidden: options.hidden === true };
}

/**
 * Declares a project's commands and automations.
 *
 * @throws UsageError when two of them could not be told apart on a command line.
 * @example
 * export default app({
 *   setup: [checkout(), setupNode("22")],
 *   commands: [group("Quality", [lint, formatCheck]), build],
 *   automations: [ci],
 * });
 */
export function app(options: AppOptions): App {
  checkAppOptions(options);
  const automations = options.automations ?? [];
  for (const automation of automations) {
    if ((automation as Partial<Automation> | null | undefined)?.kind !== "automation") {
      throw new UsageError(
        `app(): \`automations\` lists what automation() returned, not ${shown(automation)}.`,
      );
    }
  }
  const { warnings, setup = [checkout()], runsOn = "ubuntu-latest" } = options;
  const permissions: Permissions =
    options.permissions === undefined
      ? { contents: "read" }
      : readPermissions(options.permissions, { option: "permissions" });
  // Most settings have no expressions, and the code that reads them takes long to load.
  if (!setup.every(isPlainStep) || hasExpression(runsOn)) checkSharedSettings(setup, runsOn);
  const unlisted = (): AnyTask[] => unlistedTasks(options.commands, automations);
  const isDeferred = areDeclarationsDeferred();
  const groups = groupsOf(isDeferred ? options.commands : [...options.commands, ...unlisted()]);
  if (!isDeferred) {
    checkCalls(automations);
    checkNames(
      groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition)),
      automations,
    );
  }
  return {
    kind: "app",
    root: options.root ?? ".",
    defaults: {
      entryPoint: options.entryPoint ?? "./run",
      runsOn,
      permissions,
      setup,
      workingDirectory: options.workingDirectory,
      actionPins: options.actionPins,
    },
    groups,
    warningOption: readWarningOption(warnings, {}),
    automations,
    unlisted: isDeferred ? unlisted : () => [],
  };
}

const optionNames: readonly string[] =
  "entryPoint workingDirectory runsOn root permissions setup actionPins warnings commands automations".split(
    " ",
  );

/** For callers without types. */
function checkAppOptions(options: AppOptions): void {
  checkOptions(options, optionNames, "app()");
  for (const name of ["setup", "commands", "automations"] as const) {
    const value: unknown = options[name];
    if (value !== undefined || name === "commands") checkList(value, `app(): \`${name}\``);
  }
  const { entryPoint, root, workingDirectory, runsOn, actionPins } = options;
  for (const [name, value] of Object.entries({ entryPoint, root, workingDirectory, runsOn })) {
    if (value === undefined || (typeof value === "string" && value.trim() !== "")) continue;
    throw new UsageError(`app(): \`${name}\` is a text, not ${shown(value)}.`);
  }
  if (typeof actionPins === "object") readChosenReleases(actionPins);
  else if (actionPins !== undefined && actionPins !== "sha" && actionPins !== "tag") {
    throw new UsageError(
      `app(): \`actionPins\` is "sha", "tag" or releases by their actions, not ${shown(actionPins)}.`,
      ['actionPins: { "actions/checkout": "v4" }'],
    );
  }
  if (root !== undefined && !/^\.\.?(?:\/\.\.)*$/.test(root)) {
    throw new UsageError(
      `app(): \`root\` is the folder of recompose.ts or one above it, not ${shown(root)}.`,
      ['root: ".."'],
    );
  }
  // It is part of a `run` line, where the shell would read the value of an expression as code.
  if (
    entryPoint !== undefined &&
    (!/^(?=.*\S)[^\n]+$/.test(entryPoint) || hasExpression(entryPoint))
  ) {
    throw new UsageError(
      "app(): `entryPoint` is the command that calls recompose, in one line and without ${{ }}.",
      ['entryPoint: "./run"'],
    );
  }
  if (
    workingDirectory !== undefined &&
    (/^$|^\/|(?:^|\/)\.\.(?:\/|$)/.test(workingDirectory) || hasExpression(workingDirectory))
  ) {
    throw new UsageError(
      "app(): `workingDirectory` is a folder of the repository, relative to its root.",
      ['workingDirectory: "packages/tool"'],
    );
  }
}

/** A job calls its task by name, so every task of a job is a command, listed or not. */
function unlistedTasks(
  commands: AppOptions["commands"],
  automations: readonly Automation[],
): AnyTask[] {
  const listedTasks = new Set<TaskInfo>(
    commands
      .flatMap((command) => (isGroup(command) ? command.tasks : [command]))
      .map((task) => task?.definition),
  );
  const usedTasks = new Set(automations.flatMap(({ jobs }) => jobs.flatMap(commandsOf)));
  return (
    [...usedTasks]
      .filter((info) => !listedTasks.has(info))
      // job() takes what task() made, which always has its function.
      .map((info) => ({ definition: info as TaskDefinition }))
  );
}

/** Puts neighbouring tasks without a group into a group without a title. */
function groupsOf(commands: readonly (AnyTask | Group)[]): Group[] {
  const groups: Group[] = [];
  let neighbours: AnyTask[] | undefined;
  for (const command of commands) {
    if (isGroup(command)) {
      groups.push(command);
      neighbours = undefined;
      continue;
    }
    requireTask(command, "app()");
    if (neighbours === undefined) {
      neighbours = [];
      groups.push({ kind: "group", title: undefined, tasks: neighbours, hidden: false });
    }
    neighbours.push(command);
  }
  return groups;
}

function isGroup(command: AnyTask | Group): command is Group {
  return (command as Partial<Group> | null | undefined)?.kind === "group";
}

function requireTask(task: unknown, where: string): void {
  if ((task as Partial<AnyTask> | null | undefined)?.definition === undefined) {
    throw new UsageError(
      `${where}: a command is what task() or group() returned, not ${shown(task)}.`,
    );
  }
}
