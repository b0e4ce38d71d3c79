import type { Unknown } from "../../expression/values/unknown.ts";

export interface UploadedArtifact {
  /** As the job's record calls it. */
  readonly artifact: string;
  /** In the store. */
  readonly name: string;
  /** Relative to the run's folder. */
  readonly shownAt: string;
}

/** What a step that uploads or downloads came to. */
export interface ArtifactResult {
  /** Undefined for a download, and where there was nothing to upload. */
  readonly upload?: UploadedArtifact;
  readonly outputs: Readonly<Record<string, string | Unknown>>;
  readonly warnings: readonly string[];
  /** Lines of its log. */
  readonly notes: readonly string[];
}
