/** `actions/download-artifact`: https://github.com/actions/download-artifact/blob/main/src/download-artifact.ts */
import { homedir } from "node:os";
import { extname, join, resolve } from "node:path";
import { Unknown, UnknownError } from "../../expression/values/unknown.ts";
import { quotedList } from "../../problems/wording.ts";
import { readExtendedPattern } from "../glob/extended-pattern.ts";
import type { ActionInputs } from "./action-inputs.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import type { Artifact, ArtifactStore } from "./artifact-store.ts";

/** https://github.com/actions/download-artifact/blob/main/action.yml */
export const downloadDefaults: Readonly<Record<string, string>> = {
  "merge-multiple": "false",
  "skip-decompress": "false",
  "digest-mismatch": "error",
};

export interface DownloadOptions {
  readonly store: ArtifactStore;
  /** The checkout. */
  readonly folder: string;
  /** The `github` context. */
  readonly github: Readonly<Record<string, unknown>>;
}

/**
 * @throws Error where the step fails.
 * @throws UnknownError for what only GitHub has.
 */
export function downloadArtifacts(inputs: ActionInputs, options: DownloadOptions): ArtifactResult {
  const { store, folder } = options;
  const isMerged = inputs.boolean("merge-multiple");
  const isRaw = inputs.boolean("skip-decompress");
  if (inputs.text("digest-mismatch") !== "") {
    inputs.oneOf("digest-mismatch", ["ignore", "info", "warn", "error"]);
  }
  checkRun(inputs, options);
  const target = resolve(
    folder,
    inputs.text("path").replace(/^~/, () => homedir()),
  );
  const { artifacts, warnings } = asked(inputs, store);
  // A single one is put into the folder itself, also where a pattern was asked for; several into one each.
  const isDirect = isMerged || artifacts.length === 1;
  for (const artifact of artifacts) checkForm(artifact, isRaw);
  for (const artifact of artifacts) {
    store.copyTo(isDirect ? target : join(target, artifact.name), artifact);
  }
  return { outputs: { "download-path": target }, warnings, notes: [] };
}

/** Without a token the action looks at its own run alone, whatever else it is given. */
function checkRun(inputs: ActionInputs, { github }: DownloadOptions): void {
  if (!inputs.has("github-token")) return;
  const isOwn = (input: string, key: string): boolean =>
    !inputs.has(input) || inputs.text(input) === String(github[key]);
  if (isOwn("run-id", "run_id") && isOwn("repository", "repository")) return;
  throw new UnknownError(new Unknown("artifacts of another run"));
}

interface Asked {
  readonly artifacts: readonly Artifact[];
  readonly warnings: readonly string[];
}

function asked(inputs: ActionInputs, store: ArtifactStore): Asked {
  const name = inputs.text("name");
  const ids = inputs.text("artifact-ids");
  if (name !== "" && ids !== "") {
    throw new Error("actions/download-artifact takes name or artifact-ids, not both");
  }
  if (name !== "") return { artifacts: [named(name, store)], warnings: [] };
  if (ids !== "") return withIds(ids, store);
  const pattern = inputs.text("pattern");
  const fits = pattern === "" ? () => true : readExtendedPattern(pattern);
  return { artifacts: store.all.filter((artifact) => fits(artifact.name)), warnings: [] };
}

function named(name: string, store: ArtifactStore): Artifact {
  const artifact = store.find(name);
  if (artifact !== undefined) return artifact;
  const { leftOutAction } = store;
  if (leftOutAction !== undefined) {
    const reason = `the artifact ${name}, which ${leftOutAction} may have uploaded`;
    throw new UnknownError(new Unknown(reason));
  }
  const names = store.all.map((other) => other.name).reverse();
  throw new Error(
    `Artifact ${JSON.stringify(name)} not found; the artifacts of this run are ${quotedList(names)}`,
  );
}

function withIds(text: string, store: ArtifactStore): Asked {
  const texts = text
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  const ids = texts.map((id) => {
    const number = Number.parseInt(id, 10);
    if (Number.isNaN(number)) {
      throw new Error(`artifact-ids has ${JSON.stringify(id)}: it takes numbers with commas`);
    }
    return number;
  });
  const artifacts = store.all.filter(({ id }) => ids.includes(id));
  if (artifacts.length === 0) {
    throw new Error(`no artifact of this run has one of the ids ${JSON.stringify(text)}`);
  }
  const missing = ids.filter((id) => !artifacts.some((artifact) => artifact.id === id));
  const warning = `no artifact of this run has the id ${missing.join(", ")}`;
  return { artifacts, warnings: missing.length === 0 ? [] : [warning] };
}

/** Zips are neither packed nor unpacked here. */
function checkForm({ name, isArchive }: Artifact, isRaw: boolean): void {
  // The action unpacks a file that is a zip by its name, as if it were the artifact's.
  const isZip = isArchive || extname(name).toLowerCase() === ".zip";
  if (isArchive && isRaw) {
    throw new UnknownError(new Unknown(`the zip that GitHub makes of the artifact ${name}`));
  }
  if (!isArchive && isZip && !isRaw) {
    throw new UnknownError(new Unknown(`what GitHub unpacks of the artifact ${name}`));
  }
}
