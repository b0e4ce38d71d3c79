/** A task's description. Code that plans or prints tasks reads it, and never calls them. */
import { hasExpression } from "../expression/language/template.ts";
import { idRule, isArtifactName, isSecretName, isValidId } from "../github/name-rules.ts";
import type { Inputs } from "../inputs/input.ts";
import { checkInputNames } from "../inputs/check-declaration.ts";
import { UsageError } from "../problems/usage-error.ts";
import { checkList, checkMapping, checkOptions } from "../problems/options.ts";
import { checkReadable } from "../steps/readable.ts";
import { isPlainStep, type SetupStep } from "../steps/step.ts";

export interface TaskInfo<
  I extends Inputs = Inputs,
  Output extends string = string,
  ArtifactName extends string = string,
  Secret extends string = string,
> {
  /** `[A-Za-z_][A-Za-z0-9_-]*`, the rule for job ids. */
  readonly name: string;
  /** One line for `--help`. Default: none. */
  readonly description?: string;
  /** What callers give, by their names. Default: none. */
  readonly inputs?: I;
  /** Names that `setOutput` sets. A task that does not set all of them fails. Default: none. */
  readonly outputs?: readonly Output[];
  /** Names that `saveArtifact` saves. A task that does not save all of them fails. Default: none. */
  readonly artifacts?: readonly ArtifactName[];
  /** Names of environment variables that `getSecret` reads; on GitHub, secrets of the repository. Default: none. */
  readonly secrets?: readonly Secret[];
  /** Steps before the task, in a job that runs it. Default: the app's. */
  readonly setup?: readonly SetupStep[];
}

/** A task as `job()` and `app()` take it. */
export interface DescribedTask<
  I extends Inputs = Inputs,
  Output extends string = string,
  ArtifactName extends string = string,
> {
  /** What the task was declared with. */
  readonly definition: TaskInfo<I, Output, ArtifactName>;
}

/** Variables that the shell, Node or the runner reads. A secret of that name would break its step. */
const takenVariable =
  /^(?:CI|PATH|HOME|PWD|IFS|ENV|BASH_ENV|NODE_OPTIONS|(?:RUNNER|RECOMPOSE)_.*)$/i;

const optionNames: readonly string[] =
  "name description inputs outputs artifacts secrets setup run".split(" ");

/** For callers without types. */
function checkShape(info: unknown): void {
  if (typeof info !== "object" || info === null) {
    throw new UsageError('task() takes its definition: task({ name: "…", run() { … } }).');
  }
  const options: Readonly<Record<string, unknown>> = { ...info };
  const owner = `task ${JSON.stringify(options["name"])}`;
  checkOptions(info, optionNames, owner);
  if (options["inputs"] !== undefined) checkMapping(options["inputs"], `${owner}: \`inputs\``);
  for (const option of ["outputs", "artifacts", "secrets", "setup"]) {
    const value = options[option];
    if (value !== undefined) checkList(value, `${owner}: \`${option}\``);
  }
}

export function checkTaskInfo(info: TaskInfo): void {
  checkShape(info);
  if (!isValidId(info.name)) {
    throw new UsageError(`The task name ${JSON.stringify(info.name)} is not valid. ${idRule}`);
  }
  const owner = `task ${JSON.stringify(info.name)}`;
  if (info.inputs !== undefined) checkInputNames(info.inputs, owner);
  // Most setup has no expressions, so what reads them is loaded only when needed.
  if (info.setup?.every(isPlainStep) === false) checkReadable(info.setup, owner);
  checkUnique(info.outputs, `${owner}: the output`);
  checkUnique(info.artifacts, `${owner}: the artifact`);
  checkUnique(info.secrets, `${owner}: the secret`);
  for (const output of info.outputs ?? []) {
    if (!isValidId(output)) {
      throw new UsageError(
        `${owner}: the output name ${JSON.stringify(output)} is not valid. ${idRule}`,
      );
    }
  }
  for (const artifact of info.artifacts ?? []) {
    if (hasExpression(artifact)) {
      throw new UsageError(
        `${owner}: the artifact name ${JSON.stringify(artifact)} has an expression in it: a task's names are fixed. A job of a matrix gets a name for each combination by itself.`,
      );
    }
    if (!isArtifactName(artifact)) {
      throw new UsageError(
        `${owner}: the artifact name ${JSON.stringify(artifact)} is not valid: GitHub allows none of " : < > | * ? \\ / [ ] in it.`,
      );
    }
  }
  for (const secret of info.secrets ?? []) {
    if (takenVariable.test(secret)) {
      throw new UsageError(
        `${owner}: a secret cannot be named ${JSON.stringify(secret)}: it would stand in the environment variable of that name, which has a meaning of its own.`,
      );
    }
    if (!isSecretName(secret)) {
      throw new UsageError(
        `${owner}: the secret name ${JSON.stringify(secret)} is not valid: it is that of an environment variable, of letters, digits and "_", and does not start with a digit or "GITHUB_" (but for GITHUB_TOKEN).`,
      );
    }
  }
}

function checkUnique(names: readonly string[] | undefined, what: string): void {
  const twice = names?.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new UsageError(`${what} ${JSON.stringify(twice)} is declared twice.`);
}
