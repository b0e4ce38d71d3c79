/** Reads the name of an action as a person types it for `actions add`. */
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { majorOf } from "../../workflow/pins/action-version.ts";

/** An action of a repository on GitHub. */
export interface RemoteAction {
  readonly kind: "remote";
  /** `owner/name`. */
  readonly repository: string;
  /** Its folder in the repository, without a slash at the end; empty at the top. */
  readonly folder: string;
  /** A tag, a branch or a commit. Undefined: the newest release. */
  readonly ref: string | undefined;
  /** The release of a commit. */
  readonly version: string | undefined;
}

/** An action of the own repository. */
export interface OwnAction {
  readonly kind: "own";
  /** From the top of the repository. */
  readonly folder: string;
  /** As `uses()` names it: `./.github/actions/greet`. */
  readonly name: string;
}

const remote =
  /^([\w-][\w.-]*\/[\w-][\w.-]*)((?:\/[\w.-]+)*)(?:@([\w./+-]+))?(?:\s+#\s*(v?\d[\w.+-]*))?$/;
const own = /^[.$]\/([\w.@+-]+(?:\/[\w.@+-]+)*)\/?$/;

/** @throws UsageError for what does not name an action. */
export function readActionName(text: string): RemoteAction | OwnAction {
  const [, folder] = own.exec(text) ?? [];
  if (folder !== undefined && !hasDots(folder)) {
    return { kind: "own", folder, name: text.replace(/\/$/, "") };
  }
  const [, repository, path = "", ref, version] = remote.exec(text) ?? [];
  if (repository === undefined || hasDots(repository + path)) {
    throw new UsageError(
      `${shown(text)} does not name an action: it is OWNER/NAME, OWNER/NAME@RELEASE, or ./FOLDER of this repository.`,
      ["recompose actions add docker/login-action@v4"],
    );
  }
  return { kind: "remote", repository, folder: path.slice(1), ref, version };
}

function hasDots(path: string): boolean {
  return path.split("/").some((part) => part === "." || part === "..");
}

/** What `uses()` finds the action by. A release stands for all of its major version. */
export function keyOf({ repository, folder, version }: RemoteAction, ref: string): string {
  const name = folder === "" ? repository : `${repository}/${folder}`;
  const release = version ?? ref;
  const [track = release] = majorOf(release) === undefined ? [] : release.split(".");
  return `${name}@${track}`;
}
