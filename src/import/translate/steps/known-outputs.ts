/** The outputs that `get()` of the functions for actions knows. */
import { namesOf } from "../../../steps/actions/known-names.ts";
import { isNode, type Plan, uncommented } from "../../../typescript/plan.ts";

const outputs: Readonly<Record<string, readonly string[]>> = {
  checkout: ["ref", "commit"],
  setupNode: ["node-version", "cache-hit", "cache-primary-key", "cache-matched-key"],
  setupPython: ["python-version", "python-path", "cache-hit"],
  setupUv: [
    "uv-version",
    "uv-path",
    "uvx-path",
    "cache-hit",
    "cache-key",
    "venv",
    "python-version",
    "python-cache-hit",
  ],
  setupGo: ["go-version", "cache-hit"],
  setupBun: ["bun-version", "bun-revision", "bun-path", "bun-download-url", "cache-hit"],
  setupDeno: ["deno-version", "release-channel", "cache-hit"],
  setupGradle: ["gradle-version", "build-scan-url", "dependency-graph-file"],
  setupJava: ["version", "distribution", "path", "cache-hit", "cache-primary-key"],
  setupPnpm: ["dest", "bin_dest"],
  cacheRust: ["cache-hit"],
  cache: ["cache-hit"],
  restoreCache: ["cache-hit", "cache-primary-key", "cache-matched-key"],
  saveCache: [],
  upload: ["artifact-id", "artifact-url", "artifact-digest"],
  download: ["download-path"],
};

/** Undefined for a step that may have any. */
export function knownOutputs(step: Plan): readonly string[] | undefined {
  const plan = uncommented(step);
  if (!isNode(plan) || plan.kind !== "call") return undefined;
  const {
    call: called,
    args: [action],
    types,
  } = plan;
  if (called === "uses" && types === undefined && typeof action === "string") {
    return namesOf(action)?.outputs;
  }
  return Object.hasOwn(outputs, called) ? outputs[called] : undefined;
}
