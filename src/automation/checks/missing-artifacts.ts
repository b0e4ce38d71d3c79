/** Warns of downloads that find nothing: a download by a name fails where there is no artifact of that name. */
import { hasExpression } from "../../expression/language/template.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { UsesStep } from "../../steps/step.ts";
import { type DeclaredJob, allSteps, isTaskStep } from "../declaration.ts";
import type { Warning } from "../warning.ts";
import { jobsBefore } from "./graph.ts";
import { mayBeCalled, type NamedUpload } from "./named-uploads.ts";

interface Artifacts {
  readonly jobs: ReadonlyMap<string, DeclaredJob>;
  readonly uploads: readonly NamedUpload[];
  /** Whether somebody else may upload to the run. */
  readonly mayHaveOthers: boolean;
}

/**
 * @param uploads Those of all jobs.
 * @param isCallable Whether the run may be another workflow's, with jobs that are not known.
 */
export function missingArtifacts(
  jobs: ReadonlyMap<string, DeclaredJob>,
  uploads: readonly NamedUpload[],
  isCallable: boolean,
): readonly Warning[] {
  const mayHaveOthers =
    isCallable || [...jobs.values()].some(({ keys }) => keys.uses !== undefined);
  return [...jobs.values()].flatMap((job) =>
    allSteps(job).flatMap((step, position): readonly Warning[] => {
      const name = downloadedName(step);
      if (name === undefined) return [];
      const problem = problemOf(name, job, position, { jobs, uploads, mayHaveOthers });
      if (problem === undefined) return [];
      const text = `job ${JSON.stringify(job.id)} downloads the artifact ${JSON.stringify(name)}, ${problem}`;
      return [{ kind: "no-artifact", job: job.id, text }];
    }),
  );
}

/** Undefined unless the step downloads from its own run an artifact whose name is known, and fails without it. */
function downloadedName(step: DeclaredJob["steps"][number]): string | undefined {
  if (isTaskStep(step) || step.kind !== "action") return undefined;
  if (step.action.toLowerCase() !== "actions/download-artifact") return undefined;
  const { name, "run-id": run, repository, "github-token": token } = step.with ?? {};
  const isOfOwnRun = token === undefined || (run === undefined && repository === undefined);
  if (!isOfOwnRun || step.continueOnError !== undefined) return undefined;
  return typeof name === "string" && name !== "" && !hasExpression(name) ? name : undefined;
}

/** The end of a sentence about a download. */
function problemOf(
  name: string,
  job: DeclaredJob,
  position: number,
  { jobs, uploads, mayHaveOthers }: Artifacts,
): string | undefined {
  const before = jobsBefore(job, jobs);
  const possible = uploads.filter((upload) => mayBeCalled(upload, name));
  const isBefore = (upload: NamedUpload): boolean =>
    upload.job === job ? upload.position < position : before.has(upload.job);
  if (possible.some(isBefore)) return undefined;
  const certain = possible.filter((upload) => upload.name === name);
  const [own] = certain.filter((upload) => upload.job === job);
  const others = [...new Set(certain.map((upload) => upload.job))].filter((other) => other !== job);
  if (others.length > 0) {
    const ids = quotedList(others.map(({ id }) => id));
    const [one = job] = others;
    return `which ${others.length === 1 ? `the job ${ids} uploads` : `the jobs ${ids} upload`}, and does not come after ${others.length === 1 ? "it" : "them"}. Give it needs: [${JSON.stringify(one.id)}].`;
  }
  if (own !== undefined)
    return "before its own step uploads it. Put the upload before the download.";
  if (possible.length > 0 || mayHaveOthers || mayUploadElse(name, jobs)) return undefined;
  const saved = uploads.filter((upload) => upload.artifact === name);
  const renamed = saved.find(isBefore) ?? saved[0];
  if (renamed !== undefined) {
    return `which no job uploads: that of the job ${JSON.stringify(renamed.job.id)} is uploaded as ${JSON.stringify(renamed.name)}. Say whose it is: download(${renamed.job.id}.${renamed.job.keys.strategy === undefined ? "artifact" : "artifacts"}(${JSON.stringify(name)})).`;
  }
  const known = uploads.flatMap((upload) => upload.name ?? []);
  return `which no job uploads.${didYouMean(name, known)}`;
}

/** Whether an action that is not read here may upload it: `actions/upload-pages-artifact`, one of the repository. */
function mayUploadElse(name: string, jobs: ReadonlyMap<string, DeclaredJob>): boolean {
  return [...jobs.values()]
    .flatMap((job) => allSteps(job))
    .some((step) => {
      if (isTaskStep(step) || step.kind !== "action") return false;
      const action = step.action.toLowerCase();
      if (/^actions\/(?:up|down)load-artifact$/.test(action)) return false;
      return /^[.$]|artifact|upload/.test(action) || hasValue(step, name);
    });
}

function hasValue({ with: inputs = {} }: UsesStep, name: string): boolean {
  return Object.values(inputs).some((value) => String(value).includes(name));
}
