/** `./run AUTOMATION`: runs the workflow that `generate-gha` would write on this machine. */
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import type { Automation } from "../../automation/automation.ts";
import { printJson, printLines } from "../../reporters/lines/line-printer.ts";
import type { PlanOptions } from "../../runner/run-options.ts";
import { declaredSecrets } from "../../task/secrets.ts";
import { compileWorkflow } from "../../workflow/compile/compile.ts";
import type { Workflow } from "../../model/workflow.ts";
import type { RunFlags } from "../flags/automation-flags.ts";
import { taskOwner } from "../flags/option-owners.ts";
import type { FindOwner } from "../flags/unknown-flag.ts";
import { checkPause } from "../flags/pause-check.ts";
import { automationRequest, type AutomationRequest } from "../flags/automation-request.ts";
import { chooseReporter } from "../choose-reporter.ts";
import { exitCode } from "../exit-code.ts";
import { type Interruption, withInterrupts } from "../interrupts.ts";
import { type AppContext, helpCommand } from "../program-context.ts";
import { stepSummary } from "../../reporters/shown/step-tables.ts";
import type { Pause } from "../pause/pause.ts";
import { RunReport } from "../report/run-report.ts";

export async function runAutomation(
  automation: Automation,
  args: readonly string[],
  context: AppContext,
): Promise<number> {
  const { host, app } = context;
  const workflow = compileWorkflow(automation, app.defaults);
  const seeMore = helpCommand(app, automation.name);
  const findOwner: FindOwner = (name) => taskOwner(app, name);
  const request = automationRequest(automation, workflow, args, host.cwd, seeMore, findOwner);
  const { flags } = request;
  checkPause(flags, host, seeMore);
  if (!flags.status && !flags.remote) await checkPaths(workflow, request, context);
  if (flags["dry-run"]) return showPlan(workflow, request, context);
  if (flags.status) return showRemoteRuns(automation.file, context);
  if (flags.watch) {
    const { watchCommand } = await import("../watch/watch.ts");
    return watchCommand(context, flags.report && resolve(host.cwd, flags.report));
  }
  const start = (): Promise<number> =>
    flags.remote
      ? runRemotely(workflow, request, automation.file, context)
      : run(workflow, request, context);
  if (!flags.notify) return start();
  const { withNotice } = await import("../run-notice.ts");
  return withNotice(context, automation.name, start);
}

/** @throws UsageError for an action or a workflow of the repository that is not there. */
async function checkPaths(
  workflow: Workflow,
  { flags: { only } }: AutomationRequest,
  { app, root }: AppContext,
): Promise<void> {
  const { checkRepositoryPaths } = await import("../../workflow/checks/repository-paths.ts");
  const { checkCalledFiles } = await import("../../workflow/checks/called-files.ts");
  const { workspaceOf } = await import("../../runner/run-folder/repository-folder.ts");
  const { selectJobs } = await import("../../runner/plan/job-selection.ts");
  const selected = selectJobs(workflow, only);
  const repository = {
    folder: workspaceOf(root, workflow),
    workflows: app.automations.map(({ file }) => file),
    compiled(name: string): Workflow | undefined {
      const automation = app.automations.find(({ file }) => file === name);
      return automation && compileWorkflow(automation, app.defaults);
    },
  };
  checkRepositoryPaths(selected, repository);
  await checkCalledFiles(selected, repository);
}

async function run(
  workflow: Workflow,
  request: AutomationRequest,
  context: AppContext,
): Promise<number> {
  const { host } = context;
  const { flags } = request;
  const report = flags.report === undefined ? undefined : new RunReport(flags.report, host.cwd);
  host.letOutputWait();
  const pause = await pauseOf(flags, context);
  const reporter = chooseReporter(pause?.host ?? host, {
    target: "automation",
    color: context.color,
    debug: request.debug || context.options.debug,
    json: flags.json,
    quiet: flags.quiet,
    verbose: flags.verbose,
  });
  const body = async ({ signal, interrupt }: Interruption): Promise<number> => {
    const { runWorkflow } = await import("../../runner/run-workflow.ts");
    const record = await runWorkflow(workflow, {
      ...planOptions(request, context),
      recordFolder: dirname(context.appFile),
      jobs: flags.jobs ?? availableParallelism(),
      isolate: flags.isolate,
      resume: flags.resume,
      stops: pause?.stops(interrupt),
      signal,
      command: [context.app.defaults.entryPoint, ...host.arguments],
      jobSummary: (job) => stepSummary(job),
      sink(event) {
        report?.observe(event);
        pause?.observe(event);
        reporter.report(event);
      },
    }).finally(() => reporter.end());
    pause?.sayEnd(record);
    await report?.write();
    if (!flags.json) report?.sayWhere(host);
    // Neither skipped jobs nor jobs for other machines make a run fail.
    const hasFailed = record.result === "failure" || record.result === "cancelled";
    return hasFailed ? exitCode.failure : exitCode.success;
  };
  return withInterrupts(host, body, pause?.around(reporter) ?? reporter);
}

async function pauseOf(flags: RunFlags, context: AppContext): Promise<Pause | undefined> {
  if (!flags.pause && flags.break.length === 0) return undefined;
  const { Pause } = await import("../pause/pause.ts");
  return new Pause(context, flags);
}

async function showPlan(
  workflow: Workflow,
  request: AutomationRequest,
  context: AppContext,
): Promise<number> {
  const { planLines } = await import("../../runner/plan/plan-lines.ts");
  const { planWorkflow } = await import("../../runner/plan/plan-workflow.ts");
  const plan = await planWorkflow(workflow, planOptions(request, context));
  if (request.flags.json) printJson(context.host, plan);
  else printLines(context.host, planLines(plan));
  return exitCode.success;
}

/** @param file In `.github/workflows`. */
async function showRemoteRuns(file: string, { host, root }: AppContext): Promise<number> {
  const { remoteRuns } = await import("../../runner/remote/remote.ts");
  const { remoteLines } = await import("../../runner/remote/remote-lines.ts");
  const show = async ({ signal }: Interruption): Promise<number> => {
    printLines(host, remoteLines(await remoteRuns({ root, file, signal })));
    return exitCode.success;
  };
  return withInterrupts(host, show);
}

async function runRemotely(
  workflow: Workflow,
  { inputs, flags: { ref } }: AutomationRequest,
  file: string,
  { host, root }: AppContext,
): Promise<number> {
  const { dispatchRemote } = await import("../../runner/remote/remote.ts");
  const dispatch = async ({ signal }: Interruption): Promise<number> => {
    const options = { root, file, inputs, signal, ref };
    return (await dispatchRemote(workflow, options)) ? exitCode.success : exitCode.failure;
  };
  return withInterrupts(host, dispatch);
}

function planOptions(
  { event, flags, inputs, flagOf }: AutomationRequest,
  { host, root }: AppContext,
): PlanOptions {
  const { only, ref, var: vars, "event-file": eventPayload } = flags;
  return {
    root,
    host,
    eventName: event,
    inputs,
    vars: Object.fromEntries(vars),
    only,
    secretNames: declaredSecrets(),
    allRunners: flags["all-runners"],
    strictTools: flags["strict-tools"],
    optionOf: flagOf,
    eventPayload,
    ref,
  };
}
