/** https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts */

/** @throws Error for a name that no artifact may have. */
export function checkArtifactName(name: string): void {
  const [invalid] = /["<>:|*?\r\n\\/]/.exec(name) ?? [];
  if (invalid !== undefined || name === "") {
    throw new Error(
      `the artifact name ${JSON.stringify(name)} is not valid: it must not be empty or contain ${JSON.stringify(invalid ?? '"')}`,
    );
  }
  // Each artifact has a folder with its name here.
  if (name === "." || name === "..") {
    throw new Error(
      `the artifact name ${JSON.stringify(name)} is not valid: a folder has this name`,
    );
  }
}

/** @throws Error for a file that no artifact may have. */
export function checkFilePaths(name: string, files: readonly string[]): void {
  for (const file of files) {
    const [invalid] = /["<>:|*?\r\n]/.exec(file) ?? [];
    if (invalid === undefined) continue;
    throw new Error(
      `the artifact ${JSON.stringify(name)} cannot have the file ${JSON.stringify(file)}: upload-artifact refuses ${JSON.stringify(invalid)} in the names of files`,
    );
  }
}
