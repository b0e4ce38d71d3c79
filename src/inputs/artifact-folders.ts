/** The folders for artifacts below `runner.temp`. Both the steps of a workflow and the task use them. */

/** The task saves an artifact here for the upload step. */
export function savedFolder(name: string): string {
  return `recompose/saved/${name}`;
}

/** The download steps put artifacts here, in a folder for each input. */
export const receivedFolder = "recompose/received";

export function receivedInput(input: string): string {
  return `${receivedFolder}/${input}`;
}
