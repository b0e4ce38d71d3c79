/**
 * What a job does before its task: check out the repository, put tools on the PATH.
 * Setup steps are part of the generated workflow only; locally a developer's own tools are used.
 */

/** What `setup` takes: a step that uses an action, as in a workflow's `steps`. */
export interface SetupStep {
  /** `owner/name`, without a version: generated workflows pin it. */
  readonly action: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

/** Checks the repository out, without leaving credentials behind in `.git/config`. */
export function checkout(): SetupStep {
  return { action: "actions/checkout", with: { "persist-credentials": false } };
}

/** Puts a version of Node on the PATH: `setupNode("22")`. */
export function setupNode(version: string): SetupStep {
  return {
    action: "actions/setup-node",
    // The action would otherwise guess a cache from package.json; a cache is asked for, never implied.
    with: { "node-version": version, "package-manager-cache": false },
  };
}

/** Puts a version of Python on the PATH: `setupPython("3.12")`. */
export function setupPython(version: string): SetupStep {
  return { action: "actions/setup-python", with: { "python-version": version } };
}

export function isCheckout(step: SetupStep): boolean {
  return step.action === "actions/checkout";
}
