/** The warnings about automations and their generated files. They do not keep the files from being written. */
import { placeLabel } from "../automation/place.ts";
import { withoutSilenced, type Warning } from "../automation/warning.ts";
import { UsageError } from "../problems/usage-error.ts";
import { actionlintFindings, actionlintVersion } from "./checks/actionlint.ts";
import { CheckedTexts, type CheckCache } from "./checks/checked-texts.ts";
import { warnOfMissingPnpm } from "./checks/missing-pnpm.ts";
import { warnOfOwnActions } from "./checks/own-actions.ts";
import type { Generated, GenerateRequest } from "./generate.ts";
import type { PinUse } from "./pins/pin-list.ts";
import type { GeneratedFile } from "./files/workflow-files.ts";

/**
 * The warnings that nothing silences, in the order of the automations.
 *
 * @param actionlint The program, which need not exist.
 */
export async function workflowWarnings(
  request: GenerateRequest,
  { files, pins }: Generated,
  actionlint = "actionlint",
): Promise<readonly Warning[]> {
  const { automations, defaults, warningOption } = request;
  const actionlintWarnings = await warningsOfActionlint(files, actionlint, request.checks);
  const repository = request.repository?.folder;
  const actionWarnings = await Promise.all(
    automations.map(async (it) =>
      repository === undefined ? [] : warnOfOwnActions(it, repository, defaults.setup),
    ),
  );
  return automations.flatMap(({ name, file, warnings, jobs, warningOption: option }, index) => {
    const uses = defaults.actionPins === "tag" ? [] : (pins.get(file) ?? []);
    const own = [
      ...warnings,
      ...(actionWarnings[index] ?? []),
      ...warnOfMissingPnpm({ jobs }, defaults.setup),
      ...warnOfTags(uses, defaults.entryPoint),
    ];
    const all = [
      ...own.map((warning) => ({
        ...warning,
        text: `${placeLabel({ automation: name })}: ${warning.text}`,
      })),
      ...actionlintWarnings(name, file),
    ];
    return withoutSilenced(all, [warningOption, option], jobs);
  });
}

/** Warns of actions without a commit: the owner of a tag can move it. */
function warnOfTags(uses: readonly PinUse[], entryPoint: string): readonly Warning[] {
  return uses
    .filter(({ sha }) => sha === undefined)
    .map(({ action, version }) => ({
      kind: "unpinned",
      text: `${action}@${version} is not a commit: whoever owns ${JSON.stringify(version)} can move it. Type ${entryPoint} pins --update, which writes its commit.`,
    }));
}

/** Returns a function for the findings about the file of an automation. */
async function warningsOfActionlint(
  files: readonly GeneratedFile[],
  program: string,
  checks: CheckCache | undefined,
): Promise<(automation: string, name: string) => readonly Warning[]> {
  try {
    const version = await actionlintVersion(program);
    if (version === undefined) return () => [];
    const cache = new CheckedTexts(checks, "actionlint", version);
    const newFiles = files.filter(({ content }) => !cache.has(content));
    const texts = newFiles.map(({ content }) => content);
    const findings = texts.length === 0 ? [] : await actionlintFindings(texts, program);
    for (const [index, text] of texts.entries()) {
      if (findings[index]?.length === 0) cache.add(text);
    }
    cache.save();
    if (findings.every(({ length }) => length === 0)) return () => [];
    const { optionAt } = await import("./checks/yaml-position.ts");
    const byName = new Map(newFiles.map((file, index) => [file.name, { file, index }]));
    return (automation, name) => {
      const { file, index } = byName.get(name) ?? {};
      if (file === undefined || index === undefined) return [];
      return (findings[index] ?? []).map(({ line, column, message }): Warning => {
        const place = optionAt(file.content, line, column);
        return {
          kind: "actionlint",
          job: place.job,
          text: `${placeLabel({ automation, ...place })}: ${message}`,
        };
      });
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message } = error;
    return (automation) => [
      { kind: "actionlint", text: `${placeLabel({ automation })}: ${message}` },
    ];
  }
}
