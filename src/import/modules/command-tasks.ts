/** Commands of a workflow as tasks of their own: `import --tasks`. */
import {
  arrow,
  type AutomationPlan,
  call,
  callWith,
  isList,
  isNode,
  name,
  object,
  type Plan,
  type PlanCall,
  type PlanStatement,
} from "../../typescript/plan.ts";
import { constantName, ConstantNames } from "../translate/constant-names.ts";
import { type OldJob, oldJobs } from "./old-node.ts";
import { commandWords, taskNameOf } from "./command-words.ts";

interface CommandTask {
  readonly name: string;
  readonly constant: string;
  readonly words: readonly string[];
  readonly description: string | undefined;
}

export interface CommandTasks {
  readonly plan: AutomationPlan;
  /** Their names. */
  readonly tasks: readonly string[];
  /** Jobs with commands that stay, because their Node is too old for recompose. */
  readonly kept: readonly OldJob[];
}

/**
 * The plan with a task for each command that stands alone: one program with its arguments, and of its step's options only
 * those that a task's step may have. What installs something stays a command, since a task needs it first, and so
 * does what stands in a job whose Node cannot run recompose, or in a constant of it.
 *
 * @param taken Names of other commands. Those of the tasks are added.
 */
export function withCommandTasks(plan: AutomationPlan, taken: string[]): CommandTasks {
  const tasks = new Map<string, CommandTask>();
  const constants = new ConstantNames([
    ...[...plan.statements, ...(plan.shared ?? [])].flatMap(({ constant }) => constant ?? []),
    ...[plan.options.entries["name"]].flatMap((title) =>
      typeof title === "string" ? constantName(title) : [],
    ),
  ]);
  const taskFor = (words: readonly string[], title: string | undefined): CommandTask => {
    const key = JSON.stringify(words);
    const known = tasks.get(key);
    if (known !== undefined) return known;
    const free = taskNameOf(words, taken);
    taken.push(free);
    const task = { name: free, constant: constants.free(free, "Task"), words, description: title };
    tasks.set(key, task);
    return task;
  };
  const old = oldJobs([...plan.statements, ...(plan.shared ?? [])]);
  const staying = new Set(old.flatMap((each) => each.statements));
  const rewritten = (all: readonly PlanStatement[]): readonly PlanStatement[] =>
    all.map((statement) =>
      staying.has(statement)
        ? statement
        : { ...statement, value: withTasks(statement.value, taskFor) },
    );
  const [statements, shared] = [rewritten(plan.statements), rewritten(plan.shared ?? [])];
  const made = [...tasks.values()];
  return {
    plan: { ...plan, statements, shared: [...made.map(taskStatement), ...shared] },
    tasks: made.map(({ name: task }) => task),
    kept: old.filter((each) => each.statements.some(({ value }) => hasCommand(value))),
  };
}

/** Whether a task could stand in its place. */
function hasCommand(plan: Plan): boolean {
  let count = 0;
  withTasks(plan, () => {
    count += 1;
    return undefined;
  });
  return count > 0;
}

type TaskFor = (words: readonly string[], title: string | undefined) => CommandTask | undefined;

/** Of a job the steps, of a list the items. */
function withTasks(plan: Plan, taskFor: TaskFor): Plan {
  if (isList(plan)) return plan.map((item) => withTasks(item, taskFor));
  if (!isNode(plan)) return plan;
  if (plan.kind === "commented") return { ...plan, value: withTasks(plan.value, taskFor) };
  if (plan.kind !== "call") return plan;
  if (plan.call === "shell") return taskStep(plan, taskFor);
  if (plan.call !== "job") return plan;
  // A step of a task has its name for an id, so a job has room for one of each.
  const used = new Set<string>();
  const once: TaskFor = (words, title) => {
    const task = taskFor(words, title);
    if (task === undefined || used.has(task.constant)) return undefined;
    used.add(task.constant);
    return task;
  };
  const args = plan.args.map((argument) => {
    if (!isNode(argument) || argument.kind !== "object") return argument;
    const { steps } = argument.entries;
    if (steps === undefined) return argument;
    return object({ ...argument.entries, steps: withTasks(steps, once) });
  });
  return { ...plan, args };
}

/** Options that a task's step has, too. */
const stepOptions = ["name", "if", "continueOnError", "timeoutMinutes"];

function taskStep(plan: PlanCall, taskFor: TaskFor): Plan {
  const [command, options = object({})] = plan.args;
  const entries = isNode(options) && options.kind === "object" ? options.entries : undefined;
  const words = typeof command === "string" ? commandWords(command) : undefined;
  if (words === undefined || entries === undefined) return plan;
  if (Object.keys(entries).some((option) => !stepOptions.includes(option))) return plan;
  const title = entries["name"];
  const task = taskFor(words, typeof title === "string" ? title : undefined);
  if (task === undefined) return plan;
  const { constant } = task;
  return Object.keys(entries).length === 0
    ? name(constant)
    : callWith("runs", [name(constant)], object(entries));
}

function taskStatement({ name: task, constant, words, description }: CommandTask): PlanStatement {
  const definition = object({ name: task, description, run: arrow(call("run", ...words)) });
  return { constant, exported: true, value: call("task", definition) };
}
