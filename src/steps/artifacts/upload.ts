import type { Reference } from "../../expression/build/algebra.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import {
  filledLines,
  flag,
  type FlagValue,
  type InputTable,
  type LinesValue,
  type NumberValue,
  oneOf,
  stepWithInputs,
  type TextValue,
  wholeNumber,
} from "../input-table.ts";
import type { StepOptions } from "../step-options.ts";
import type { UsesStep } from "../step.ts";
import { artifactName } from "./artifact-name.ts";

/** Options of `upload()`. https://github.com/actions/upload-artifact/blob/main/action.yml */
export interface UploadOptions extends StepOptions {
  /** Days after which GitHub removes it, 400 at most; 0 for the repository's setting. Default: 0. */
  readonly retentionDays?: NumberValue;
  /** From 0, no compression, to 9. Default: 6. */
  readonly compressionLevel?: NumberValue;
  /** Whether it replaces an artifact of the same name. Default: false, and such an artifact makes the step fail. */
  readonly overwrite?: FlagValue;
  /** What the step does where no file is found: with `error` it fails. Default: `warn`. */
  readonly ifNoFilesFound?: "warn" | "error" | "ignore" | Reference<string>;
  /** Whether it takes files and folders whose names begin with a dot, which may hold secrets. Default: false. */
  readonly includeHiddenFiles?: FlagValue;
  /** Whether it is packed as a zip. If not, it is a single file, whose name is the artifact's. Default: true. */
  readonly archive?: FlagValue;
}

export const uploadTable: InputTable<UploadOptions> = {
  retentionDays: wholeNumber(0, 400),
  compressionLevel: wholeNumber(0, 9),
  overwrite: flag,
  ifNoFilesFound: oneOf("warn", "error", "ignore"),
  includeHiddenFiles: flag,
  archive: flag,
};

/**
 * Uploads files as an artifact of the run. What a task saves with `saveArtifact()` is uploaded without it.
 *
 * @param name Its name, unique in the run. Jobs of a matrix need a name each: `` `report-${m.node}` ``.
 * @param path Files and folders, patterns allowed, relative to the top of the repository. `!` before a pattern leaves
 * files out.
 * @returns The step. Its outputs are `artifact-id`, `artifact-url` and `artifact-digest`.
 * @throws UsageError for an empty name or path, and for an option that it does not have.
 * @example upload("report", ["report/", "!report/**\/*.tmp"], { if: not(cancelled()), retentionDays: 7 })
 */
export function upload(
  name: TextValue,
  path: LinesValue,
  options: UploadOptions = {},
): UsesStep<"artifact-id" | "artifact-url" | "artifact-digest"> {
  const caller = "upload()";
  const first = {
    name: artifactName(name, caller),
    path: filledLines(path, `${caller}: \`path\``),
  };
  const references = Array.isArray(path) ? (path as readonly unknown[]) : [];
  const step = stepWithInputs<UploadOptions, "artifact-id" | "artifact-url" | "artifact-digest">(
    "actions/upload-artifact",
    { table: uploadTable, options, caller, first, references },
  );
  if (options.archive === false) checkFileName(name, path);
  return step;
}

/** Without a zip GitHub has another name for the artifact than `name`, and `overwrite` still looks for `name`. */
function checkFileName(name: TextValue, path: LinesValue): void {
  if (typeof path !== "string" || typeof name !== "string") return;
  const file = path.trim().split("/").at(-1) ?? "";
  const isKnown = !/[*?[\]\n]/.test(path) && !hasExpression(path) && !hasExpression(name);
  if (!isKnown || file === "" || file === name) return;
  throw new UsageError(
    `upload(): with \`archive: false\` GitHub calls the artifact like its file, ${shown(file)}, not ${shown(name)}.`,
    [`upload(${JSON.stringify(file)}, ${JSON.stringify(path)}, { archive: false })`],
  );
}
