import type { FolderFiles } from "../folder-files.ts";
import { PythonCommands } from "./python-commands.ts";
import { openPythonProject } from "./python-project.ts";

/** Words that start a program such as tox as the project has it, before its arguments; undefined where no project of Python is. */
export function pythonProgramWords(
  files: FolderFiles,
  program: string,
): readonly string[] | undefined {
  const project = openPythonProject(files);
  return project && new PythonCommands(project).run(program, [program]);
}
