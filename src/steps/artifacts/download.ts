import type { Reference } from "../../expression/build/algebra.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import {
  filledText,
  flag,
  type FlagValue,
  type InputTable,
  joined,
  oneOf,
  stepWithInputs,
  text,
  type TextValue,
  wholeNumber,
} from "../input-table.ts";
import type { StepOptions } from "../step-options.ts";
import { isExpression, type StepValue, type UsesStep } from "../step.ts";
import { ArtifactReference } from "./artifact-reference.ts";
import { artifactName } from "./artifact-name.ts";

/** Options of `download()`. https://github.com/actions/download-artifact/blob/main/action.yml */
export interface DownloadOptions extends StepOptions {
  /** The folder for the files, relative to the top of the repository. Default: the top itself. */
  readonly path?: TextValue;
  /** For artifacts of another run: a token with `actions: read` for its repository. Default: none. */
  readonly githubToken?: TextValue;
  /** The id of the run that made the artifact, with `githubToken`. Default: this run. */
  readonly runId?: number | Reference;
  /** The repository of that run, `owner/name`. Default: this one. */
  readonly repository?: TextValue;
  /** Whether the zip stays packed. Default: false. */
  readonly skipDecompress?: FlagValue;
  /** What the step does where an artifact was changed on its way. Default: `error`, which lets it fail. */
  readonly digestMismatch?: "ignore" | "info" | "warn" | "error" | Reference<string>;
}

/**
 * Where there are several artifacts, each has a folder with its name below `path`. A single one goes into `path` itself.
 * https://github.com/actions/download-artifact/blob/main/action.yml
 */
export interface DownloadSeveralOptions extends DownloadOptions {
  /** Only artifacts whose names match: `report-*`. Default: all of the run. */
  readonly pattern?: TextValue;
  /** Only artifacts with these ids, as `upload().get("artifact-id")` gives them. Default: all of the run. */
  readonly artifactIds?: readonly (number | TextValue)[];
  /** Whether all are put into `path` itself. Default: false. */
  readonly mergeMultiple?: FlagValue;
}

/**
 * For an artifact of a job, and those of all combinations of one.
 * https://github.com/actions/download-artifact/blob/main/action.yml
 */
export interface DownloadReferenceOptions extends Omit<
  DownloadOptions,
  "githubToken" | "runId" | "repository"
> {
  /** For the artifacts of a matrix: whether all are put into `path` itself. Default: false. */
  readonly mergeMultiple?: FlagValue;
}

const ownTable = {
  path: text,
  skipDecompress: flag,
  digestMismatch: oneOf("ignore", "info", "warn", "error"),
};

const referenceTable: InputTable<DownloadReferenceOptions> = { ...ownTable, mergeMultiple: flag };

export const downloadTable: InputTable<DownloadOptions> = {
  ...ownTable,
  githubToken: filledText,
  repository: repositoryName,
  runId: wholeNumber(1),
};

export const downloadSeveralTable: InputTable<DownloadSeveralOptions> = {
  pattern: filledText,
  artifactIds: idList,
  mergeMultiple: flag,
  ...downloadTable,
};

type DownloadOutput = "download-path";

/**
 * Downloads an artifact of another job's task, or those of all combinations of a matrix, each in a folder of its own. The
 * job needs that job.
 *
 * @returns The step. Its output is `download-path`.
 * @throws UsageError for an option that does not fit this kind of artifact, such as `mergeMultiple` for a single one.
 * @example download(packed.artifact("package"), { path: "package" })
 */
export function download(
  artifact: ArtifactReference,
  options?: DownloadReferenceOptions,
): UsesStep<DownloadOutput>;
/**
 * Downloads an artifact that an earlier step or job of the run uploaded. The job has to need that job: `needs: [report]`.
 * A task gets its artifacts by an `artifactInput()` instead.
 *
 * @returns The step. Its output is `download-path`.
 * @throws UsageError for an empty name, and for `runId` or `repository` without `githubToken`.
 * @example download("report", { path: "report" })
 */
export function download(name: TextValue, options?: DownloadOptions): UsesStep<DownloadOutput>;
/**
 * Downloads several artifacts: those that match a pattern, those with some ids, or all of the run.
 *
 * @throws UsageError for `pattern` together with `artifactIds`, and for `runId` or `repository` without `githubToken`.
 * @example download({ pattern: "report-*", path: "reports", mergeMultiple: true })
 */
export function download(options?: DownloadSeveralOptions): UsesStep<DownloadOutput>;
export function download(
  first: ArtifactReference | TextValue | DownloadSeveralOptions = {},
  second?: DownloadOptions,
): UsesStep<DownloadOutput> {
  const caller = "download()";
  if (first instanceof ArtifactReference) return ofJob(first, second ?? {}, caller);
  if (typeof first === "string" || isExpression(first)) {
    const options = second ?? {};
    const name = artifactName(first, caller);
    const step = stepWithInputs<DownloadOptions, DownloadOutput>("actions/download-artifact", {
      table: downloadTable,
      options,
      caller,
      first: { name },
    });
    checkOtherRun(options);
    return step;
  }
  if (second !== undefined) {
    throw new UsageError(`download() takes the name of an artifact, not ${shown(first)}.`, [
      'download("report", { path: "report" })',
    ]);
  }
  const step = stepWithInputs<DownloadSeveralOptions, DownloadOutput>("actions/download-artifact", {
    table: downloadSeveralTable,
    options: first,
    caller,
  });
  if (first.pattern !== undefined && first.artifactIds !== undefined) {
    throw new UsageError("download() takes `pattern` or `artifactIds`, not both.");
  }
  checkOtherRun(first);
  return step;
}

function ofJob(
  artifact: ArtifactReference,
  options: DownloadReferenceOptions,
  caller: string,
): UsesStep<DownloadOutput> {
  if (options.mergeMultiple !== undefined && !artifact.allCombinations) {
    throw new UsageError(
      "download(): `mergeMultiple` is for the artifacts of a matrix, and this is one artifact.",
    );
  }
  return stepWithInputs<DownloadReferenceOptions, DownloadOutput>("actions/download-artifact", {
    table: referenceTable,
    options,
    caller,
    artifact,
  });
}

/** Without a token the action looks at its own run alone, and in another repository this run is not to be found. */
function checkOtherRun({ githubToken, runId, repository }: DownloadOptions): void {
  const needed = [
    runId !== undefined && githubToken === undefined && ["runId", "githubToken"],
    repository !== undefined && githubToken === undefined && ["repository", "githubToken"],
    repository !== undefined && runId === undefined && ["repository", "runId"],
  ].find((pair) => pair !== false);
  if (needed === undefined) return;
  throw new UsageError(
    `download(): \`${needed[0]}\` needs \`${needed[1]}\`: without it GitHub does not find the artifacts of another run.`,
  );
}

function idList(value: unknown, what: string): StepValue {
  if (!Array.isArray(value) || value.length === 0) {
    throw new UsageError(`${what} is a list of ids, not ${shown(value)}.`);
  }
  const ids = (value as readonly unknown[]).map((id) =>
    typeof id === "number" && Number.isInteger(id) ? String(id) : id,
  );
  return joined(ids, ",", what);
}

function repositoryName(value: unknown, what: string): StepValue {
  const read = filledText(value, what);
  if (typeof read !== "string" || hasExpression(read) || /^[^/\s]+\/[^/\s]+$/.test(read)) {
    return read;
  }
  throw new UsageError(`${what} is "owner/name", not ${shown(value)}.`);
}
