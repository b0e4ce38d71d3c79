/** What is known of a version before it is published: of the package, CHANGELOG.md, git and npm. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CommandResult, run } from "recompose-ci";
import { versionSections, type VersionSection } from "./changelog.ts";
import { waitingFiles } from "./changes.ts";
import type { Packed } from "./package-contents.ts";

export interface ReleaseFacts {
  readonly name: string;
  readonly version: string;
  /** The repository, as a page. */
  readonly page: string;
  readonly packed: Packed;
  /** Of CHANGELOG.md, the newest first. */
  readonly sections: readonly VersionSection[];
  /** Undefined where only the package is looked at. */
  readonly day?: DayFacts;
}

/** What holds on the day of a release, and not between two of them. */
export interface DayFacts {
  /** Files with changes that no version has yet. */
  readonly waiting: readonly string[];
  /** What git says is not committed. */
  readonly uncommitted: readonly string[];
  /** Where git has the tag of the version: `here`, `origin`. */
  readonly taggedAt: readonly string[];
  readonly isPublished: boolean;
  /** What `npm publish --dry-run` refuses. */
  readonly refusal?: string;
}

/** Of package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
}

type NameAndVersion = Pick<Manifest, "name" | "version">;

/** @param folder of the project. */
export function ownManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

export function changelogSections(folder: string): readonly VersionSection[] {
  return versionSections(readFileSync(join(folder, "CHANGELOG.md"), "utf8"));
}

export async function packageFacts(folder: string, tarball: string): Promise<ReleaseFacts> {
  const { name, version, homepage } = ownManifest(folder);
  const packed = await readPacked(folder, tarball);
  const page = homepage.replace(/#.*$/, "");
  return { name, version, page, packed, sections: changelogSections(folder) };
}

export async function dayFacts(
  folder: string,
  tarball: string,
  { name, version }: NameAndVersion,
): Promise<DayFacts> {
  const { stdout } = await asked(folder, "git", "status", "--porcelain");
  const refusal = await publishRefusal(folder, tarball);
  return {
    waiting: waitingFiles(folder),
    uncommitted: stdout.split("\n").filter((line) => line !== ""),
    taggedAt: await tagPlaces(folder, `v${version}`),
    isPublished: await isPublished(folder, { name, version }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** Whether npm has this version. @throws Error where npm gives no answer. */
export async function isPublished(
  folder: string,
  { name, version }: NameAndVersion,
): Promise<boolean> {
  const args = ["view", `${name}@${version}`, "version", "--json"];
  const { stdout, stderr, exitCode } = await tried(folder, "npm", ...args);
  // Before version 10 npm printed nothing where a package lacks the version.
  if (exitCode === 0) return stdout.trim() !== "";
  if (stdout.includes('"E404"')) return false;
  throw new Error(`npm view ${name}@${version} gave no answer: ${stderr.trim() || stdout.trim()}`);
}

/** What is in a tarball, by npm: nothing of it is run. */
async function readPacked(folder: string, tarball: string): Promise<Packed> {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts", resolve(folder, tarball)];
  const { stdout } = await asked(folder, "npm", ...args);
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  if (packed === undefined) throw new Error(`npm pack said nothing of ${tarball}: ${stdout}`);
  return packed;
}

/** npm refuses what it has a newer version of, and a name or a field that is wrong. */
async function publishRefusal(folder: string, tarball: string): Promise<string | undefined> {
  const args = ["publish", resolve(folder, tarball), "--dry-run", "--ignore-scripts"];
  const { stderr, exitCode } = await tried(folder, "npm", ...args);
  if (exitCode === 0) return undefined;
  return stderr
    .split("\n")
    .filter((line) => line.startsWith("npm error ") && !line.includes("A complete log of this run"))
    .map((line) => line.slice("npm error ".length))
    .join(" ");
}

async function tagPlaces(folder: string, tag: string): Promise<readonly string[]> {
  const here = await asked(folder, "git", "tag", "--list", tag);
  // A checkout of one commit has no tags, so origin is asked, too.
  const remotes = await asked(folder, "git", "remote");
  const places = here.stdout.trim() === "" ? [] : ["here"];
  if (!remotes.stdout.split("\n").includes("origin")) return places;
  const there = await asked(folder, "git", "ls-remote", "--tags", "origin", `refs/tags/${tag}`);
  return there.stdout.trim() === "" ? places : [...places, "origin"];
}

function asked(cwd: string, command: string, ...args: string[]): Promise<CommandResult> {
  return run(command, ...args, { cwd, capture: true });
}

function tried(cwd: string, command: string, ...args: string[]): Promise<CommandResult> {
  return run(command, ...args, { cwd, capture: true, check: false });
}
