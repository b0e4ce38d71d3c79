/** Where artifacts lie on a runner, below `runner.temp`: the one thing that a workflow's steps and a running task agree on. */

const folder = "recompose";

/** What a task saved, for the upload step. */
export function savedFolder(name: string): string {
  return `${folder}/saved/${name}`;
}

/** What download steps brought: one folder for each input. */
export const receivedFolder: string = `${folder}/received`;

export function receivedInput(input: string): string {
  return `${receivedFolder}/${input}`;
}
