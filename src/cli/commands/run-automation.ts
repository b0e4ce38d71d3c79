/** `./run AUTOMATION`: the workflow that `generate-gha` would write, run on this machine. */
import { availableParallelism } from "node:os";
import type { Automation } from "../../automation/automation.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { runWorkflow } from "../../runner/run-workflow.ts";
import { compileWorkflow } from "../../workflow/compile.ts";
import { automationFlags } from "../automation-flags.ts";
import { chooseReporter } from "../choose-reporter.ts";
import { killProcesses } from "../../process/running-processes.ts";
import { exitCode } from "../exit-code.ts";
import { parseFlags } from "../flags.ts";
import { commandFlags, globalOptions } from "../global-flags.ts";
import { withInterrupts } from "../interrupts.ts";
import { type AppContext, helpCommand } from "../program-context.ts";

export async function runAutomation(
  automation: Automation,
  args: readonly string[],
  context: AppContext,
): Promise<number> {
  const { host, app, root } = context;
  const seeMore = helpCommand(app, automation.name);
  const parsed = parseFlags(args, [...automationFlags, ...commandFlags], seeMore);
  const [extra] = parsed.positionals;
  if (extra !== undefined)
    throw new UsageError(`unexpected argument ${JSON.stringify(extra)}.`, [seeMore]);
  const jobs = jobLimit(parsed.values.get("jobs"));
  const reporter = chooseReporter(host, {
    target: "automation",
    color: context.color,
    debug: globalOptions(parsed).debug || context.options.debug,
    json: parsed.values.get("json") === true,
    quiet: parsed.values.get("quiet") === true,
    verbose: parsed.values.get("verbose") === true,
  });
  const body = async (signal: AbortSignal): Promise<number> => {
    const record = await runWorkflow(compileWorkflow(automation, app.defaults), {
      root,
      jobs,
      host,
      sink: (event) => reporter.report(event),
      signal,
    }).finally(() => reporter.end());
    return record.result === "success" ? exitCode.success : exitCode.failure;
  };
  return withInterrupts(host, body, () => {
    killProcesses();
    reporter.end();
  });
}

function jobLimit(text: string | boolean | undefined): number {
  if (text === undefined) return availableParallelism();
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--jobs is a whole number from 1, not ${JSON.stringify(text)}.`, [
    "--jobs=2",
  ]);
}
