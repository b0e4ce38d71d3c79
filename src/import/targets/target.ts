/** What a file of another tool offers to be called by its name: scripts, targets, recipes, environments, sessions. */

/** A parameter that the tool takes behind the name of the target. */
export interface TargetInput {
  /** `rest` takes all words that are left, and comes last. */
  readonly kind: "string" | "rest";
  /** A name that an input may have, and a word that TypeScript takes as a parameter. */
  readonly name: string;
  /** Undefined where the tool needs a value. */
  readonly default?: string | undefined;
  readonly description?: string | undefined;
}

export interface Target {
  /** As the tool has it: `test:unit`. */
  readonly name: string;
  /** A valid name of a task, unique among the targets of the file: `test_unit`. */
  readonly task: string;
  /** One line. */
  readonly description?: string | undefined;
  /** The heading under which the tool lists it. */
  readonly group?: string | undefined;
  /** The words that call it, without those of its inputs: `["make", "lint"]`. */
  readonly command: readonly string[];
  /** In the order in which their values follow the command. */
  readonly inputs?: readonly TargetInput[] | undefined;
  /** Where it is declared, from 1. */
  readonly line: number;
}

/** Something in the file that became no target, and why. */
export interface TargetNote {
  readonly line?: number | undefined;
  readonly text: string;
}

export interface TargetFile {
  readonly targets: readonly Target[];
  readonly notes: readonly TargetNote[];
}

/** What a reader finds, before tasks get their names. */
export type FoundTarget = Omit<Target, "task">;

export interface FoundTargets {
  readonly targets: readonly FoundTarget[];
  readonly notes: readonly TargetNote[];
}

export interface TargetOptions {
  /** What runs a script of package.json. Default: `["npm", "run"]`. */
  readonly runScript?: readonly string[] | undefined;
  /** What starts a program that a project of Python has, such as tox. Default: its name alone. */
  readonly programWords?: ((program: string) => readonly string[] | undefined) | undefined;
  /** Names that other commands of the app have. Those of the built-in ones are known. */
  readonly taken?: readonly string[] | undefined;
}
