/** The pins of the committed files of an app, by what its workflows ask for. */
import type { Automation } from "../../automation/automation.ts";
import type { Workflow } from "../../model/workflow.ts";
import type { FolderContents } from "../files/folder-contents.ts";
import { ownValue } from "../../problems/own-value.ts";
import { builtInPins, repositoryOf } from "./action-pins.ts";
import { compareVersions } from "./action-version.ts";
import type { Asked, FoundPins } from "./found-pins.ts";
import type { Pin } from "./pin.ts";
import { pinsOfFile, type PinUse } from "./pin-list.ts";

/** What a workflow asks for, by the names of the actions. */
export function askedPins(workflow: Workflow): ReadonlyMap<string, readonly Asked[]> {
  const asked = new Map<string, readonly Asked[]>();
  for (const { action, codeRef } of pinsOfFile("", workflow)) {
    const before = asked.get(action) ?? [];
    if (!before.includes(codeRef)) asked.set(action, [...before, codeRef]);
  }
  return asked;
}

export interface AppFiles {
  /** GitHub's folder. */
  readonly committed: FolderContents;
  /** The app's file, as its generated files name it. */
  readonly source: string;
  readonly automations: readonly Automation[];
  /** The workflow of an automation, with the pins of its own file only. */
  readonly compile: (automation: Automation) => Workflow;
}

/**
 * Finds what the files of an app have for a step that its own file has nothing for. A file without an automation, whose
 * automation may have another name now, does not tell what was asked for: of its pins those that are no step back count.
 */
export function pinsOfApp({
  committed,
  source,
  automations,
  compile,
}: AppFiles): Required<FoundPins>["others"] {
  const names = committed.names.filter((name) => committed.file(name)?.source === source);
  const leftOver = names.filter((name) => automations.every(({ file }) => file !== name));
  const read = (): readonly PinUse[] =>
    automations.flatMap((automation) => {
      const { file } = automation;
      if (!names.includes(file)) return [];
      const written = committed.pins(file);
      return pinsOfFile(file, compile(automation)).filter(({ action, version, sha }) =>
        written[action]?.some((pin) => pin.version === version && pin.sha === sha),
      );
    });
  let uses: readonly PinUse[] | undefined;
  return (action, asked) => {
    if (names.length === 0) return [];
    uses ??= read();
    const answers = uses
      .filter((use) => use.action === action && use.codeRef === asked)
      .map(({ version, sha }): Pin => (sha === undefined ? { version } : { version, sha }));
    const others = leftOver.flatMap((name) => ownValue(committed.pins(name), action) ?? []);
    const known = ownValue(builtInPins, repositoryOf(action).toLowerCase());
    const isStepBack = ({ version }: Pin): boolean =>
      asked === undefined && (compareVersions(version, known?.version ?? version) ?? 0) < 0;
    return [...answers, ...others.filter((pin) => !isStepBack(pin))];
  };
}
