/** What `init` would do where nobody is asked. */
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { ownFolderNames } from "../../app/find-app.ts";
import { runGit } from "../../host/git.ts";
import type { ProjectCheck, ProjectFacts, ProjectPart } from "../../project/project-facts.ts";
import { appFileIn, type OwnFolder, ownFolderFor } from "./app-place.ts";

export interface Choice {
  /** The folder for the app alone; undefined where it is in the project's. */
  readonly own: OwnFolder | undefined;
  readonly checks: readonly ProjectCheck[];
}

/** The folder that a person means: in one that is for an app alone, the project's. */
export function projectFolder(cwd: string): string {
  const isOwn = ownFolderNames.some((name) => name === basename(cwd));
  return isOwn && appFileIn(cwd) !== undefined ? dirname(cwd) : cwd;
}

export function proposal(project: string, { parts }: ProjectFacts): Choice {
  const own = keepsToItself(project, parts) ? ownFolderFor(project) : undefined;
  // What has to be on the machine already might not be on the runner.
  const checks = parts.flatMap((part) =>
    part.checks.filter(({ program }) => program === undefined),
  );
  return { own, checks };
}

/** Whether the project's folder is none of Node's, and better left as it is. */
function keepsToItself(project: string, parts: readonly ProjectPart[]): boolean {
  if (appFileIn(project) !== undefined) return false;
  const names = readdirSync(project);
  if (names.includes("package.json")) return false;
  return parts.length > 0 || names.some((name) => otherManifests.test(name));
}

/** Files that say that a project is of another stack than those of which the checks are known. */
const otherManifests =
  /^(?:CMakeLists\.txt|Pipfile|pixi\.toml|environment\.ya?ml|setup\.(?:py|cfg)|requirements.*\.txt|(?:GNU)?[Mm]akefile|justfile|meson\.build|Gemfile|composer\.json|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|build\.sbt|Package\.swift|pubspec\.yaml|flake\.nix|dune-project|stack\.yaml|rebar\.config|WORKSPACE|MODULE\.bazel|.+\.(?:sln|csproj|cabal|gemspec|py|go|rs|rb|php|c|cc|cpp|cs|java|kt|swift|exs?|hs|ml|lua|sh))$/;

/** The branch that pull requests go to, as far as git knows it. */
export async function defaultBranch(folder: string): Promise<string> {
  const git = async (...args: string[]): Promise<string> => (await runGit(folder, args)).stdout;
  const [remoteHead, usual, head] = await Promise.all([
    git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"),
    git("for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/heads/master"),
    git("symbolic-ref", "--quiet", "--short", "HEAD"),
  ]);
  const [usualBranch = ""] = usual.split("\n");
  return remoteHead.replace(/^origin\//, "") || usualBranch || head || "main";
}
