/** `./run AUTOMATION`: the workflow that `generate-gha` would write, run on this machine. */
import type { Automation } from "../../automation/automation.ts";
import { flagName } from "../../inputs/flag.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { killProcesses } from "../../process/running-processes.ts";
import { printJson, printLines } from "../../reporters/lines/line-printer.ts";
import type { PlanOptions } from "../../runner/run-options.ts";
import { declaredSecrets } from "../../task/secrets.ts";
import { compileWorkflow } from "../../workflow/compile/compile.ts";
import type { Workflow } from "../../model/workflow.ts";
import { automationFlags } from "../flags/automation-flags.ts";
import { automationRequest, type AutomationRequest, textOf } from "../flags/automation-request.ts";
import { chooseReporter } from "../choose-reporter.ts";
import { exitCode } from "../exit-code.ts";
import { type ParsedFlags, parseFlags } from "../flags/flags.ts";
import { commandFlags, globalOptions } from "../flags/global-flags.ts";
import { inputFlags } from "../flags/input-flags.ts";
import { type Interruption, withInterrupts } from "../interrupts.ts";
import { type AppContext, helpCommand } from "../program-context.ts";
import { RunReport } from "../run-report.ts";

export async function runAutomation(
  automation: Automation,
  args: readonly string[],
  context: AppContext,
): Promise<number> {
  const { host, app } = context;
  const seeMore = helpCommand(app, automation.name);
  const flags = [...inputFlags(automation.inputs), ...automationFlags, ...commandFlags];
  const parsed = parseFlags(args, flags, seeMore);
  const request = automationRequest(automation, parsed, host.cwd, seeMore);
  const workflow = compileWorkflow(automation, app.defaults);
  if (parsed.values.get("dry-run") === true && parsed.values.get("resume") === true) {
    throw new UsageError("--dry-run plans a whole run, so it goes without --resume.", [seeMore]);
  }
  if (parsed.values.get("dry-run") === true) return showPlan(workflow, request, parsed, context);
  const file = { root: context.root, file: automation.file };
  if (parsed.values.get("status") === true) return showRemoteRuns(file, context);
  if (parsed.values.get("remote") === true) return runRemotely(workflow, request, file, context);
  return run(workflow, request, parsed, context);
}

async function run(
  workflow: Workflow,
  request: AutomationRequest,
  parsed: ParsedFlags,
  context: AppContext,
): Promise<number> {
  const { host } = context;
  const isGiven = (name: string): boolean => parsed.values.get(name) === true;
  const file = textOf(parsed, "report");
  const report = file === undefined ? undefined : new RunReport(file, host.cwd);
  host.letOutputWait();
  const reporter = chooseReporter(host, {
    target: "automation",
    color: context.color,
    debug: globalOptions(parsed).debug || context.options.debug,
    json: isGiven("json"),
    quiet: isGiven("quiet"),
    verbose: isGiven("verbose"),
  });
  const body = async ({ signal }: Interruption): Promise<number> => {
    const { runWorkflow } = await import("../../runner/run-workflow.ts");
    const record = await runWorkflow(workflow, {
      ...planOptions(request, parsed, context),
      jobs: request.jobs,
      isolate: isGiven("isolate"),
      resume: isGiven("resume"),
      signal,
      sink(event) {
        report?.observe(event);
        reporter.report(event);
      },
    }).finally(() => reporter.end());
    await report?.write();
    // Skipped jobs, and jobs for other machines, fail no run.
    const hasFailed = record.result === "failure" || record.result === "cancelled";
    return hasFailed ? exitCode.failure : exitCode.success;
  };
  const atOnce = (): void => {
    killProcesses();
    reporter.end();
  };
  return withInterrupts(host, body, atOnce, () => reporter.pause?.());
}

async function showPlan(
  workflow: Workflow,
  request: AutomationRequest,
  parsed: ParsedFlags,
  context: AppContext,
): Promise<number> {
  const { planLines } = await import("../../runner/plan/plan-lines.ts");
  const { planWorkflow } = await import("../../runner/plan/plan-workflow.ts");
  const plan = await planWorkflow(workflow, planOptions(request, parsed, context));
  if (parsed.values.get("json") === true) printJson(context.host, plan);
  else printLines(context.host, planLines(plan));
  return exitCode.success;
}

interface WorkflowFile {
  readonly root: string;
  /** In `.github/workflows`. */
  readonly file: string;
}

async function showRemoteRuns(file: WorkflowFile, { host }: AppContext): Promise<number> {
  const { remoteRuns } = await import("../../runner/remote/remote.ts");
  const { remoteLines } = await import("../../runner/remote/remote-lines.ts");
  const show = async ({ signal }: Interruption): Promise<number> => {
    printLines(host, remoteLines(await remoteRuns({ ...file, signal })));
    return exitCode.success;
  };
  return withInterrupts(host, show, killProcesses);
}

async function runRemotely(
  workflow: Workflow,
  { inputs, ref }: AutomationRequest,
  file: WorkflowFile,
  { host }: AppContext,
): Promise<number> {
  const { dispatchRemote } = await import("../../runner/remote/remote.ts");
  const dispatch = async ({ signal }: Interruption): Promise<number> => {
    const options = { ...file, inputs, signal, ...(ref === undefined ? {} : { ref }) };
    return (await dispatchRemote(workflow, options)) ? exitCode.success : exitCode.failure;
  };
  return withInterrupts(host, dispatch, killProcesses);
}

function planOptions(
  request: AutomationRequest,
  parsed: ParsedFlags,
  { host, root }: AppContext,
): PlanOptions {
  const { event, payload, inputs, only, ref, vars } = request;
  return {
    root,
    host,
    eventName: event,
    inputs,
    vars,
    secretNames: declaredSecrets(),
    allRunners: parsed.values.get("all-runners") === true,
    strictTools: parsed.values.get("strict-tools") === true,
    optionOf: (input) => `--${flagName(input)}`,
    ...(payload === undefined ? {} : { eventPayload: payload }),
    ...(only === undefined ? {} : { only }),
    ...(ref === undefined ? {} : { ref }),
  };
}
