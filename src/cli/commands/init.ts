/** `recompose init`: writes the files that a project needs to begin with. Does not change files that exist. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { askProgram } from "../../host/processes/program-answer.ts";
import type { ProjectFacts, ProjectPart } from "../../project/project-facts.ts";
import { readProject } from "../../project/read-project.ts";
import { counted } from "../../problems/wording.ts";
import { printErrors, printLines } from "../../reporters/lines/line-printer.ts";
import { exitCode } from "../exit-code.ts";
import { initFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import { type AppPlace, appPlace } from "../init/app-place.ts";
import { formatNew } from "../init/own-format.ts";
import { planLines, type PlannedFile, writePlanned } from "../init/planned-file.ts";
import { type Choice, defaultBranch, projectFolder, proposal } from "../init/proposal.ts";
import { askChoice, askDecision, commandLine, type Decision } from "../init/questions.ts";
import { scaffold } from "../init/scaffold.ts";
import { licenceNotes } from "../init/licence-header.ts";
import { hiddenFiles } from "../init/git-ignore.ts";
import { tooOldNode } from "../init/starter/node-setup.ts";
import { usualNode } from "../init/oldest-node.ts";
import { starterApp } from "../init/starter/starter-app.ts";
import { installCommand } from "../init/starter-run.ts";
import { isInteractive } from "../interactive.ts";
import type { ProgramContext } from "../program-context.ts";
import { type WorkflowsThere, workflowsThere } from "../init/workflows-there.ts";

export async function init(parsedFlags: ParsedFlags, context: ProgramContext): Promise<number> {
  const { host, style } = context;
  const flags = readFlags(initFlags, parsedFlags, host.cwd);
  const asks = isInteractive(host) && !flags.yes;
  const project = projectFolder(host.cwd);
  const facts = readProject(project);
  const proposed = proposal(project, facts);
  // Reads before it asks: what cannot be read ends the command.
  const proposedPlace = appPlace(project, proposed.own);
  const hasApp = existsSync(join(proposedPlace.folder, proposedPlace.appFile));
  const choice = asks && !hasApp ? await askChoice(facts, proposed) : proposed;
  if (choice === undefined) return cancelled(context);
  const place = appPlace(project, choice.own);
  const parts = chosenParts(facts, choice);
  const there = workflowsThere(
    place,
    parts.flatMap(({ checks }) => checks.map(({ name }) => name)),
  );
  const automation = hasApp ? "ci" : there.automation;
  const text = starterApp({ place, parts, automation, branch: await defaultBranch(project) });
  const note = `the tasks, and the automation ${JSON.stringify(automation)}`;
  const { files, advice, typeCheck } = scaffold(place, text, note);
  const known = hasApp
    ? []
    : [...notes(place, facts, choice), ...licenceNotes(place), ...there.notes];
  printLines(host, [
    ...(hasApp ? [] : checkLines(automation, parts, context)),
    ...planLines(files, { cwd: host.cwd, style }),
    ...known.map((each) => `  ${style.yellow("!")} ${each}`),
    ...advice.map((sentence) => `  ${style.yellow("!")} ${sentence}`),
    "",
  ]);
  if (!files.some(isWritten)) {
    printLines(host, ["Nothing is missing."]);
    return exitCode.success;
  }
  const needsInstall = files.some((file) => isWritten(file) && file.path.endsWith("package.json"));
  const install = needsInstall ? installCommand(place) : undefined;
  const decision = asks ? await askDecision(install) : flags.install ? "install" : "write";
  if (decision === "nothing") return cancelled(context);
  const newFiles = files.filter(({ path }) => !existsSync(path));
  writePlanned(files);
  printLines(host, [
    `${style.green("✓")} Written.`,
    ...(await hiddenFiles(files, host.cwd)).map((each) => `  ${style.yellow("!")} ${each}`),
  ]);
  const isInstalled = await installed(decision, place, context);
  const format = await formatNew(place, newFiles);
  if (format !== undefined) printLines(host, [format]);
  printLines(host, [
    "",
    "Next, type:",
    ...nextLines(
      {
        place,
        automation,
        install: isInstalled ? undefined : install,
        imports: hasApp ? [] : there.byHand,
        typeCheck,
      },
      context,
    ),
  ]);
  return decision === "install" && !isInstalled ? exitCode.failure : exitCode.success;
}

function isWritten({ content }: PlannedFile): boolean {
  return content !== undefined;
}

function cancelled({ host }: ProgramContext): number {
  printLines(host, ["Nothing was written."]);
  return exitCode.interrupted;
}

/** The parts with the checks that were chosen. */
function chosenParts({ parts }: ProjectFacts, { checks }: Choice): readonly ProjectPart[] {
  return parts.map((part) => ({
    ...part,
    checks: part.checks.filter(({ name }) => checks.some((check) => check.name === name)),
  }));
}

