/** Python, with whatever installs its packages and runs its checks. */
import { quotedList } from "../../problems/wording.ts";
import { type FolderFiles, textsAt } from "../folder-files.ts";
import type { FoundPart } from "../found-part.ts";
import { globExpression } from "../workspace.ts";
import { configuredChecks } from "./configured-checks.ts";
import { hatchChecks } from "./hatch-scripts.ts";
import { PythonCommands } from "./python-commands.ts";
import { openPythonProject, otherLockfiles } from "./python-project.ts";
import { pythonVersion } from "./python-version.ts";
import { runnerChecks } from "./runner-checks.ts";

export function readPython(files: FolderFiles): FoundPart | undefined {
  const project = openPythonProject(files);
  if (project === undefined) return undefined;
  const { tool, lockfile, pyproject } = project;
  const commands = new PythonCommands(project);
  const ofRunner = runnerChecks(project, commands);
  const ofHatch = tool === "hatch" && ofRunner.checks.length === 0 ? hatchChecks(project) : [];
  const known = [...ofRunner.checks, ...ofHatch];
  const configured = configuredChecks(project, commands, {
    known: new Set(known.map(({ kind }) => kind)),
    runsHooks: ofRunner.runsHooks,
  });
  const version = pythonVersion(project);
  const install = commands.install();
  const others = otherLockfiles(project);
  const otherNote = `${quotedList(others)} is there, too: ${tool} is used.`;
  const members = textsAt(pyproject, "tool", "uv", "workspace", "members").map(globExpression);
  return {
    stack: "python",
    tool,
    ...(version !== undefined && { version }),
    ...(lockfile !== undefined && { lockfile }),
    ...(install !== undefined && { install }),
    checks: [...known, ...configured.checks],
    notes: [
      ...files.notes,
      ...(others.length === 0 ? [] : [otherNote]),
      ...ofRunner.notes,
      ...configured.notes,
    ],
    isMember: (path) => members.some((expression) => expression.test(path)),
  };
}
