import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { checkStepOptions, referencesIn, type StepOptions, stepSettings } from "../step-options.ts";
import { builtStep, type ShellStep } from "../step.ts";

/** Options of `setupYarn()`. https://github.com/nodejs/corepack */
export interface SetupYarnOptions extends StepOptions {
  /** The version of corepack, which starts the Yarn of the project. Default: the one that recompose knows. */
  readonly corepackVersion?: string;
}

/** https://www.npmjs.com/package/corepack */
const knownCorepack = "0.34.7";

/**
 * Puts Yarn on the PATH in the version that `packageManager` of package.json names, from 2 on. It stands before
 * `setupNode()` where that keeps the packages of Yarn, because that asks Yarn for their folder, and the Yarn of GitHub's
 * runners is 1. A project with its Yarn in `.yarn/releases`, as `yarnPath` of `.yarnrc.yml` says, does without.
 *
 * Node has no corepack from 25 on, so it comes from npm. `corepack enable` alone does not get before the Yarn of the
 * runners with Windows: https://github.com/actions/setup-node/issues/899. A folder in `GITHUB_PATH` does everywhere.
 *
 * @throws UsageError for a `corepackVersion` that is not one version: `0.34.7`.
 * @example [checkout(), setupYarn(), setupNode("24", { cache: "yarn" })]
 */
export function setupYarn(options: SetupYarnOptions = {}): ShellStep {
  checkStepOptions(options, ["corepackVersion"], "setupYarn()");
  const { corepackVersion = knownCorepack } = options;
  if (typeof corepackVersion !== "string" || !/^\d+\.\d+\.\d+[\w.-]*$/.test(corepackVersion)) {
    throw new UsageError(
      `setupYarn(): \`corepackVersion\` is a version such as "${knownCorepack}", not ${shown(corepackVersion)}.`,
    );
  }
  return builtStep<ShellStep>(
    {
      kind: "shell",
      command: [
        'mkdir -p "$RUNNER_TEMP/corepack"',
        // npm refuses to start where `devEngines` of package.json names another package manager.
        'cd "$RUNNER_TEMP/corepack"',
        `npx --yes corepack@${corepackVersion} enable --install-directory "$RUNNER_TEMP/corepack" yarn`,
        'echo "$RUNNER_TEMP/corepack" >> "$GITHUB_PATH"',
      ].join("\n"),
      setsUpTool: true,
      ...stepSettings({ name: "Set up Yarn", ...options }, "setupYarn()"),
    },
    referencesIn(options),
  );
}
