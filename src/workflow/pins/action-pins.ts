/** Chooses the releases of the actions in generated workflows, and their commits. */
import type { ActionStep } from "../../model/workflow.ts";
import { defined } from "../../problems/defined.ts";
import { ownValue } from "../../problems/own-value.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { UsesStep } from "../../steps/step.ts";
import { isCommit, isSameMajor, isTagOf } from "./action-version.ts";
import { type FoundPins, foundPin } from "./found-pins.ts";
import type { Pin } from "./pin.ts";

/** Their names in lower case. */
export const builtInPins: Readonly<Record<string, Pin>> = {
  "actions/cache": { version: "v6.1.0", sha: "55cc8345863c7cc4c66a329aec7e433d2d1c52a9" },
  "actions/checkout": { version: "v7.0.1", sha: "3d3c42e5aac5ba805825da76410c181273ba90b1" },
  "actions/download-artifact": {
    version: "v8.0.1",
    sha: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
  },
  "actions/setup-go": { version: "v7.0.0", sha: "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e" },
  "actions/setup-java": { version: "v5.7.0", sha: "b6effb05e454b25005698d916606bdc6ffcbf961" },
  "actions/setup-node": { version: "v7.0.0", sha: "820762786026740c76f36085b0efc47a31fe5020" },
  "actions/setup-python": { version: "v7.0.0", sha: "5fda3b95a4ea91299a34e894583c3862153e4b97" },
  "actions/upload-artifact": { version: "v7.0.1", sha: "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a" },
  "astral-sh/setup-uv": { version: "v10.0.1", sha: "20cfd1bf945f4377ade1205e4dbc17946fc9a30d" },
  "denoland/setup-deno": { version: "v2.0.4", sha: "667a34cdef165d8d2b2e98dde39547c9daac7282" },
  "gradle/actions": { version: "v6.3.0", sha: "9c971963bec38e04b3d30dcc455b5382be2fdbfb" },
  "oven-sh/setup-bun": { version: "v2.2.0", sha: "0c5077e51419868618aeaa5fe8019c62421857d6" },
  "pnpm/action-setup": { version: "v6.0.10", sha: "0977fd99725f1db4007ccb2928dbb4e90d06cc86" },
  "swatinem/rust-cache": { version: "v2.9.2", sha: "6323deb102c322ba6fcbdcafc7e3dddab59af2b6" },
};

/** Actions without a moving tag such as `v10`: for these `actionPins: "tag"` names the release. */
const withoutMajorTag: ReadonlySet<string> = new Set(["astral-sh/setup-uv"]);

export interface PinChoice extends FoundPins {
  /** `sha` is a full commit with the release as a comment, `tag` the moving tag of the major version. */
  readonly style: "sha" | "tag";
  /** What the app chooses for actions without a release in the code, by their repositories in lower case. */
  readonly chosen?: Readonly<Record<string, CodePin>>;
}

/** The pin in the code: a tag, or a commit with its release. */
type CodePin = Pick<UsesStep, "ref" | "version">;

/**
 * Chooses the release of an action.
 *
 * @throws UsageError where neither the code nor the committed file has a release of the action.
 */
export function pinAction(
  action: string,
  ownPin: CodePin,
  { style, chosen = {}, ...found }: PinChoice,
): Pick<ActionStep, "uses" | "version" | "codeRef"> {
  if (!hasRelease(action)) return { uses: action };
  const chosenPin =
    ownPin.ref === undefined ? ownValue(chosen, repositoryOf(action).toLowerCase()) : undefined;
  const codePin = chosenPin ?? ownPin;
  const { ref } = codePin;
  const preference = chosenPin === undefined ? preferredPin(action, codePin) : asGiven(chosenPin);
  const asked = {
    action,
    ref: ref === undefined ? undefined : (codePin.version ?? ref),
    preference,
    isChosen: chosenPin !== undefined,
    builtIn: ownValue(builtInPins, repositoryOf(action).toLowerCase()),
    isCandidate: (pin: Pin) =>
      // A tag in the file is not a pin. It comes from `actionPins: "tag"`, or somebody wrote it there.
      (pin.sha !== undefined || preference?.sha === undefined || style === "tag") &&
      (chosenPin === undefined || isSameTrack(pin, chosenPin)),
  };
  const pin = foundPin(asked, found) ?? preference;
  if (pin === undefined) {
    throw new UsageError(
      `the action ${JSON.stringify(action)} needs a release, and recompose knows none of it. See https://github.com/${repositoryOf(action)}/releases`,
      [`uses("${action}@<release>")`],
    );
  }
  const { version, sha = version } = pin;
  const release = style === "tag" ? tagOf(action, pin, ref) : sha;
  return defined({
    uses: `${action}@${release}`,
    version: style === "tag" || sha === version ? undefined : version,
    codeRef: ref === undefined ? undefined : (codePin.version ?? ref),
  });
}

/** An action in this repository and an image have no release, even with an `@`. */
export function hasRelease(action: string): boolean {
  return !/^(?:\.\/|\$\/|docker:)/.test(action);
}

/** `owner/name` for `owner/name/folder`. */
export function repositoryOf(action: string): string {
  return action.split("/").slice(0, 2).join("/");
}

/** The pin in the code, else the built-in one, which also stands for its tags in the code. */
function preferredPin(action: string, { ref, version }: CodePin): Pin | undefined {
  // An action in a folder, such as `actions/cache/restore`, has the releases of its repository. GitHub ignores case.
  const builtIn = ownValue(builtInPins, repositoryOf(action).toLowerCase());
  if (ref === undefined) return builtIn;
  if (isCommit(ref)) return { sha: ref, version: version ?? ref };
  return builtIn !== undefined && isTagOf(ref, builtIn.version) ? builtIn : { version: ref };
}

/** An app that chooses a release means this one, and not the commit that recompose knows of it. */
function asGiven({ ref = "", version }: CodePin): Pin {
  return isCommit(ref) ? { sha: ref, version: version ?? ref } : { version: ref };
}

/**
 * Whether a pin of a file may stand for what the app chooses: one of its major version or branch. A tag that the chosen one
 * moves along with says nothing new.
 */
function isSameTrack(pin: Pin, { ref = "", version = ref }: CodePin): boolean {
  return (
    (pin.version === version || isSameMajor(pin.version, version)) &&
    (pin.sha !== undefined || !isTagOf(ref, pin.version))
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
