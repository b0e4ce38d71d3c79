/** Warns of uploads that meet under one name. */
import { hasExpression } from "../../expression/language/template.ts";
import { readsIn } from "../../expression/analysis/usage.ts";
import { quotedList } from "../../problems/wording.ts";
import type { ArtifactNames } from "../artifact-names.ts";
import { type DeclaredJob, isTaskStep } from "../declaration.ts";
import type { Warning } from "../warning.ts";

interface NamedUpload {
  readonly job: DeclaredJob;
  readonly name: string;
}

/**
 * A second upload under a name fails, unless it overwrites the first, which is then gone.
 * https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
 */
export function sameArtifacts(
  jobs: readonly DeclaredJob[],
  names: ArtifactNames,
): readonly Warning[] {
  const uploads = jobs.flatMap((job) => uploadsOf(job, names));
  const ownUploads = jobs.flatMap((job) => uploadsOf(job));
  return ownUploads.flatMap((upload, index): readonly Warning[] => {
    const { job, name } = upload;
    const kind = "same-artifact";
    if (job.keys.strategy !== undefined && !readsCombination(name)) {
      const text = `each combination of the job ${JSON.stringify(job.id)} uploads the artifact ${JSON.stringify(name)}, and all but the first fail. Put values of the matrix into its name, as in \`report-\${m.os}\`.`;
      return [{ kind, job: job.id, text }];
    }
    const same = uploads.filter((other) => other.name === name && !hasExpression(name));
    const isFirst = ownUploads.findIndex((other) => other.name === name) === index;
    if (same.length < 2 || !isFirst) return [];
    const ids = [...new Set(same.map((other) => other.job.id))];
    const where =
      ids.length === 1
        ? `the job ${quotedList(ids)} uploads`
        : `the jobs ${quotedList(ids)} upload`;
    const text = `${where} the artifact ${JSON.stringify(name)} more than once, and a second upload fails. Give each a name of its own.`;
    return [{ kind, job: job.id, text }];
  });
}

/** @param names For those of the job's tasks, too. */
function uploadsOf(job: DeclaredJob, names?: ArtifactNames): readonly NamedUpload[] {
  return job.steps.flatMap((step): readonly NamedUpload[] => {
    if (isTaskStep(step)) {
      const artifacts = names === undefined ? [] : (step.task.artifacts ?? []);
      return artifacts.map((artifact) => ({ job, name: names?.uploaded(job.id, artifact) ?? "" }));
    }
    if (step.kind !== "action" || step.action.toLowerCase() !== "actions/upload-artifact")
      return [];
    const { name = "artifact", archive = true, overwrite = false } = step.with ?? {};
    // Without an archive the name is that of the file.
    return overwrite === false && archive === true ? [{ job, name: String(name) }] : [];
  });
}

function readsCombination(name: string): boolean {
  return readsIn(name).contexts.some((context) => ["matrix", "strategy"].includes(context));
}
