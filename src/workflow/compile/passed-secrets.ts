/** The secrets that a call passes, beside those that the called workflow has. */
import { sameSecret } from "../../automation/call-secrets.ts";
import { DeclarationError, type Place } from "../../automation/place.ts";
import type { WorkflowJob, YamlValue } from "../../model/workflow.ts";
import { isMapping } from "../../problems/options.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";

interface CalledSecrets {
  /** The workflow, in the words of an error. */
  readonly owner: string;
  readonly declared: Readonly<Record<string, YamlValue>>;
  /** Those that the workflows require which it calls with all that it got. */
  readonly nested?: readonly string[];
  /** How it would get one more. */
  readonly hint?: (secret: string) => string;
}

/** @throws DeclarationError unless the called workflow gets every secret that it requires, and no other than it has. */
export function checkPassedSecrets(
  called: CalledSecrets,
  secrets: WorkflowJob["secrets"],
  job: Place,
): void {
  if (secrets === "inherit") return;
  const place = { ...job, option: "secrets" };
  const passed = Object.keys(secrets ?? {});
  checkNames(called, passed, place);
  const { owner, declared, nested = [] } = called;
  const all = [...requiredAmong(declared), ...nested];
  const missing = all.filter((name, index) => !isAmong([...passed, ...all.slice(0, index)], name));
  if (missing.length === 0) return;
  const names = Object.keys(declared);
  const isPossible = missing.every((name) => isAmong(names, name));
  throw new DeclarationError(
    place,
    `${owner} requires ${quotedList(missing)}, and the job passes ${passed.length === 0 ? "no secret" : quotedList(passed)}.`,
    [...(isPossible ? [secretsOption([...passed, ...missing])] : []), 'secrets: "inherit"'],
  );
}

export function requiredAmong(secrets: Readonly<Record<string, YamlValue>>): readonly string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    isMapping(secret) && secret["required"] === true ? [name] : [],
  );
}

/** `ValidateUndefinedParameters` in src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs of actions/runner. */
function checkNames(
  { owner, declared, hint }: CalledSecrets,
  passed: readonly string[],
  place: Place,
): void {
  const names = Object.keys(declared);
  const unknown = passed.find((name) => !isAmong(names, name));
  if (unknown === undefined) return;
  const others = passed.filter((name) => name !== unknown);
  const leftOut = others.length === 0 ? "call() without `secrets`" : secretsOption(others);
  if (sameSecret(unknown, "GITHUB_TOKEN")) {
    throw new DeclarationError(
      place,
      `${owner} has the token of the run without being passed it, and GitHub refuses a call that passes it under the name ${JSON.stringify(unknown)}. Leave it out.`,
      [leftOut],
    );
  }
  throw new DeclarationError(
    place,
    `${owner} has no secret ${JSON.stringify(unknown)}, and GitHub refuses a call that passes it. Its secrets are ${quotedList(names)}.${didYouMean(unknown, names)}`,
    [leftOut, ...(hint === undefined ? [] : [hint(unknown)])],
  );
}

function secretsOption(names: readonly string[]): string {
  return `secrets: [${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}

function isAmong(names: readonly string[], name: string): boolean {
  return names.some((other) => sameSecret(other, name));
}
