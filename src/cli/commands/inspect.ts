/** `./run inspect [NAME]`: what a task or an automation is made of, for people, programs and diagrams. */
import { sameCommand } from "../../app/names.ts";
import type { Automation } from "../../automation/automation.ts";
import { shownCondition } from "../../expression/analysis/shown-condition.ts";
import type { Workflow } from "../../model/workflow.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean } from "../../problems/wording.ts";
import { printJson, printLines } from "../../reporters/lines/line-printer.ts";
import { createStyle, type Style } from "../../reporters/shown/style.ts";
import { compileWorkflow } from "../../workflow/compile/compile.ts";
import { workflowCompiler } from "../../workflow/generate.ts";
import { exitCode } from "../exit-code.ts";
import { inspectFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import { type ParsedFlags, switchName } from "../flags/flags.ts";
import {
  inspectAutomation,
  type InspectedAutomation,
  type InspectedInput,
  type InspectedTask,
  inspectTask,
} from "./inspection.ts";
import { type AppContext, helpCommand } from "../program-context.ts";
import { generateRequest } from "./workflow-folder.ts";

type Inspected = InspectedTask | InspectedAutomation;

export function inspect(parsedFlags: ParsedFlags, context: AppContext): number {
  const { app, host } = context;
  const [name] = parsedFlags.positionals;
  const { json: isJson, mermaid: isMermaid } = readFlags(
    inspectFlags,
    parsedFlags,
    context.host.cwd,
  );
  if (isJson && isMermaid) {
    throw new UsageError("--json and --mermaid exclude each other.", [helpCommand(app, "inspect")]);
  }
  const all = app.groups.flatMap((group) => group.tasks.map(({ definition }) => definition));
  const isChosen = (item: { readonly name: string }): boolean =>
    name === undefined || sameCommand(item.name, name);
  const [tasks, automations] = [all.filter(isChosen), app.automations.filter(isChosen)];
  if (name !== undefined && tasks.length + automations.length === 0) {
    const names = [...all, ...app.automations].map((item) => item.name);
    throw new UsageError(
      `there is no task or automation ${JSON.stringify(name)}.${didYouMean(name, names)}`,
      [helpCommand(app)],
    );
  }
  const workflowOf = isJson && automations.length > 0 ? compilerOf(context) : undefined;
  const items: readonly Inspected[] = [
    ...tasks.map((task) => inspectTask(task, app)),
    ...automations.map((it) => inspectAutomation(it, app, workflowOf?.(it))),
  ];
  if (isJson) {
    printJson(host, name === undefined ? items : items[0]);
  } else if (isMermaid) {
    printLines(host, mermaid(items, name));
  } else {
    const style = createStyle(context.color);
    const pages = items.map((item) => page(item, style).join("\n"));
    printLines(host, [pages.join("\n\n")]);
  }
  return exitCode.success;
}

/** An app in another folder than it says has no files that could be found: their pins are left out. */
function compilerOf(context: AppContext): (automation: Automation) => Workflow {
  try {
    return workflowCompiler(generateRequest(context, undefined));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return (automation) => compileWorkflow(automation, context.app.defaults);
  }
}

function page(item: Inspected, style: Style): string[] {
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
          ["Jobs", item.jobs.map(jobLine)],
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
  const facts = [
    choices === undefined ? type : `${type} of ${choices.join(", ")}`,
    ...(required ? ["required"] : []),
    ...(value === undefined ? [] : [`default ${JSON.stringify(value)}`]),
  ];
  const flagText = negatedFlag === undefined ? flag : switchName(flag.slice(2));
  return `${flagText} (${facts.join("; ")})${description === undefined ? "" : ` ${description}`}`;
}

function jobLine(job: InspectedAutomation["jobs"][number]): string {
  return [
    job.id,
    ...(job.id === job.task ? [] : [`runs ${job.task}`]),
    ...(job.needs.length === 0 ? [] : [`after ${job.needs.join(", ")}`]),
    ...(job.matrix === undefined ? [] : [`for each ${job.matrix.join(", ")}`]),
    ...(job.if === undefined ? [] : [`if ${shownCondition(job.if)}`]),
  ].join(" ");
}

/** https://mermaid.js.org/syntax/flowchart.html */
function mermaid(items: readonly Inspected[], name: string | undefined): string[] {
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
      ...automation.jobs.flatMap(({ id, needs }) => [
        `    ${automation.name}.${id}["${id}"]`,
        ...needs.map((need) => `    ${automation.name}.${need} --> ${automation.name}.${id}`),
      ]),
      "  end",
    ]),
  ];
}
