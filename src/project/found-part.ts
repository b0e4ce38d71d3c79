/** What the reader of a stack finds in one folder, before parts are named and put together. */
import type { FolderFiles } from "./folder-files.ts";
import type { CheckKind, ProjectCheck, ProjectPart } from "./project-facts.ts";

export interface FoundCheck extends Omit<ProjectCheck, "name" | "description"> {
  /** What a person calls it, in any characters: `test:eslint`. Others may have the same. */
  readonly name: string;
  /** What it is for, where that is more than its kind says. */
  readonly purpose?: string;
  /** What tells it from others of its kind: `Ruff`, `test:unit`. */
  readonly detail?: string;
}

export interface FoundPart extends Omit<ProjectPart, "folder" | "checks"> {
  readonly checks: readonly FoundCheck[];
  /** Whether a folder below this one belongs to it: a member of its workspace. */
  readonly isMember?: (path: string) => boolean;
}

/** A part with the folder in which it was found. */
export interface PlacedPart {
  readonly folder: string;
  readonly part: FoundPart;
}

/** Undefined where the folder has nothing of the stack. */
export type StackReader = (files: FolderFiles) => FoundPart | undefined;

/** Names of tasks where the project has none of its own. */
export const kindNames: Readonly<Record<CheckKind, string>> = {
  lint: "lint",
  format: "format_check",
  types: "typecheck",
  test: "test",
  build: "build",
};
