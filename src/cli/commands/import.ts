/**
 * `recompose import`: brings workflows and targets along, as modules of a `recompose.ts`. Of the files that exist it changes
 * no more than `init` does.
 */
import { nearestApp } from "../../app/find-app.ts";
import { withCommandTasks } from "../../import/modules/command-tasks.ts";
import type { ReleaseChoice } from "../../import/translate/release-choice.ts";
import { printErrors, printLines } from "../../reporters/lines/line-printer.ts";
import { object } from "../../typescript/plan.ts";
import { exitCode } from "../exit-code.ts";
import { importFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import { checkAgainstApp } from "../import/check-against-app.ts";
import { importPlace, plannedImport, targetModules } from "../import/import-plan.ts";
import { reportLines } from "../import/import-report.ts";
import { importSources, isTargetSource, isWorkflowSource } from "../import/import-sources.ts";
import type { ImportedWorkflow } from "../import/imported-workflow.ts";
import { importedWorkflows } from "../import/imported-workflows.ts";
import { taskNotes } from "../import/task-notes.ts";
import { nextLines } from "../import/next-lines.ts";
import { hiddenFiles } from "../init/git-ignore.ts";
import { planLines, writePlanned } from "../init/planned-file.ts";
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
  const outcomes = importedWorkflows(sources.filter(isWorkflowSource), {
    app: project?.app,
    taken,
    isNamed: parsedFlags.positionals.length > 0,
  });
  printLines(
    host,
    outcomes.flatMap((outcome) => reportLines(outcome, style)),
  );
  const twice = (project?.app.automations ?? []).filter(({ file }) =>
    sources.filter(isWorkflowSource).some(({ name }) => name === file),
  );
  printLines(
    host,
    twice.map(
      ({ name, file }) =>
        `  ${style.yellow("!")} The automation ${JSON.stringify(name)} would be written to ${file}, too: give it another \`file\`, or remove it.`,
    ),
  );
  const readable = outcomes.flatMap((outcome) => (outcome.isRefused ? [] : outcome));
  const isWhole =
    readable.length === outcomes.length && readable.every(({ isPartial }) => !isPartial);
  if (check) return isWhole && readable.every(isSame) ? exitCode.success : exitCode.failure;
  const used = [...taken, ...readable.map(({ name }) => name)];
  const entryPoint = project?.app.defaults.entryPoint ?? place.newApp?.entryPoint ?? "./run";
  const workflows = hasTasks ? withTasks(readable, used, entryPoint, context) : readable;
  const { tasks, notes } = targetModules(sources.filter(isTargetSource), place, used);
  printLines(
    host,
    notes.map((note) => `  ${style.yellow("!")} ${note}`),
  );
  if (workflows.length === 0 && Object.keys(tasks).length === 0) {
    printErrors(host, ["error: there is nothing to write."]);
    return exitCode.failure;
  }
  const releases: ReleaseChoice = Object.assign({}, ...workflows.map((each) => each.actionPins));
  const actionPins = Object.keys(releases).length === 0 ? undefined : object(releases);
  const planned = plannedImport(workflows, tasks, place, actionPins);
  const lines = planLines(planned.files, { cwd: host.cwd, style });
  writePlanned(planned.files);
  printLines(host, [
    ...planned.advice.map((note) => `  ${style.yellow("!")} ${note}`),
    ...lines,
    ...(await hiddenFiles(planned.files, host.cwd)).map((note) => `  ${style.yellow("!")} ${note}`),
    "",
    ...nextLines({ planned, place, workflows, entryPoint }, { cwd: host.cwd, style }),
  ]);
  return isWhole ? exitCode.success : exitCode.failure;
}

/** Their commands as tasks, which changes what is generated. */
function withTasks(
  workflows: readonly ImportedWorkflow[],
  used: string[],
  entryPoint: string,
  { host, style }: ProgramContext,
): readonly ImportedWorkflow[] {
  return workflows.map((workflow) => {
    const made = withCommandTasks(workflow.plan, used);
    printLines(
      host,
      taskNotes(made, entryPoint).map((note) => `  ${style.yellow("!")} ${workflow.file}: ${note}`),
    );
    return { ...workflow, plan: made.plan };
  });
}

function isSame({ findings }: ImportedWorkflow): boolean {
  return findings.length === 0;
}

function commandsOf({ app }: Project): readonly string[] {
  return [...listedTasks(app), ...app.automations].map(({ name }) => name);
}
