/**
 * `recompose import`: brings workflows and targets along, as modules of a `recompose.ts`. Of the files that exist it changes
 * no more than `init` does.
 */
import { nearestApp } from "../../app/find-app.ts";
import { withCommandTasks } from "../../import/modules/command-tasks.ts";
import { chooseReleases } from "../../import/translate/release-choice.ts";
import { shellWord } from "../../problems/shell-word.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import type { Style } from "../../reporters/shown/style.ts";
import { object } from "../../typescript/plan.ts";
import type { WorkflowDefaults } from "../../workflow/compile/workflow-defaults.ts";
import { readPins } from "../../workflow/pins/read-pins.ts";
import { exitCode } from "../exit-code.ts";
import { importFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import { checkAgainstApp } from "../import/check-against-app.ts";
import { importNames } from "../import/import-names.ts";
import {
  type ImportPlace,
  importPlace,
  type PlannedImport,
  plannedImport,
  targetModules,
} from "../import/import-plan.ts";
import { reportLines } from "../import/import-report.ts";
import {
  importSources,
  isTargetSource,
  isWorkflowSource,
  type WorkflowSource,
} from "../import/import-sources.ts";
import {
  type ImportedWorkflow,
  importedWorkflow,
  readSource,
} from "../import/imported-workflow.ts";
import { planLines, writePlanned } from "../init/planned-file.ts";
import { installCommand } from "../init/starter-run.ts";
import { openApp, type Project } from "../open-app.ts";
import { listedTasks, type ProgramContext } from "../program-context.ts";

export async function importFiles(
  parsedFlags: ParsedFlags,
  context: ProgramContext,
): Promise<number> {
  const { host, style } = context;
  const { check, tasks: hasTasks } = readFlags(importFlags, parsedFlags, host.cwd);
  const project = nearestApp(host.cwd) === undefined ? undefined : await openApp(host);
  if (check && project !== undefined) {
    return checkAgainstApp(parsedFlags.positionals, { ...context, ...project });
  }
  const known = project?.app.automations.map(({ file }) => file);
  const sources = importSources(parsedFlags.positionals, host.cwd, known);
  const place = importPlace(sources, host.cwd);
  const taken = project === undefined ? [] : commandsOf(project);
  const workflows = importedWorkflows(sources.filter(isWorkflowSource), { project, taken });
  printLines(
    host,
    workflows.flatMap((workflow) => reportLines(workflow, style)),
  );
  const readable = workflows.filter(({ isRefused }) => !isRefused);
  const used = [...taken, ...readable.map(({ name }) => name)];
  const written = hasTasks
    ? readable.map((each) => ({ ...each, plan: withCommandTasks(each.plan, used) }))
    : readable;
  const isWhole = written.length === workflows.length;
  if (check) return isWhole && written.every(isSame) ? exitCode.success : exitCode.failure;
  const { tasks, notes } = targetModules(sources.filter(isTargetSource), place, used);
  if (written.length === 0 && Object.keys(tasks).length === 0) return exitCode.failure;
  const actionPins = object(Object.assign({}, ...written.map((each) => each.actionPins)));
  const planned = plannedImport(written, tasks, place, actionPins);
  const lines = planLines(planned.files, { cwd: host.cwd, style });
  writePlanned(planned.files);
  printLines(host, [
    ...[...notes, ...planned.advice].map((note) => `  ${style.yellow("!")} ${note}`),
    ...lines,
    "",
    ...nextLines(planned, place, written, context),
  ]);
  return isWhole ? exitCode.success : exitCode.failure;
}

function isSame({ findings }: ImportedWorkflow): boolean {
  return findings.length === 0;
}

function commandsOf({ app }: Project): readonly string[] {
  return [...listedTasks(app), ...app.automations].map(({ name }) => name);
}

interface Around {
  readonly project: Project | undefined;
  readonly taken: readonly string[];
}

function importedWorkflows(
  sources: readonly WorkflowSource[],
  { project, taken }: Around,
): readonly ImportedWorkflow[] {
  const names = importNames(
    sources.map(({ name }) => name),
    taken,
  );
  const defaults = project?.app.defaults ?? newDefaults;
  // An app that is there has chosen already.
  const chosen =
    project === undefined
      ? chooseReleases(
          sources.map((source) => ({ workflow: readSource(source), pins: readPins(source.text) })),
        )
      : typeof defaults.actionPins === "object"
        ? defaults.actionPins
        : {};
  return sources.map((source) =>
    importedWorkflow(source, { name: names.get(source.name) ?? source.name, chosen, defaults }),
  );
}

const newDefaults: WorkflowDefaults = {
  entryPoint: "./run",
  runsOn: "ubuntu-latest",
  permissions: { contents: "read" },
  setup: [],
};

function nextLines(
  { modules }: PlannedImport,
  { newApp, appFile }: ImportPlace,
  written: readonly ImportedWorkflow[],
  { style }: ProgramContext,
): readonly string[] {
  const entryPoint = newApp?.entryPoint ?? "./run";
  const names = written.map(({ name }) => name);
  const first = names.find((name) => /^(?:ci|tests?|build|main)$/i.test(name)) ?? names[0] ?? "";
  const [only] = written;
  const replaced = written.length === 1 && only !== undefined ? shellWord(only.file) : "all";
  const commands = [
    ...(newApp === undefined ? [] : [[installCommand(newApp), "installs recompose"] as const]),
    first === ""
      ? ([entryPoint, "lists the tasks"] as const)
      : ([`${entryPoint} ${first}`, "runs it here"] as const),
    ...(written.length === 0
      ? []
      : [
          [
            `${entryPoint} generate-gha --replace ${replaced}`,
            "writes what was imported in place of the files; until then they stay",
          ] as const,
        ]),
  ];
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    ...(newApp === undefined ? addLines(modules, appFile, style) : []),
    "Next, type:",
    ...commands.map(
      ([command, text]) => `  ${style.bold(command.padEnd(width))}  ${style.dim(text)}`,
    ),
  ];
}

/** What an app that is there has to say from now on. */
function addLines(
  { exports, automations }: PlannedImport["modules"],
  appFile: string,
  style: Style,
): readonly string[] {
  const all = Object.values(exports).flat();
  const tasks = all.filter((each) => !automations.includes(each));
  const lists = [
    ...(tasks.length === 0 ? [] : [`commands: [${tasks.join(", ")}, …]`]),
    ...(automations.length === 0 ? [] : [`automations: [${automations.join(", ")}, …]`]),
  ];
  return [
    `Add to ${appFile}:`,
    ...Object.entries(exports).map(
      ([module, names]) => `  ${style.bold(`import { ${names.join(", ")} } from "${module}";`)}`,
    ),
    ...lists.map((line) => `  ${style.bold(line)}`),
    "",
  ];
}
