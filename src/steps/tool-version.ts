/** The version of a tool that a setup action puts on the PATH. */
import { checkOptions, isMapping } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import type { SetupAction } from "./setup-action.ts";
import { filledText, joined, type TextValue } from "./input-table.ts";
import { isExpression, type StepValue } from "./step.ts";

/** A file of the repository that says the version. */
export interface VersionFile {
  /** Relative to the top of the repository: `.nvmrc`. */
  readonly versionFile: TextValue;
}

/** A version or a range, as a text or a reference, or the file that says it. A number would make 3.10 to 3.1. */
export type ToolVersion = TextValue | VersionFile;

type VersionAction = Pick<SetupAction, "call" | "version" | "optionalVersion">;

/** The input of the action for a version. */
export function versionInput(
  version: unknown,
  { call, version: input = "version", optionalVersion }: VersionAction,
  example: string,
): Readonly<Record<string, StepValue>> {
  if (version === undefined && optionalVersion === true) return {};
  const caller = `${call}()`;
  if (isMapping(version) && !isExpression(version)) {
    checkOptions(version, ["versionFile"], `${caller}: the version`);
    const { versionFile } = version as Partial<VersionFile>;
    return { [`${input}-file`]: filledText(versionFile, `${caller}: \`versionFile\``) };
  }
  return { [input]: versionText(version, caller, example) };
}

/** The same for an action that puts several versions on the PATH. */
export function versionsInput(
  versions: unknown,
  action: VersionAction,
  example: string,
): Readonly<Record<string, StepValue>> {
  if (!Array.isArray(versions)) return versionInput(versions, action, example);
  const { call, version: input = "version" } = action;
  const caller = `${call}()`;
  if (versions.length === 0) {
    throw new UsageError(`${caller} takes at least one version.`, [example]);
  }
  for (const version of versions) versionText(version, caller, example);
  return { [input]: joined(versions, "\n", caller) };
}

/** Refuses numbers, because 3.10 would become 3.1. */
export function versionText(version: unknown, owner: string, example: string): TextValue {
  if (isExpression(version) || (typeof version === "string" && version.trim() !== "")) {
    return version;
  }
  throw new UsageError(`${owner} takes the version as a text, not ${shown(version)}.`, [example]);
}
