/** The option `artifacts` of a job: how each of its tasks' artifacts is uploaded. */
import { isReference } from "../../../expression/build/reference.ts";
import { checkMapping } from "../../../problems/options.ts";
import { ownValue } from "../../../problems/own-value.ts";
import { didYouMean, quotedList, shown } from "../../../problems/wording.ts";
import { checkArtifactName } from "../../../steps/artifacts/artifact-name.ts";
import type { DeclaredUpload } from "../../declaration.ts";
import { at } from "../../place.ts";
import type { UploadSettings } from "../job-options.ts";
import type { OptionReader } from "../option-reader.ts";

type UploadOptions = Readonly<Record<string, UploadSettings | undefined>>;

interface SavingStep {
  readonly id: string;
  readonly if?: string | undefined;
  readonly task: { readonly artifacts?: readonly string[] };
}

/**
 * A second upload under a name fails: https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
 *
 * @throws DeclarationError where two tasks save an artifact of the same name.
 */
export function checkSavedOnce(
  tasks: readonly SavingStep[],
  uploads: UploadOptions,
  reader: OptionReader,
): void {
  for (const name of new Set(artifactsOf(tasks))) {
    const own = tasks.filter(({ task }) => task.artifacts?.includes(name));
    const [first, second] = own;
    // One of them may run where the other does not.
    const mayExclude = own.every((step) => step.if !== undefined);
    const overwrites = ownValue(uploads, name)?.overwrite ?? false;
    if (second === undefined || mayExclude || overwrites !== false) continue;
    throw reader.error(
      "artifacts",
      `the steps ${JSON.stringify(first?.id)} and ${JSON.stringify(second.id)} both save the artifact ${JSON.stringify(name)}, and a second upload under a name fails. Give one of them a job of its own, or let the second replace the first.`,
      [`artifacts: { ${JSON.stringify(name)}: { overwrite: true } }`],
    );
  }
}

function artifactsOf(tasks: readonly SavingStep[]): readonly string[] {
  return tasks.flatMap(({ task }) => task.artifacts ?? []);
}

/**
 * @param tasks Those of the job.
 * @throws DeclarationError unless each of the names is an artifact of a task.
 */
export function checkUploads(
  value: unknown,
  tasks: readonly SavingStep[],
  reader: OptionReader,
): UploadOptions {
  if (value === undefined) return {};
  const names = artifactsOf(tasks);
  at(reader.place("artifacts"), () => checkMapping(value, "it"));
  for (const name of Object.keys(value as object)) {
    if (names.includes(name)) continue;
    throw reader.error(
      "artifacts",
      `there is no artifact ${JSON.stringify(name)}. The artifacts of its tasks are ${quotedList(names)}.${didYouMean(name, names)}`,
    );
  }
  return value as UploadOptions;
}

export function readUpload(
  settings: UploadSettings,
  artifact: string,
  reader: OptionReader,
): DeclaredUpload {
  const option = `artifacts.${artifact}`;
  const names = "name if retentionDays compressionLevel overwrite ifNoFilesFound".split(" ");
  reader.shape(settings, names, option);
  const { name, retentionDays, compressionLevel, overwrite, ifNoFilesFound } = settings;
  const choices = ["error", "warn", "ignore"];
  if (ifNoFilesFound !== undefined && !choices.includes(ifNoFilesFound)) {
    throw reader.error(
      `${option}.ifNoFilesFound`,
      `it is one of ${quotedList(choices, "or")}, not ${shown(ifNoFilesFound)}.`,
    );
  }
  const days = wholeNumber(retentionDays, 0, 400, `${option}.retentionDays`, reader);
  const level = wholeNumber(compressionLevel, 0, 9, `${option}.compressionLevel`, reader);
  if (overwrite !== undefined) {
    reader.flag(overwrite, `${option}.overwrite`, "jobs.<job_id>.steps[].with");
  }
  const inputs = { "retention-days": days, "compression-level": level, overwrite };
  const entries = Object.entries(inputs).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return {
    name: name === undefined ? undefined : readName(name, `${option}.name`, reader),
    if: settings.if === undefined ? undefined : reader.stepCondition(settings.if, `${option}.if`),
    with: {
      ...reader.values(Object.fromEntries(entries), option, "jobs.<job_id>.steps[].with"),
      ...(ifNoFilesFound === undefined ? {} : { "if-no-files-found": ifNoFilesFound }),
    },
  };
}

function readName(name: unknown, option: string, reader: OptionReader): string {
  const text = reader.filledText(name, option, "jobs.<job_id>.steps[].with");
  at(reader.place(option), () => checkArtifactName(text));
  return text;
}

/** https://github.com/actions/upload-artifact#inputs */
function wholeNumber(
  value: unknown,
  least: number,
  most: number,
  option: string,
  reader: OptionReader,
): unknown {
  if (value === undefined || isReference(value)) return value;
  const number = Number(value);
  if (typeof value === "number" && Number.isInteger(value) && number >= least && number <= most) {
    return value;
  }
  throw reader.error(option, `it is a whole number from ${least} to ${most}, not ${shown(value)}.`);
}
