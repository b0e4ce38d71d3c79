/** The releases of the actions that generated workflows use, each with the commit that its tag names. */
import { UsageError } from "../problems/usage-error.ts";

export interface Pin {
  /** The tag, `v7.0.1`: printed as a comment, where Dependabot and Renovate look for it. */
  readonly version: string;
  /** Full SHA: a tag can be moved, a commit cannot. Absent where a file has only the tag. */
  readonly sha?: string;
}

/** By action: `actions/checkout`. */
export type ActionPins = Readonly<Record<string, Pin>>;

export const actionPins: ActionPins = {
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

/** What stands after `uses:`; a `version` is printed as a comment. */
export interface PinnedAction {
  readonly uses: string;
  readonly version?: string;
}

/**
 * Chooses the release of an action. `ref` is what the code asks for, if anything, and `version` what that is.
 *
 * @throws UsageError for an action of which neither the code nor the committed file names a release.
 */
export function pinAction(
  action: string,
  asked: { readonly ref?: string; readonly version?: string },
  { style, committed }: PinChoice,
): PinnedAction {
  const { ref } = asked;
  // An action in this repository or an image has no release.
  if (action.startsWith("./") || action.startsWith("docker://")) return { uses: action };
  const known = ref === undefined ? actionPins[action] : pinOf(ref, asked.version);
  const found = committedPin(committed, action, ref === undefined ? undefined : known);
  // A tag in the file pins nothing: it is what `actionPins: "tag"` or a hand left there.
  const isPin = found?.sha !== undefined || known?.sha === undefined || style === "tag";
  const pin = found !== undefined && isPin && isBump(found, known, ref) ? found : known;
  if (pin === undefined) {
    throw new UsageError(`the action ${JSON.stringify(action)} needs a release.`, [
      `uses("${action}@v1")`,
    ]);
  }
  if (style === "tag" || pin.sha === undefined) {
    return { uses: `${action}@${style === "tag" ? tagOf(action, pin, ref) : pin.version}` };
  }
  if (pin.version === pin.sha) return { uses: `${action}@${pin.sha}` };
  return { uses: `${action}@${pin.sha}`, version: pin.version };
}

function pinOf(ref: string, version: string | undefined): Pin {
  return isCommit(ref) ? { sha: ref, version: version ?? ref } : { version: ref };
}

/**
 * Whether the committed pin stands: always where the code asks for no release; else unless the code has moved on to a
 * newer one, or to another commit.
 */
function isBump(found: Pin, known: Pin | undefined, ref: string | undefined): boolean {
  if (known === undefined || ref === undefined) return true;
  if (found.version === known.version) return known.sha === undefined || known.sha === found.sha;
  const order = compareVersions(found.version, known.version);
  return order !== undefined && order >= 0;
}

/** Where a file has several major versions of an action that the code asks for, each use stays with its own. */
function committedPin(
  committed: ActionPins,
  action: string,
  asked: Pin | undefined,
): Pin | undefined {
  const own = `${action}@${majorOf(asked?.version ?? "")}`;
  const name = asked !== undefined && Object.hasOwn(committed, own) ? own : action;
  return Object.hasOwn(committed, name) ? committed[name] : undefined;
}

function majorOf(version: string): string | undefined {
  return /^v?(\d+)(?:\.|$)/.exec(version)?.[1];
}

function tagOf(action: string, pin: Pin, ref: string | undefined): string {
  if (ref === pin.version || isCommit(pin.version)) return pin.version;
  const major = /^v?\d+/.exec(pin.version)?.[0];
  return major === undefined || withoutMajorTag.has(action) ? pin.version : major;
}

function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

/** Below 0, 0 or above; undefined where one of them is no version. `v3` is `v3.0.0`. */
export function compareVersions(a: string, b: string): number | undefined {
  const [first, second] = [a, b].map((text) => /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text));
  if (!first || !second) return undefined;
  for (const part of [1, 2, 3]) {
    const difference = Number(first[part] ?? 0) - Number(second[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const usesLine =
  /^[ \t-]*uses:[ \t]*["']?([\w.-]+\/[\w./-]+)@([\w./+-]+)["']?[ \t]*(?:#[ \t]*(?:tag=)?(\S+))?/gm;

/**
 * The pins of a generated file, by action: of two for one the newer one. Where it has several major versions of an
 * action, also by `owner/action@4`.
 */
export function readPins(text: string): ActionPins {
  const all = [...text.matchAll(usesLine)].map(([, action = "", ref = "", comment]) => ({
    action,
    pin: pinOf(ref, comment),
  }));
  const pins: Record<string, Pin> = {};
  const keep = (name: string, pin: Pin): void => {
    const other = pins[name];
    if (other !== undefined && (compareVersions(other.version, pin.version) ?? 0) >= 0) return;
    pins[name] = pin;
  };
  for (const { action, pin } of all) {
    keep(action, pin);
    const isAlone = all.every(
      (other) => other.action !== action || majorOf(other.pin.version) === majorOf(pin.version),
    );
    if (!isAlone) keep(`${action}@${majorOf(pin.version)}`, pin);
  }
  return pins;
}
