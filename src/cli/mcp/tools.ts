/** The tools of the server, as a client lists them. `tool-calls.ts` does what they say. */

type JsonSchema = Readonly<Record<string, unknown>>;

export interface Tool {
  readonly title: string;
  /** What an agent reads to choose it. */
  readonly description: string;
  /** Arguments by their names. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  /** Whether it changes nothing. A task may do anything that a person may. */
  readonly isReadOnly: boolean;
}

/** How many last lines a result has, and how many one may ask for. */
export const defaultLines = 50;
export const mostLines = 2000;

const lines = (what: string): JsonSchema => ({
  type: "integer",
  minimum: 0,
  maximum: mostLines,
  default: defaultLines,
  description: what,
});

const inputs: JsonSchema = {
  type: "object",
  description: "Values by the names of its inputs. list_commands has their schema.",
};

const automation: JsonSchema = { type: "string", description: "The name of the automation." };

const only: JsonSchema = {
  type: "array",
  items: { type: "string" },
  description: "Ids of jobs: only these, with what they need. Default: all.",
};

const event: JsonSchema = {
  type: "string",
  description:
    "The event that the run stands for, one of the automation's triggers. Default: workflow_dispatch where it has that, else its first trigger.",
};

const run: JsonSchema = {
  type: "string",
  default: "latest",
  description: "The id of a run, as a result has it.",
};

export const tools = {
  list_commands: {
    title: "List tasks and automations",
    description:
      "Lists the tasks (single commands such as lint or build) and automations (CI workflows of several jobs) of this project, with their inputs as JSON Schemas where they have any, the names of secrets that they read, and the ids of jobs. Call it first.",
    properties: {
      name: { type: "string", description: "Only this task or automation. Default: all." },
    },
    required: [],
    isReadOnly: true,
  },
  run_task: {
    title: "Run a task",
    description:
      "Runs one task of the project on this machine and waits for it. Returns its result, why it failed, its outputs and the last lines that it printed. It runs the project's own code.",
    properties: {
      name: { type: "string", description: "The name of the task." },
      inputs,
      lines: lines("How many of the last lines that it printed."),
    },
    required: ["name"],
    isReadOnly: false,
  },
  run_automation: {
    title: "Run an automation",
    description:
      "Runs the jobs of an automation on this machine, as its workflow would on GitHub, and waits for them. Returns each job's result, and of each that failed why, the last lines of its log and the path of the log, with the annotations (file and line) that programs printed. Jobs for other operating systems are left out (elsewhere). It runs the project's own code.",
    properties: {
      name: automation,
      inputs,
      only,
      event,
      resume: {
        type: "boolean",
        default: false,
        description: "Run again only what did not succeed in the latest run.",
      },
      isolate: {
        type: "boolean",
        default: false,
        description: "Give every job a clean checkout of its own, without uncommitted changes.",
      },
      lines: lines("How many of the last lines of each failed job."),
    },
    required: ["name"],
    isReadOnly: false,
  },
  plan_automation: {
    title: "Plan an automation",
    description:
      "Says what run_automation would do, and runs nothing: jobs in order, their conditions with values, combinations of matrices, commands of steps, and what would not run here and why.",
    properties: { name: automation, inputs, only, event },
    required: ["name"],
    isReadOnly: true,
  },
  read_run: {
    title: "Read the result of a run",
    description:
      "The result of an earlier run of an automation, or of one that goes on, also of one that a person started. While isRunning, a job that has not ended counts as cancelled. Otherwise the same as run_automation returns, without annotations.",
    properties: { run, lines: lines("How many of the last lines of each failed job.") },
    required: [],
    isReadOnly: true,
  },
  read_log: {
    title: "Read the log of a job",
    description:
      "Lines of the log of a job of a run: the last ones, those from a number on, or those that contain a text.",
    properties: {
      run,
      job: { type: "string", description: "The name of the job in the run, or its id." },
      lines: lines("How many lines at most."),
      from: {
        type: "integer",
        minimum: 1,
        description: "The number of the first line, from 1. Default: the last lines.",
      },
      containing: { type: "string", description: "Only lines with this text, in this case." },
    },
    required: ["job"],
    isReadOnly: true,
  },
} satisfies Readonly<Record<string, Tool>>;

export type ToolName = keyof typeof tools;

export const instructions = `This project's tasks and CI workflows are declared in recompose.ts. Prefer run_task and run_automation over typing the commands behind them: they run exactly what CI runs. Call list_commands for names and inputs; a change of recompose.ts counts at the next call. A failed run is no error of the call: its result says "failure" and why.`;
