/** The `recompose.ts` that `init` writes: a task for each check of the project, and the automation that runs them. */
import type { ProjectPart } from "../../../project/project-facts.ts";
import {
  arrow,
  block,
  call,
  callWith,
  name,
  object,
  type Plan,
  type PlanStatement,
  spread,
} from "../../../typescript/plan.ts";
import { printModule } from "../../../typescript/print-module.ts";
import type { AppPlace } from "../app-place.ts";
import { checkCommand, installTasks } from "./part-install.ts";
import { starterSetup } from "./starter-setup.ts";
import { TaskNames } from "./starter-names.ts";

export interface StarterOptions {
  readonly place: AppPlace;
  /** Each with the checks that become tasks. */
  readonly parts: readonly ProjectPart[];
  /** The name of the automation, which is one that a constant may have. */
  readonly automation: string;
  /** The default branch. */
  readonly branch: string;
}

/** The text of the module. Where there is nothing to check, it has a task to try. */
export function starterApp(options: StarterOptions): string {
  const parts = options.parts.filter(({ checks }) => checks.length > 0);
  return parts.length === 0 ? greetingApp(options) : checkingApp({ ...options, parts });
}

function checkingApp({ place, parts, automation, branch }: StarterOptions): string {
  const { common, ofPart } = starterSetup(place, parts);
  const [first] = parts;
  // Jobs of one part all need the same, so the app says it for all.
  const isAlone = parts.length === 1 && first !== undefined;
  const names = new TaskNames([automation]);
  const starters = parts.map((part) => {
    const steps = ofPart(part);
    const setup =
      isAlone || steps.length === 0
        ? undefined
        : names.constant(`${part.folder || part.stack}_setup`);
    return { part, steps, setup, ...partTasks(place, part, { names, setup }) };
  });
  const setups = starters.flatMap(({ setup, steps }): PlanStatement[] =>
    setup === undefined ? [] : [{ constant: setup, value: [spread(name("setup")), ...steps] }],
  );
  return module(
    [
      ...(isAlone ? [] : [{ constant: "setup", value: common }]),
      ...setups,
      ...starters.flatMap(({ statements }) => statements),
      automationStatement(
        automation,
        branch,
        starters.flatMap(({ jobs }) => jobs),
      ),
      appStatement(place, automation, {
        setup: isAlone ? [...common, ...ofPart(first)] : name("setup"),
        commands: isAlone
          ? (starters[0]?.constants ?? []).map(name)
          : starters.map(({ part, constants }) =>
              call(
                "group",
                part.folder === "" ? part.stack : `${part.folder}/`,
                constants.map(name),
              ),
            ),
      }),
    ],
    place,
    automation,
  );
}

interface PartTasks {
  readonly statements: readonly PlanStatement[];
  readonly constants: readonly string[];
  readonly jobs: readonly PlanStatement[];
}

/** A job for each task; where something has to be installed first, they are steps of one job, here and on GitHub. */
function partTasks(
  place: AppPlace,
  part: ProjectPart,
  { names, setup }: { readonly names: TaskNames; readonly setup: string | undefined },
): PartTasks {
  const { folder, stack } = part;
  const installs = installTasks(place, part);
  const checks = part.checks.map((check) => ({ ...check, command: checkCommand(part, check) }));
  const tasks = [...installs, ...checks].map((task) => ({ ...task, ...names.take(task.name) }));
  const constants = tasks.map(({ constant }) => constant);
  const jobSetup = setup === undefined ? undefined : name(setup);
  const isOneJob = installs.length > 0;
  const statements = tasks.map(({ constant, name: taskName, description, command }) => {
    const options = object({ cwd: folder === "" ? undefined : folder });
    const run = arrow(callWith("run", command, options));
    const ownSetup = isOneJob ? undefined : jobSetup;
    return {
      constant,
      value: call("task", object({ name: taskName, description, setup: ownSetup, run })),
    };
  });
  if (!isOneJob) {
    const jobs = constants.map((constant) => ({ value: call("job", name(constant)) }));
    return { statements, constants, jobs };
  }
  const { name: id } = names.take(folder === "" ? stack : folder.replaceAll(/\W+/g, "_"));
  const options = object({ setup: jobSetup, steps: constants.map(name) });
  return { statements, constants, jobs: [{ value: call("job", id, options) }] };
}

function automationStatement(
  automation: string,
  branch: string,
  jobs: readonly PlanStatement[],
): PlanStatement {
  return {
    constant: automation,
    value: call(
      "automation",
      object({
        name: automation,
        description: "What has to pass before a change lands",
        on: [call("onPush", object({ branches: [branch] })), call("onPullRequest")],
        jobs: block(jobs),
      }),
    ),
  };
}

function appStatement(
  { entryPoint, own, workingDirectory }: AppPlace,
  automation: string,
  { setup, commands }: { readonly setup: Plan; readonly commands: readonly Plan[] },
): PlanStatement {
  const options = {
    entryPoint,
    root: own === undefined ? undefined : "..",
    workingDirectory,
    setup,
    commands,
    automations: [name(automation)],
  };
  return { value: call("app", object(options)), exported: "default" };
}

function greetingApp({ place, automation, branch }: StarterOptions): string {
  const greeting: Plan = { kind: "template", parts: ["Hello, ", name("name"), "!"] };
  const input = call("stringInput", object({ default: "world", description: "Whom to greet" }));
  const greet = object({
    name: "greet",
    description: "Say hello",
    inputs: object({ name: input }),
    run: arrow(call("out", greeting), "{ name }"),
  });
  return module(
    [
      { constant: "greet", value: call("task", greet) },
      automationStatement(automation, branch, [{ value: call("job", name("greet")) }]),
      appStatement(place, automation, {
        setup: starterSetup(place, []).common,
        commands: [name("greet")],
      }),
    ],
    place,
    automation,
  );
}

function module(
  statements: readonly PlanStatement[],
  { entryPoint }: AppPlace,
  automation: string,
): string {
  const comment = `The checks of this project. \`${entryPoint} ${automation}\` runs them here, and\n\`${entryPoint} generate-gha\` writes the workflow that runs them on GitHub.`;
  return printModule(statements, { comment });
}
