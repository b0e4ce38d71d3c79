/** `./run TASK`: one task, here, with its output as it comes. */
import { relative } from "node:path";
import { mapStack, placesIn } from "../../app/map-stack.ts";
import type { Event } from "../../events/event.ts";
import { captureConsole, captureStreams } from "../../host/console-capture.ts";
import type { Host } from "../../host/host.ts";
import { Masker } from "../../process/masker.ts";
import { printFromTask, writeFromTask } from "../../task/context.ts";
import { executeTask } from "../../task/execute.ts";
import { declaredSecrets, findSecrets } from "../../task/secrets.ts";
import type { Session } from "../../task/session.ts";
import type { TaskDefinition } from "../../task/task.ts";
import { killProcesses } from "../../host/processes/running-processes.ts";
import { exitCode } from "../exit-code.ts";
import { parseFlags } from "../flags/flags.ts";
import { commandFlags, globalOptions } from "../flags/global-flags.ts";
import { flagsOf, readFlags } from "../flags/flag-table.ts";
import { taskFlags } from "../flags/json-flag.ts";
import { inputFlags, readInputs } from "../flags/input-flags.ts";
import { type Interruption, type InterruptSurroundings, withInterrupts } from "../interrupts.ts";
import { type AppContext, helpCommand } from "../program-context.ts";
import { chooseReporter } from "../choose-reporter.ts";

export async function runTask(
  task: TaskDefinition,
  args: readonly string[],
  context: AppContext,
): Promise<number> {
  const { host, app, root } = context;
  const seeMore = helpCommand(app, task.name);
  const inputs = task.inputs ?? {};
  const flags = [...inputFlags(inputs), ...commandFlags, ...flagsOf(taskFlags)];
  const parsedFlags = parseFlags(args, flags, seeMore);
  const inputValues = readInputs(inputs, parsedFlags, host.cwd, seeMore);
  const secretSource = { ...host.env };
  const json = readFlags(taskFlags, parsedFlags, host.cwd).json;
  const reporter = chooseReporter(host, {
    target: "task",
    color: context.color,
    token: context.eventToken,
    debug: globalOptions(parsedFlags).debug || context.options.debug,
    json,
    quiet: false,
    verbose: false,
  });
  if (context.eventToken === undefined) {
    const values = await knownSecrets(task, secretSource);
    // Behind a pipe all that the task prints is read, also what it writes past recompose. GitHub masks by itself.
    if (json || (values.length > 0 && host.env["GITHUB_ACTIONS"] !== "true")) {
      const { runPipedTask } = await import("./piped-task.ts");
      return runPipedTask({ task, args, context, values, reporter });
    }
    // Only there does Ctrl-C come, and only there is the wait for a process that starts worth it.
    if (host.stdin.isTerminal || host.stdout.isTerminal || host.stderr.isTerminal) {
      const { watchForBusyness } = await import("../../host/processes/busy-watch.ts");
      watchForBusyness();
    }
  }
  hideSecrets(host, task);
  const env = { ...host.env };
  const body = async (
    interruption: Interruption,
    around: InterruptSurroundings,
  ): Promise<number> => {
    let depth = 0;
    const session: Session = {
      cwd: root,
      env,
      secretSource,
      emit(event) {
        reporter.report({ ...readable(event, host.cwd), time: host.now() });
        // What the task does next may end the process, or write to the same place.
        if (depth === 0) reporter.flush?.();
      },
      together(report) {
        depth += 1;
        try {
          host.writeTogether(report);
        } finally {
          depth -= 1;
        }
        if (depth === 0) reporter.flush?.();
      },
      now: () => host.now(),
      get signal() {
        return interruption.signal;
      },
      isAlone: true,
      ...around,
      masker: new Masker(),
      color: context.color,
      isInteractive: host.stdin.isTerminal,
    };
    const releases = [captureConsole(printFromTask), captureStreams(writeFromTask)];
    const result = await executeTask(task, inputValues, session).finally(() => {
      for (const release of releases) release();
      reporter.end();
    });
    return result.ok ? exitCode.success : exitCode.failure;
  };
  const atOnce = (): void => {
    killProcesses();
    reporter.end();
  };
  return withInterrupts(host, body, atOnce, () => reporter.pause?.());
}

/** The values of the declared secrets that exist. */
async function knownSecrets(
  { secrets = [] }: TaskDefinition,
  source: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  if (secrets.length === 0) return [];
  // What is wrong with the file of secrets fails the task, which needs them.
  const secretsState = await findSecrets(secrets, source).catch(() => undefined);
  return [...(secretsState?.values.values() ?? [])];
}

/**
 * GitHub gives a task the secrets that it declares and no others; here, those of other tasks are in the environment of
 * whoever has set them.
 */
function hideSecrets(host: Host, task: TaskDefinition): void {
  for (const name of declaredSecrets()) {
    if (task.secrets?.includes(name) !== true) host.hideVariable(name);
  }
}

/** Stacks show the app's own files; the innermost place in them is where a person looks first. */
function readable(event: Event, cwd: string): Event {
  if (event.type !== "task-finished" || event.stack === undefined) return event;
  const [first] = placesIn(event.stack);
  return {
    ...event,
    ...(first === undefined
      ? {}
      : { place: `${relative(cwd, first.file)}:${first.line}:${first.column}` }),
    stack: mapStack(event.stack),
  };
}
