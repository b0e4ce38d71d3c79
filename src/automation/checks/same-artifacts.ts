/** Warns of uploads that meet under one name. */
import { readsIn } from "../../expression/analysis/usage.ts";
import { quotedList } from "../../problems/wording.ts";
import { isSharedText } from "../own-artifact-name.ts";
import type { Warning } from "../warning.ts";
import type { NamedUpload } from "./named-uploads.ts";
import { uploadingCombinations, together } from "./upload-conditions.ts";

/**
 * A second upload under a name fails, unless it overwrites the first, which is then gone.
 * https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
 */
export function sameArtifacts(uploads: readonly NamedUpload[]): readonly Warning[] {
  const unique = uploads.filter(({ isUnique }) => isUnique);
  // The names that recompose chooses are apart from each other.
  const own = unique.filter(({ isChosen }) => !isChosen);
  return own.flatMap((upload, index): readonly Warning[] => {
    const { job, name = "" } = upload;
    const kind = "same-artifact";
    const which = readsCombination(name) ? undefined : uploadingCombinations(upload);
    if (which !== undefined) {
      const id = JSON.stringify(job.id);
      const who =
        which === "each"
          ? `each combination of the job ${id} uploads`
          : `several combinations of the job ${id} upload`;
      const text = `${who} the artifact ${JSON.stringify(name)}, and all but the first fail. Put values of the matrix into its name, as in \`report-\${m.os}\`.`;
      return [{ kind, job: job.id, text }];
    }
    const named = unique.filter((other) => other.name === name && isSharedText(name));
    const isFirst = own.findIndex((other) => other.name === name) === index;
    const same = isFirst ? together(named) : [];
    if (same.length < 2) return [];
    const ids = [...new Set(same.map((other) => other.job.id))];
    const where =
      ids.length === 1
        ? `the job ${quotedList(ids)} uploads`
        : `the jobs ${quotedList(ids)} upload`;
    const text = `${where} the artifact ${JSON.stringify(name)} more than once, and a second upload fails. Give each a name of its own.`;
    return [{ kind, job: job.id, text }];
  });
}

/** Whether each combination may have another name. */
function readsCombination(name: string): boolean {
  const { contexts, functions } = readsIn(name);
  const own = ["matrix", "strategy", "steps", "runner", "job", "env"];
  return functions.includes("hashfiles") || contexts.some((context) => own.includes(context));
}
