/** Everything that is said of the generated files and of what they are made of, and is no reason not to write them. */
import { placeLabel } from "../automation/place.ts";
import { unsilenced, type Warning } from "../automation/warning.ts";
import { UsageError } from "../problems/usage-error.ts";
import { actionlintFindings } from "./actionlint.ts";
import { compileAll, type GenerateRequest } from "./generate.ts";
import type { Workflow } from "./model.ts";
import { listPins } from "./pin-list.ts";
import type { GeneratedFile } from "./workflow-files.ts";
import { optionAt } from "./yaml-position.ts";

/**
 * What nothing silences, by automation in the order of the app.
 *
 * @param actionlint The program to ask for a second opinion, where it is there.
 */
export async function workflowWarnings(
  request: GenerateRequest,
  files: readonly GeneratedFile[],
  actionlint = "actionlint",
): Promise<readonly Warning[]> {
  const { automations, defaults, silenced } = request;
  const workflows = compileAll(request);
  const all = await Promise.all(
    automations.map(async ({ name, file, warnings, jobs, silenced: own }) => {
      const workflow = workflows[file];
      const written = files.find((it) => it.name === file);
      const isByTag = workflow === undefined || defaults.actionPins === "tag";
      const known = [...warnings, ...(isByTag ? [] : unpinned(workflow, defaults.entryPoint))];
      const found = [
        ...known.map((warning) => ({
          ...warning,
          text: `${placeLabel({ automation: name })}: ${warning.text}`,
        })),
        ...(written === undefined ? [] : await opinions(name, written, actionlint)),
      ];
      return unsilenced(found, [silenced, own], jobs);
    }),
  );
  return all.flat();
}

/** Actions that a tag names, which whoever owns it can move. */
function unpinned(workflow: Workflow, entryPoint: string): readonly Warning[] {
  const uses = listPins({ "": workflow }).filter(({ sha }) => sha === undefined);
  return uses.map(({ action, version }) => ({
    kind: "unpinned",
    text: `${action}@${version} is no commit: whoever owns ${JSON.stringify(version)} can move it. Type ${entryPoint} pins --update, which writes its commit.`,
  }));
}

async function opinions(
  automation: string,
  file: GeneratedFile,
  program: string,
): Promise<readonly Warning[]> {
  try {
    const findings = await actionlintFindings(file.name, file.content, program);
    return (findings ?? []).map(({ line, column, message }): Warning => {
      const place = optionAt(file.content, line, column);
      return {
        kind: "actionlint",
        ...(place.job === undefined ? {} : { job: place.job }),
        text: `${placeLabel({ automation, ...place })}: ${message}`,
      };
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [{ kind: "actionlint", text: `${placeLabel({ automation })}: ${error.message}` }];
  }
}
