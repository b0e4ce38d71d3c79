/** A run's store, and the steps that upload to it and download from it, without a run. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ActionInputs } from "../../../src/runner/artifacts/action-inputs.ts";
import type { ArtifactResult } from "../../../src/runner/artifacts/artifact-result.ts";
import { ArtifactStore } from "../../../src/runner/artifacts/artifact-store.ts";
import {
  downloadArtifacts,
  downloadDefaults,
} from "../../../src/runner/artifacts/download-step.ts";
import { uploadArtifact, uploadDefaults } from "../../../src/runner/artifacts/upload-step.ts";
import type { Environment } from "../../../src/model/workflow.ts";
import { project } from "../workflow-runs.ts";

type Files = Readonly<Record<string, string>>;

export class ArtifactRun {
  readonly temp: string = project();
  /** The run's folder. */
  readonly folder: string = project();
  readonly workspace: string;
  readonly store: ArtifactStore = new ArtifactStore(this.temp, this.folder);

  constructor(files: Files = {}) {
    this.workspace = project(files);
  }

  shownAt(artifact: string): string {
    return path.join(this.folder, "artifacts/a", artifact);
  }

  upload(inputs: Environment, isSavedByTask = false): ArtifactResult {
    const step = { purpose: "other", uses: "actions/upload-artifact@v7", with: inputs } as const;
    return uploadArtifact(new ActionInputs(step, uploadDefaults, asItIs), {
      store: this.store,
      folder: this.workspace,
      isSavedByTask,
      shownAt: (artifact) => `artifacts/a/${artifact}`,
      absolute: (shownAt) => path.join(this.folder, shownAt),
    });
  }

  download(inputs: Environment): ArtifactResult {
    const step = { purpose: "other", uses: "actions/download-artifact@v8", with: inputs } as const;
    return downloadArtifacts(new ActionInputs(step, downloadDefaults, asItIs), {
      store: this.store,
      folder: this.workspace,
      github: { run_id: "7", repository: "acme/tool" },
    });
  }

  /** What a download puts into an empty folder. */
  arrived(inputs: Environment): Files {
    const target = path.join(project(), "got");
    this.download({ ...inputs, path: target });
    return contents(target);
  }

  /** The files of the artifact that these inputs upload. */
  uploaded(inputs: Environment): readonly string[] {
    const { upload } = this.upload(inputs);
    return upload === undefined ? [] : Object.keys(this.arrived({ name: upload.name }));
  }
}

const asItIs = (text: string): string => text;

/** Each file's text by its path. */
export function contents(folder: string): Files {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}
