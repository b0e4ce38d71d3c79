/** The artifacts that the steps of a job upload. */
import { hasExpression, segmentsOf } from "../../expression/language/template.ts";
import { ownValue } from "../../problems/own-value.ts";
import type { UsesStep } from "../../steps/step.ts";
import type { ArtifactNames } from "../artifact-names.ts";
import { type DeclaredJob, allSteps, conditionOf, isTaskStep } from "../declaration.ts";
import { ownName } from "../own-artifact-name.ts";

export interface NamedUpload {
  readonly job: DeclaredJob;
  /** Its index among all steps of the job, the setup first. */
  readonly position: number;
  /** It may have `${{ }}`. Undefined where only the run knows it. */
  readonly name: string | undefined;
  /** The artifact of a task. */
  readonly artifact?: string;
  /** Whether recompose chose the name. */
  readonly isChosen: boolean;
  /** All that have to hold for it, without `${{ }}`: of its job, its step, and the upload itself. */
  readonly conditions: readonly string[];
  /** Whether it fails where the run has an artifact of that name. */
  readonly isUnique: boolean;
}

export function uploadsOf(job: DeclaredJob, names: ArtifactNames): readonly NamedUpload[] {
  const saved = new Set<string>();
  const all = (...texts: readonly (string | undefined)[]): readonly string[] =>
    [conditionOf(job), ...texts].filter((text) => text !== undefined);
  return allSteps(job).flatMap((step, position): readonly NamedUpload[] => {
    if (!isTaskStep(step)) {
      const upload = step.kind === "action" ? uploadOf(step) : undefined;
      return upload === undefined
        ? []
        : [{ job, position, isChosen: false, conditions: all(step.if), ...upload }];
    }
    // Where two tasks save one artifact, checkSavedOnce() has the say.
    const artifacts = (step.task.artifacts ?? []).filter((artifact) => !saved.has(artifact));
    return artifacts.map((artifact): NamedUpload => {
      saved.add(artifact);
      const own = ownValue(step.uploads, artifact);
      const { overwrite = false } = own?.with ?? {};
      return {
        job,
        position,
        artifact,
        name: names.uploaded(job.id, artifact),
        isChosen: ownName(job, artifact) === undefined,
        conditions: all(step.if, own?.if),
        isUnique: isFalse(overwrite),
      };
    });
  });
}

function uploadOf({
  action,
  with: inputs = {},
}: UsesStep): Pick<NamedUpload, "name" | "isUnique"> | undefined {
  const { archive = true, overwrite = false } = inputs;
  switch (action.toLowerCase()) {
    case "actions/upload-artifact": {
      const isUnique = isFalse(overwrite);
      if (isTrue(archive)) return { name: String(inputs["name"] ?? "artifact"), isUnique };
      const name = isFalse(archive) ? fileName(String(inputs["path"] ?? "")) : undefined;
      return { name, isUnique };
    }
    // It never overwrites: src/merge/merge-artifacts.ts of actions/upload-artifact.
    case "actions/upload-artifact/merge":
      return { name: String(inputs["name"] ?? "merged-artifacts"), isUnique: true };
    default:
      return undefined;
  }
}

/** An input is a text to the action: getBooleanInput of @actions/core. An expression is neither true nor false. */
function isTrue(input: unknown): boolean {
  return String(input).toLowerCase() === "true";
}

function isFalse(input: unknown): boolean {
  return String(input).toLowerCase() === "false";
}

/** Without an archive the name is that of the file. */
function fileName(path: string): string | undefined {
  if (hasExpression(path) || /[*?[\]\n]/.test(path)) return undefined;
  return path.split("/").at(-1);
}

/** Whether an upload may have this name, whatever its expressions come to. */
export function mayBeCalled({ name: own }: NamedUpload, name: string): boolean {
  if (own === undefined) return true;
  const parts = segmentsOf(own).map((segment) =>
    "text" in segment ? segment.text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&") : ".*",
  );
  return new RegExp(`^${parts.join("")}$`, "s").test(name);
}
