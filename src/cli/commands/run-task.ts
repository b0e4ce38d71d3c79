/** `./run TASK`: runs one task here, and shows its output as it comes. */
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
import { exitCode } from "../exit-code.ts";
import { parseFlags } from "../flags/flags.ts";
import { commandFlags, globalOptions } from "../flags/global-flags.ts";
import { automationOwner } from "../flags/option-owners.ts";
import { readTaskFlags, taskOptions } from "../flags/run-flags.ts";
import { inputFlags, readInputs } from "../flags/input-flags.ts";
import { type Interruption, withInterrupts } from "../interrupts.ts";
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
  const ownFlags = inputFlags(inputs);
  const flags = [...ownFlags, ...commandFlags, ...taskOptions(inputs)];
  const parsedFlags = parseFlags(args, flags, seeMore, (name) => automationOwner(app, name));
  const inputValues = readInputs(inputs, ownFlags, parsedFlags, host.cwd, seeMore);
  const secretSource = { ...host.env };
  const taskFlags = readTaskFlags(inputs, parsedFlags, host.cwd);
  const { json } = taskFlags;
  if (taskFlags.watch) {
    const { watchTask } = await import("../watch/watch.ts");
    return watchTask(context, taskFlags, seeMore);
  }
  const reporter = chooseReporter(host, {
    target: "task",
    color: context.color,
    token: context.eventToken,
    debug: globalOptions(parsedFlags).debug || context.options.debug,
    json,
  });
  // The process that reads this one gives the notice.
  const isNoticed = taskFlags.notify && context.eventToken === undefined;
  const noticed = async (start: () => Promise<number>): Promise<number> =>
    isNoticed ? (await import("../run-notice.ts")).withNotice(context, task.name, start) : start();
  if (context.eventToken === undefined) {
    const values = await knownSecrets(task, secretSource);
    // In a process of its own, all that the task prints is read, even past recompose. GitHub masks by itself.
    if (json || (values.length > 0 && host.env["GITHUB_ACTIONS"] !== "true")) {
      const { runPipedTask } = await import("./piped-task.ts");
      return noticed(() => runPipedTask({ task, args, context, values, reporter }));
    }
    // Ctrl-C comes from a terminal only, and only then is it worth waiting for a process that starts.
    if (host.stdin.isTerminal || host.stdout.isTerminal || host.stderr.isTerminal) {
      const { watchForBusyness } = await import("../../host/processes/busy-watch.ts");
      watchForBusyness();
    }
  }
  hideSecrets(host, task);
  const env = { ...host.env };
  const body = async (interruption: Interruption): Promise<number> => {
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
      takeFault: interruption.takeFault,
      untilIdle: interruption.untilIdle,
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
  return noticed(() => withInterrupts(host, body, reporter));
}

/** The values of the declared secrets that exist. */
async function knownSecrets(
  { secrets = [] }: TaskDefinition,
  source: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  if (secrets.length === 0) return [];
  // The task itself fails when the file of secrets is wrong.
  const result = await findSecrets(secrets, source).catch(() => undefined);
  return [...(result?.values.values() ?? [])];
}

/** As on GitHub, a task gets the secrets that it declares and no others, though the environment may have them. */
function hideSecrets(host: Host, task: TaskDefinition): void {
  for (const name of declaredSecrets()) {
    if (task.secrets?.includes(name) !== true) host.hideVariable(name);
  }
}

/** The stack names the app's own files. Its innermost place in them is where a person looks first. */
function readable(event: Event, cwd: string): Event {
  if (event.type !== "task-finished" || event.stack === undefined) return event;
  const [first] = placesIn(event.stack);
  const place = first && `${relative(cwd, first.file)}:${first.line}:${first.column}`;
  return { ...event, place: place ?? event.place, stack: mapStack(event.stack) };
}
