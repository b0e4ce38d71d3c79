/** The workflows that a repository has before the one of a new app, and a name for that beside them. */
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { sameCommand } from "../../app/names.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { counted, quotedList } from "../../problems/wording.ts";
import { FolderContents } from "../../workflow/files/folder-contents.ts";
import { twins } from "../commands/workflow-folder.ts";
import type { AppPlace } from "./app-place.ts";

export interface WorkflowsThere {
  /** Names of the files that somebody wrote. */
  readonly byHand: readonly string[];
  /** What the new automation is called: GitHub has neither a file nor a workflow of this name. */
  readonly automation: string;
  /** What a person should know of them. */
  readonly notes: readonly string[];
}

const usualName = "ci";

/** @param taken Names of the app's tasks. */
export function workflowsThere(place: AppPlace, taken: readonly string[]): WorkflowsThere {
  const contents = new FolderContents(join(repositoryTop(place.project), ".github/workflows"));
  const byHand = contents.names.filter((name) => contents.file(name)?.isGenerated === false);
  const names = [usualName, "checks", ...Array.from({ length: 99 }, (_, at) => `checks${at + 2}`)];
  const isFree = (name: string): boolean =>
    othersOf(name, contents, place).length === 0 &&
    taken.every((other) => !sameCommand(other, name));
  const automation = names.find(isFree) ?? usualName;
  return {
    byHand,
    automation,
    notes: [
      ...nameNotes(automation, othersOf(usualName, contents, place)),
      ...importNotes(byHand, contents, place),
    ],
  };
}

/** The files that go by the name, or have it: one that another app generated stays as it is, too. */
function othersOf(
  name: string,
  contents: FolderContents,
  { project, folder, appFile }: AppPlace,
): readonly string[] {
  const top = repositoryTop(project);
  const own = relative(top, join(folder, appFile)).split(sep).join("/");
  const file = `${name}.yml`;
  const { isGenerated = false, source = own } = contents.file(file) ?? {};
  const isOfOther = isGenerated && source !== own && existsSync(join(top, source));
  return [
    ...(isOfOther ? [file] : []),
    ...twins(contents, [{ file, title: name }]).map(({ other }) => other),
  ];
}

function nameNotes(automation: string, others: readonly string[]): readonly string[] {
  if (automation === usualName || others.length === 0) return [];
  const verb = others.length === 1 ? "goes" : "go";
  return [
    `${quotedList(others)} in .github/workflows ${verb} by the name ${JSON.stringify(usualName)} already, so the automation is called ${JSON.stringify(automation)}.`,
  ];
}

function importNotes(
  byHand: readonly string[],
  contents: FolderContents,
  { entryPoint }: AppPlace,
): readonly string[] {
  if (byHand.length === 0) return [];
  const [was, them] = byHand.length === 1 ? ["was", "it"] : ["were", "them"];
  const withMatrix = byHand.filter((name) => /^\s+matrix:/m.test(contents.file(name)?.text ?? ""));
  const matrix =
    withMatrix.length === 0 ? "" : `, which has no matrix as ${quotedList(withMatrix)} has,`;
  return [
    `${counted(byHand.length, "workflow")} in .github/workflows ${was} written by hand: ${entryPoint} import brings ${them} along, so type that before generate-gha. The automation here${matrix} is made of the project's own checks alone.`,
  ];
}
