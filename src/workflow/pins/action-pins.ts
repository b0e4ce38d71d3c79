/** The releases of the actions that generated workflows use, each with the commit that its tag names. */
import { UsageError } from "../../problems/usage-error.ts";
import { compareVersions, isCommit, isTagOf, majorOf } from "./action-version.ts";

export interface Pin {
  /** The tag, `v7.0.1`: printed as a comment, where Dependabot and Renovate look for it. */
  readonly version: string;
  /** Full SHA: a tag can be moved, a commit cannot. Absent where a file has only the tag. */
  readonly sha?: string;
}

/** By action, `actions/checkout`: every pin that is known of it. */
export type ActionPins = Readonly<Record<string, readonly Pin[]>>;

export const builtInPins: Readonly<Record<string, Pin>> = {
  "actions/cache": { version: "v6.1.0", sha: "55cc8345863c7cc4c66a329aec7e433d2d1c52a9" },
  "actions/checkout": { version: "v7.0.1", sha: "3d3c42e5aac5ba805825da76410c181273ba90b1" },
  "actions/download-artifact": {
    version: "v8.0.1",
    sha: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
  },
  "actions/setup-node": { version: "v7.0.0", sha: "820762786026740c76f36085b0efc47a31fe5020" },
  "actions/setup-python": { version: "v7.0.0", sha: "5fda3b95a4ea91299a34e894583c3862153e4b97" },
  "actions/upload-artifact": { version: "v7.0.1", sha: "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a" },
  "astral-sh/setup-uv": { version: "v10.0.1", sha: "20cfd1bf945f4377ade1205e4dbc17946fc9a30d" },
};

/** Actions that publish no moving tag such as `v10`, so that `actionPins: "tag"` has to name the release. */
const withoutMajorTag: ReadonlySet<string> = new Set(["astral-sh/setup-uv"]);

export interface PinChoice {
  /** `sha`: a full commit with the release as a comment. `tag`: the moving tag of the major version. */
  readonly style: "sha" | "tag";
  /** What the committed generated file has: Dependabot and Renovate bump it there. */
  readonly committed: ActionPins;
}

/** What the code asks for: a tag, or a commit with its release beside it. */
export interface AskedPin {
  readonly ref?: string | undefined;
  readonly version?: string | undefined;
}

/** What stands after `uses:`; a `version` is printed as a comment. */
export interface PinnedAction {
  readonly uses: string;
  readonly version?: string;
  /** The release or tag that the code asks for; not printed. */
  readonly asked?: string;
}

/**
 * Chooses the release of an action.
 *
 * @throws UsageError for an action of which neither the code nor the committed file names a release.
 */
export function pinAction(
  action: string,
  asked: AskedPin,
  { style, committed }: PinChoice,
): PinnedAction {
  const { ref } = asked;
  if (!hasRelease(action)) return { uses: action };
  const known = knownPin(action, asked);
  const candidates = Object.hasOwn(committed, action) ? (committed[action] ?? []) : [];
  // A tag in the file pins nothing: it is what `actionPins: "tag"` or a hand left there.
  const pins = candidates.filter(
    ({ sha }) => sha !== undefined || known?.sha === undefined || style === "tag",
  );
  const pin = committedPin(pins, known, ref !== undefined) ?? known;
  if (pin === undefined) {
    throw new UsageError(
      `the action ${JSON.stringify(action)} needs a release, and recompose knows none of it. See https://github.com/${repositoryOf(action)}/releases`,
      [`uses("${action}@<release>")`],
    );
  }
  const wish = ref === undefined ? {} : { asked: asked.version ?? ref };
  if (style === "tag") return { uses: `${action}@${tagOf(action, pin, ref)}`, ...wish };
  if (pin.sha === undefined) return { uses: `${action}@${pin.version}`, ...wish };
  const comment = pin.version === pin.sha ? {} : { version: pin.version };
  return { uses: `${action}@${pin.sha}`, ...comment, ...wish };
}

/** An action in this repository or an image has none, whatever stands behind an `@` in it. */
export function hasRelease(action: string): boolean {
  return !/^(?:\.\/|\$\/|docker:)/.test(action);
}

/** An action in a folder, such as `actions/cache/restore`, has the releases of its repository; GitHub ignores case. */
function builtInPin(action: string): Pin | undefined {
  const repository = repositoryOf(action).toLowerCase();
  return Object.hasOwn(builtInPins, repository) ? builtInPins[repository] : undefined;
}

/** `owner/name`, of an action in a folder of it, too. */
export function repositoryOf(action: string): string {
  return action.split("/").slice(0, 2).join("/");
}

/** A tag of the release that is known here is as good as that release. */
function knownPin(action: string, { ref, version }: AskedPin): Pin | undefined {
  const builtIn = builtInPin(action);
  if (ref === undefined) return builtIn;
  if (isCommit(ref)) return { sha: ref, version: version ?? ref };
  return builtIn !== undefined && isTagOf(ref, builtIn.version) ? builtIn : { version: ref };
}

/**
 * Where the file has several releases of an action, each use stays with its own: the one that the code names, else the
 * newest of its major version, else the newest. It stands unless the code has moved on to a newer one, or to another
 * commit.
 */
function committedPin(
  pins: readonly Pin[],
  known: Pin | undefined,
  isAsked: boolean,
): Pin | undefined {
  if (known === undefined) return newest(pins);
  const { version, sha } = known;
  const exact = pins.find(
    (pin) => pin.version === version && (sha === undefined || pin.sha === sha),
  );
  if (isAsked && exact !== undefined) return exact;
  const major = majorOf(version);
  const found =
    newest(pins.filter((pin) => major !== undefined && majorOf(pin.version) === major)) ??
    newest(pins);
  if (!isAsked || found === undefined) return found;
  const isOtherCommit = found.version === version && sha !== undefined;
  return !isOtherCommit && (compareVersions(found.version, version) ?? -1) >= 0 ? found : undefined;
}

function newest(pins: readonly Pin[]): Pin | undefined {
  return pins.reduce<Pin | undefined>(
    (best, pin) =>
      best === undefined || (compareVersions(pin.version, best.version) ?? 0) > 0 ? pin : best,
    undefined,
  );
}

function tagOf(action: string, { version }: Pin, ref: string | undefined): string {
  if (isCommit(version)) return version;
  if (ref !== undefined && !isCommit(ref) && isTagOf(ref, version)) return ref;
  const major = /^v?\d+/.exec(version)?.[0];
  return major === undefined || withoutMajorTag.has(repositoryOf(action).toLowerCase())
    ? version
    : major;
}