function checkLines(
  automation: string,
  parts: readonly ProjectPart[],
  { style }: ProgramContext,
): readonly string[] {
  const checks = parts.flatMap(({ folder, checks: own }) =>
    own.map(({ name, command }) => ({ name, folder, line: commandLine(command) })),
  );
  if (checks.length === 0) return [];
  const width = Math.max(...checks.map(({ name }) => name.length));
  return [
    `${automation} runs:`,
    ...checks.map(({ name, folder, line }) => {
      const where = folder === "" ? "" : ` in ${folder}/`;
      return `  ${style.bold(name.padEnd(width))}  ${style.dim(`${line}${where}`)}`;
    }),
    "",
  ];
}

/** What a person should know of the project. */
function notes({ project }: AppPlace, facts: ProjectFacts, { checks }: Choice): readonly string[] {
  const left = facts.parts
    .flatMap((part) => part.checks)
    .filter(
      ({ name, program }) => program !== undefined && !checks.some((one) => one.name === name),
    )
    .map(
      ({ name, program, source }) =>
        `${name} is left out: it needs ${program}, which nothing installs on the runner (${source}).`,
    );
  return [
    ...facts.notes,
    ...facts.parts.flatMap((part) => part.notes),
    ...facts.parts.flatMap((part) => {
      const node = tooOldNode(project, part);
      return node === undefined
        ? []
        : `The project asks for Node ${node}, on which recompose does not run: its jobs have Node ${usualNode}.`;
    }),
    ...left,
  ];
}

/** Whether it was to be installed, and is. */
async function installed(
  decision: Decision,
  place: AppPlace,
  { host, style }: ProgramContext,
): Promise<boolean> {
  if (decision !== "install") return false;
  const { manager } = place;
  const command = installCommand(place);
  printLines(host, [`Installing by ${command}…`]);
  const options = { cwd: place.own === undefined ? manager.top : place.folder };
  const [program = "", ...words] = manager.install.split(" ");
  const answer = await askProgram(program, words, options);
  // npx comes with npm, and npm with Node.
  const { ok, stdout, stderr } =
    answer.startError === "ENOENT"
      ? await askProgram("npx", ["--yes", ...manager.npxPackage.split(" "), ...words], options)
      : answer;
  if (ok) printLines(host, [`${style.green("✓")} Installed.`]);
  else printErrors(host, [stdout, stderr, `error: ${command} failed.`].filter(Boolean));
  return ok;
}

interface Next {
  readonly place: AppPlace;
  readonly automation: string;
  readonly install: string | undefined;
  /** Workflows that can be brought along. */
  readonly imports: WorkflowsThere["byHand"];
  readonly typeCheck: string;
}

function nextLines(
  { place, automation, install, imports, typeCheck }: Next,
  { style }: ProgramContext,
): readonly string[] {
  const { entryPoint } = place;
  const first = [install, `${entryPoint} ${automation}`]
    .filter((command) => command !== undefined)
    .join(" && ");
  const next = [
    [first, `${install === undefined ? "" : "installs recompose, and "}runs the workflow here`],
    ...(imports.length === 0
      ? []
      : [
          [
            `${entryPoint} import`,
            `brings ${counted(imports.length, "workflow")} along that ${imports.length === 1 ? "is" : "are"} there, as TypeScript`,
          ] as const,
        ]),
    [`${entryPoint} generate-gha`, "writes it for GitHub; commit what is written"],
    [typeCheck, `checks the types of ${place.appFile}, as editors do`],
  ] as const;
  const width = Math.max(...next.map(([command]) => command.length));
  return next.map(
    ([command, text]) => `  ${style.bold(command.padEnd(width))}  ${style.dim(text)}`,
  );
}
