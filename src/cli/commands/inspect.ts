/** `./run inspect [NAME]`: shows what a task or an automation is made of, as text, JSON or a diagram. */
import { sameCommand } from "../../app/names.ts";
import type { Automation } from "../../automation/automation.ts";
import type { Workflow } from "../../model/workflow.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean } from "../../problems/wording.ts";
import { printJson, printLines } from "../../reporters/lines/line-printer.ts";
import type { Style } from "../../reporters/shown/style.ts";
import { compileWorkflow } from "../../workflow/compile/compile.ts";
import { workflowCompiler } from "../../workflow/generate.ts";
import { exitCode } from "../exit-code.ts";
import { inspectFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import { type ParsedFlags, switchName } from "../flags/flags.ts";
import {
  inspectAutomation,
  type InspectedInput,
  type InspectedItem,
  type Inspection,
  inspectTask,
} from "../inspect/inspection.ts";
import { jobLines } from "../inspect/inspected-job.ts";
import { type AppContext, helpCommand, listedTasks } from "../program-context.ts";
import { generateRequest } from "./workflow-folder.ts";

export function inspect(parsedFlags: ParsedFlags, context: AppContext): number {
  const { app, host, style } = context;
  const [name] = parsedFlags.positionals;
  const { json, mermaid } = readFlags(inspectFlags, parsedFlags, host.cwd);
  if (json && mermaid) {
    throw new UsageError("--json and --mermaid exclude each other.", [helpCommand(app, "inspect")]);
  }
  const isChosen = (item: { readonly name: string }): boolean =>
    name === undefined || sameCommand(item.name, name);
  const tasks = listedTasks(app).filter(isChosen);
  const automations = app.automations.filter(isChosen);
  if (name !== undefined && tasks.length + automations.length === 0) {
    const names = [...listedTasks(app), ...app.automations].map((item) => item.name);
    throw new UsageError(
      `there is no task or automation ${JSON.stringify(name)}.${didYouMean(name, names)}`,
      [helpCommand(app)],
    );
  }
  const workflowOf = automations.length > 0 ? compilerOf(context) : undefined;
  const items: readonly InspectedItem[] = [
    ...tasks.map((task) => inspectTask(task, app)),
    ...automations.flatMap((item) =>
      workflowOf === undefined ? [] : inspectAutomation(item, app, workflowOf(item), json),
    ),
  ];
  if (json) {
    const found: Inspection | undefined = name === undefined ? items : items[0];
    printJson(host, found);
  } else if (mermaid) {
    printLines(host, flowchart(items, name));
  } else {
    const pages = items.map((item) => page(item, style).join("\n"));
    printLines(host, [pages.join("\n\n")]);
  }
  return exitCode.success;
}

/** If the app is in another folder than it says, its workflow files cannot be found, nor the pins in them. */
function compilerOf(context: AppContext): (automation: Automation) => Workflow {
  try {
    return workflowCompiler(generateRequest(context));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return (automation) => compileWorkflow(automation, context.app.defaults);
  }
}

function page(item: InspectedItem, style: Style): string[] {
  const heading = `${style.bold(item.name)} ${style.dim(item.kind)}`;
  const facts: [string, readonly string[]][] =
    item.kind === "task"
      ? [
          ["Inputs", item.inputs.map(inputLine)],
          ["Outputs", item.outputs],
          ["Artifacts", item.artifacts],
          ["Secrets", item.secrets],
          ["Setup", item.setup],
          ["Automations", item.automations],
        ]
      : [
          ["Triggers", item.triggers],
          ["Inputs", item.inputs.map(inputLine)],
          ["Jobs", item.jobs.flatMap(jobLines)],
        ];
  const width = Math.max(...facts.map(([title]) => title.length));
  return [
    heading,
    ...(item.description === undefined ? [] : [item.description]),
    ...[["Command", [item.command]] as const, ...facts].flatMap(([title, lines]) =>
      (lines.length === 0 ? [style.dim("none")] : lines).map(
        (line, index) => `  ${style.cyan((index === 0 ? title : "").padEnd(width))}  ${line}`,
      ),
    ),
  ];
}

function inputLine({
  flag,
  negatedFlag,
  type,
  required,
  default: value,
  choices,
  description,
}: InspectedInput): string {
  const facts = [choices === undefined ? type : `${type} of ${choices.join(", ")}`];
  if (required) facts.push("required");
  if (value !== undefined) facts.push(`default ${JSON.stringify(value)}`);
  const flagText = negatedFlag === undefined ? flag : switchName(flag.slice(2));
  return `${flagText} (${facts.join("; ")})${description === undefined ? "" : ` ${description}`}`;
}

/** https://mermaid.js.org/syntax/flowchart.html */
function flowchart(items: readonly InspectedItem[], name: string | undefined): string[] {
  const automations = items.filter((item) => item.kind === "automation");
  if (automations.length === 0) {
    throw new UsageError(
      name === undefined
        ? "there are no automations to draw."
        : `${JSON.stringify(name)} is a task: --mermaid draws the jobs of an automation.`,
    );
  }
  return [
    "flowchart LR",
    ...automations.flatMap((automation) => [
      `  subgraph ${automation.name}`,
      ...automation.jobs.flatMap(({ id, calls, needs }) => [
        `    ${automation.name}.${id}${calls === undefined ? `["${id}"]` : callNode(id, calls)}`,
        ...needs.map((need) => `    ${automation.name}.${need} --> ${automation.name}.${id}`),
      ]),
      "  end",
    ]),
    ...automations.flatMap(({ name: caller, jobs }) =>
      jobs
        .filter(({ calls }) => automations.some((other) => other.name === calls))
        .map(({ id, calls }) => `  ${caller}.${id} -.-> ${calls}`),
    ),
  ];
}

/** A node with two bars at each side, for a job that calls a workflow. A quote would end its text. */
function callNode(id: string, calls: string): string {
  const text = id === calls ? `calls ${id}` : `${id} calls ${calls}`;
  return `[["${text.replaceAll('"', "#quot;")}"]]`;
}
