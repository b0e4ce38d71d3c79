/** Whether a bundle is still what bundling would give. */
import { dirname } from "node:path";
import type { BundleInputs } from "../bundle/bundle-inputs.ts";
import { isYoung, stampOf, statOf } from "../../start/file-stamp.ts";
import { hashOf, isFile, isFolder, realPath } from "../bundle/disk.ts";
import { folderAndParents } from "../../host/files/parent-folders.ts";

/** Path, stamp (which changes with every change of the file) and hash of the content. */
type FileStamp = readonly [path: string, stamp: string, hash: string];

/** Path, stamp (which changes when a file is added or removed), and the files that must stay absent. */
type FolderStamp = readonly [path: string, stamp: string, absent: readonly string[]];

/** A bundle's inputs, with what tells whether they have changed. */
export interface Snapshot {
  readonly files: readonly FileStamp[];
  /** The folders in which absent files, or folders above them, would appear. */
  readonly folders: readonly FolderStamp[];
  /** Packages and where their links lead. */
  readonly links: readonly (readonly [path: string, real: string])[];
}

/** Undefined where a file has changed since `bundledAt` (in nanoseconds): the bundle may have its old content. */
export function takeSnapshot(inputs: BundleInputs, bundledAt: bigint): Snapshot | undefined {
  const files: FileStamp[] = [];
  for (const path of inputs.files) {
    const stats = statOf(path);
    const hash = hashOf(path);
    if (stats === undefined || hash === undefined || stats.ctimeNs >= bundledAt) return undefined;
    files.push([path, stampOf(stats), hash]);
  }
  const folders = foldersOf(inputs.absent);
  const links = inputs.packages.map(({ folder, real }) => [folder, real] as const);
  return inputs.absent.some(isFile) || !links.every(leadsTo)
    ? undefined
    : { files, folders, links };
}

/** The same object while no stamp differs, one with new stamps where the content is the same, else undefined. */
export function refreshSnapshot(snapshot: Snapshot, stampedAt: bigint): Snapshot | undefined {
  if (!snapshot.links.every(leadsTo)) return undefined;
  let hasNewStamps = false;
  const files: FileStamp[] = [];
  for (const file of snapshot.files) {
    const [path, stamp, hash] = file;
    const stats = statOf(path);
    if (stats === undefined) return undefined;
    const current = stampOf(stats);
    if (current === stamp && !isYoung(stats, stampedAt)) {
      files.push(file);
      continue;
    }
    if (hashOf(path) !== hash) return undefined;
    hasNewStamps = true;
    files.push([path, current, hash]);
  }
  const sameFolders = snapshot.folders.every(([path, stamp]) => {
    if (stamp === noStamp) return true;
    const stats = statOf(path);
    return stats !== undefined && stampOf(stats) === stamp && !isYoung(stats, stampedAt);
  });
  // The stamps were read before, so a file that appears meanwhile is noticed.
  const absent = snapshot.folders.flatMap(([, , paths]) => paths);
  const folders = sameFolders ? snapshot.folders : foldersOf(absent);
  const candidates = sameFolders ? filesWithoutStamp(snapshot.folders) : absent;
  if (candidates.some(isFile)) return undefined;
  return hasNewStamps || !sameFolders ? { files, folders, links: snapshot.links } : snapshot;
}

function leadsTo([path, real]: readonly [path: string, real: string]): boolean {
  return realPath(path) === real;
}

/** In place of a stamp, for a folder with few absent files: checking the files takes no longer. */
const noStamp = "";
const fewFiles = 3;

function filesWithoutStamp(folders: readonly FolderStamp[]): string[] {
  return folders.flatMap(([, stamp, paths]) => (stamp === noStamp ? paths : []));
}

function foldersOf(absent: readonly string[]): FolderStamp[] {
  const groups = new Map<string, string[]>();
  for (const path of absent) {
    // The folder of the file, or the nearest above that exists.
    const folder = folderAndParents(dirname(path)).find(isFolder) ?? dirname(path);
    const group = groups.get(folder);
    if (group === undefined) groups.set(folder, [path]);
    else group.push(path);
  }
  return [...groups].map(([folder, paths]) => {
    const stats = paths.length > fewFiles ? statOf(folder) : undefined;
    return [folder, stats === undefined ? noStamp : stampOf(stats), paths];
  });
}
