/** What GitHub allows as a name. */

/**
 * Ids of jobs and steps, and names of outputs. `__` is reserved.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/IdBuilder.cs
 */
export function isValidId(name: unknown): name is string {
  return typeof name === "string" && /^(?!__)[A-Za-z_][A-Za-z0-9_-]{0,98}$/.test(name);
}

export const idRule =
  'It starts with a letter or "_" (not with "__"), then letters, digits, "_" and "-", 99 characters at most.';

/**
 * Names of inputs, services and axes of a matrix.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs
 */
export function isValidName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}

export const nameRule = 'it starts with a letter or "_", then letters, digits, "_" and "-".';

/**
 * Every workflow has the secret GITHUB_TOKEN, and no other one with this prefix.
 * https://docs.github.com/en/actions/reference/security/secrets#naming-your-secrets
 */
export function isSecretName(name: string): boolean {
  return /^(?:GITHUB_TOKEN|(?!GITHUB_)[A-Z_][A-Z0-9_]*)$/i.test(name);
}

/**
 * Two names of a mapping that are one to GitHub, which ignores the case of keys.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/ObjectTemplating/TemplateReader.cs
 */
export function sameKeys(names: readonly string[]): readonly [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    const twin = seen.get(key);
    if (twin !== undefined) return [twin, name];
    seen.set(key, name);
  }
  return undefined;
}

/** Keys of the YAML: `branches-ignore` for the option `branchesIgnore`. */
export function yamlKey(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Environment variables. A shell refuses more names, but other programs use them. */
export function isVariableName(name: string): boolean {
  return /^[^\s=\0]+$/.test(name);
}

/**
 * A file system of some runner, or the path pattern of upload-artifact, would read the other characters as something
 * else. https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts
 */
export function isArtifactName(name: string): boolean {
  return /^(?!\.{1,2}$)[^":<>|*?\r\n\\/[\]]+$/.test(name);
}

/**
 * Whether a text may be the name of a file in `.github/workflows`. GitHub asks for the end `.yml` or `.yaml`
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#about-yaml-syntax-for-workflows);
 * without the characters that no file of Windows has, each machine can check it out.
 */
export function isWorkflowFile(name: string): boolean {
  return /^\.?[^\s.\p{C}/\\:*?"<>|][^\p{C}/\\:*?"<>|]*\.ya?ml$/u.test(name);
}
