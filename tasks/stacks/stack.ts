/** A small project of one stack, as somebody has it before recompose comes. */

export interface Stack {
  readonly name: string;
  /** A line for a shell that begins the project in an empty folder. */
  readonly create?: string;
  /** What it has besides. */
  readonly files: Readonly<Record<string, string>>;
  /** Makes what its tools make of that: a lockfile. */
  readonly prepare?: string;
  /** What the page shows first. */
  readonly shown: string;
  /** Programs that have to be on the PATH. */
  readonly needs: readonly string[];
  /** What package managers come with, each at a version: `pnpm@12.21.0`. */
  readonly packages?: readonly string[];
  /** What is typed to install, and the entry point. */
  readonly install: string;
  readonly entryPoint: string;
  /** A file that makes a check fail, and the job that then fails. */
  readonly mistake: { readonly file: string; readonly text: string; readonly job: string };
  /** Whether the page has it. */
  readonly isDocumented: boolean;
}
