/** Finds the `action.yml` of an action: on GitHub, or in a folder. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { statsOf } from "../../host/files/file-stats.ts";
import type { RunGh } from "../../host/gh.ts";
import { askGitHub } from "../../host/gh-api.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { RemoteAction } from "./action-name.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#about-yaml-syntax-for-github-actions */
const fileNames = ["action.yml", "action.yaml"];

const purpose = "Reading an action";

export interface FoundMetadata {
  readonly text: string;
  /** The file, for errors. */
  readonly where: string;
}

/** @throws UsageError where the repository has no release. */
export async function newestRelease(repository: string, gh: RunGh): Promise<string> {
  const path = `repos/${repository}/releases/latest`;
  const tag = (await askGitHub(gh, path, ["--jq", ".tag_name"], purpose))?.trim();
  if (tag !== undefined && tag !== "") return tag;
  throw new UsageError(
    `GitHub knows no release of ${repository}: there is no such repository, you may not read it, or it has none.`,
    [`recompose actions add ${repository}@main: a branch, a tag or a commit of it`],
  );
}

/** @throws UsageError where GitHub has no such action. */
export async function metadataOnGitHub(
  { repository, folder }: RemoteAction,
  ref: string,
  gh: RunGh,
): Promise<FoundMetadata & { readonly url: string }> {
  // https://docs.github.com/en/rest/repos/contents#get-repository-content
  const header = ["-H", "Accept: application/vnd.github.raw+json"];
  for (const name of fileNames) {
    const file = folder === "" ? name : `${folder}/${name}`;
    const path = `repos/${repository}/contents/${file}?ref=${encodeURIComponent(ref)}`;
    const text = await askGitHub(gh, path, header, purpose);
    if (text === undefined) continue;
    const url = `https://github.com/${repository}/blob/${ref}/${file}`;
    return { text, where: url, url };
  }
  const place = folder === "" ? "" : ` in ${folder}`;
  throw new UsageError(
    `${repository} has no action.yml${place} at ${JSON.stringify(ref)}: there is no such repository, release or folder, or you may not read it.`,
    [`https://github.com/${repository}/tags`],
  );
}

/**
 * @param path A folder with an `action.yml`, or such a file by any name.
 * @throws UsageError where there is none.
 */
export function metadataInFolder(path: string): FoundMetadata {
  const paths = [path, ...fileNames.map((name) => join(path, name))];
  const file = paths.find((each) => statsOf(each)?.isFile() === true);
  if (file === undefined) {
    throw new UsageError(
      statsOf(path)?.isDirectory() === true
        ? `there is no action.yml in ${path}.`
        : `there is no file or folder ${path}.`,
    );
  }
  return { text: readFileSync(file, "utf8"), where: file };
}
