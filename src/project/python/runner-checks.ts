/** Checks that tox or Nox runs, where the project has configured one of them. */
import { quotedList } from "../../problems/wording.ts";
import type { FolderFiles } from "../folder-files.ts";
import { type FoundCheck, kindNames } from "../found-part.ts";
import type { CheckKind } from "../project-facts.ts";
import { environmentKind } from "./environment-kind.ts";
import { noxSessions } from "./nox-sessions.ts";
import type { PythonCommands } from "./python-commands.ts";
import type { PythonProject } from "./python-project.ts";
import { type RunnerEnvironment, toxEnvironments } from "./tox-environments.ts";

interface Found {
  readonly checks: readonly FoundCheck[];
  readonly notes: readonly string[];
  /** Whether one of them runs the hooks of pre-commit. */
  readonly runsHooks: boolean;
}

export function runnerChecks(project: PythonProject, commands: PythonCommands): Found {
  const found = [toxChecks(project, commands), noxChecks(project.files, commands)];
  return found.find(({ checks }) => checks.length > 0) ?? nothing;
}

const nothing: Found = { checks: [], notes: [], runsHooks: false };

function toxChecks(project: PythonProject, commands: PythonCommands): Found {
  const { source, environments } = toxEnvironments(project) ?? { source: "", environments: [] };
  // Tests that do not run by themselves take long, or need more than a job has.
  const kindOf = (one: RunnerEnvironment): CheckKind | undefined => {
    const kind = environmentKind(one.name, one.commands);
    return kind === "test" && !one.isListed ? undefined : kind;
  };
  // Those of the same Python that differ by what they install are one job, as tox runs several.
  const isVersion = ({ name }: RunnerEnvironment): boolean => /^py(?:-|$)/.test(name);
  const versions = environments.filter((one) => isVersion(one) && kindOf(one) === "test");
  const names = [
    ...(versions.length === 0 ? [] : [versions.map(({ name }) => name).join(",")]),
    ...environments
      .filter((one) => !isVersion(one) && kindOf(one) !== undefined)
      .map(({ name }) => name),
  ];
  const checks = names.flatMap((name): FoundCheck[] => {
    const command = commands.run("tox", ["tox", "-e", name]);
    const one = environments.find((environment) => environment.name === name);
    const kind = one === undefined ? "test" : (kindOf(one) ?? "test");
    if (command === undefined) return [];
    const isPlain = one === undefined || name === "py";
    const where = `${source}, environment ${quotedList(name.split(","))}`;
    return [{ kind, name: isPlain ? kindNames.test : name, command, source: where, detail: name }];
  });
  const others = environments.filter((one) => one.isListed && kindOf(one) === undefined);
  const chosen = environments.filter((one) => kindOf(one) !== undefined);
  return {
    checks,
    notes: leftOut(source, "environment", others),
    runsHooks: chosen.some(runsHooks),
  };
}

function noxChecks(files: FolderFiles, commands: PythonCommands): Found {
  const { source, sessions } = noxSessions(files) ?? { source: "", sessions: [] };
  const checks = sessions.flatMap(({ name, commands: text, hasVersions }): FoundCheck[] => {
    const kind = environmentKind(name, text);
    // One that names versions of Python runs with the Python that is here.
    const words = ["nox", "-s", name, ...(hasVersions ? ["--force-python", "python"] : [])];
    const command = kind && commands.run("nox", words);
    if (kind === undefined || command === undefined) return [];
    return [
      { kind, name, command, source: `${source}, session ${JSON.stringify(name)}`, detail: name },
    ];
  });
  const others = sessions.filter(({ name, commands: text }) => !environmentKind(name, text));
  const chosen = sessions.filter(({ name, commands: text }) => environmentKind(name, text));
  return {
    checks,
    notes: leftOut(source, "session", others),
    runsHooks: chosen.some(runsHooks),
  };
}

/** https://pre-commit.com/#pre-commit-run */
function runsHooks({ commands }: Pick<RunnerEnvironment, "commands">): boolean {
  return /\bpre-commit\b/.test(commands);
}

function leftOut(
  source: string,
  noun: string,
  others: readonly RunnerEnvironment[],
): readonly string[] {
  if (others.length === 0) return [];
  const names = quotedList(others.map(({ name }) => name));
  return [
    others.length === 1
      ? `${source}: the ${noun} ${names} is not among the checks.`
      : `${source}: the ${noun}s ${names} are not among the checks.`,
  ];
}
