/** Whether a text or an expression may stand where it does. Each check returns the error's text, or nothing. */
import { anyName, keysOf, type Reads, statusFunctions } from "../../expression/analysis/usage.ts";
import {
  type ContextKey,
  contextOffer,
  readerOfSecrets,
} from "../../github/context-availability.ts";
import { isWritten, pathProblem, type Shape } from "../matrix/matrix-shape.ts";
import { isSecretName, sameKeys } from "../../github/name-rules.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";

/** The contexts and functions that GitHub offers to the key. */
export function availabilityProblem(
  expression: string,
  reads: Reads,
  key: ContextKey,
): string | undefined {
  const { contexts, functions } = contextOffer(key);
  const context = reads.contexts.find((name) => !contexts.includes(name));
  const reader = context === "secrets" ? readerOfSecrets(key) : undefined;
  if (reader !== undefined) {
    return `\${{ ${expression} }} reads a secret, and ${reader} could read it. GitHub would take it there, recompose does not.${placeOfSecrets}`;
  }
  if (context !== undefined) {
    return `\${{ ${expression} }} reads ${JSON.stringify(context)}, which GitHub does not offer there, but ${quotedList(contexts)}.${reason(key, context)}${didYouMean(context, contexts)}`;
  }
  if (reads.paths.some(([first, name]) => first === "secrets" && (name ?? anyName) === anyName)) {
    return `\${{ ${expression} }} reads all secrets at once. Name the one that the step needs: secrets.NAME.`;
  }
  const name = keysOf(reads, "secrets").find((secret) => !isSecretName(secret));
  if (name !== undefined) return `${JSON.stringify(name)} is not the name of a secret.`;
  if (reads.functions.includes("hashfiles") && !functions.includes("hashFiles")) {
    return "hashFiles() works in steps only, where there are files.";
  }
  const status = statusFunctions.find((name) => reads.functions.includes(name));
  if (status === undefined || functions.includes(status)) return undefined;
  return `${status}() works in conditions only.`;
}

function reason(key: ContextKey, context: string): string {
  if (key === "jobs.<job_id>.if" && context === "matrix") {
    return " A condition is read once, before the matrix makes its jobs.";
  }
  return context === "secrets" ? placeOfSecrets : "";
}

const placeOfSecrets =
  " A secret belongs to the task that uses it, which declares it, or to the `env` or `with` of one step.";

/** UTF-8 cannot hold half of a character, and GitHub's reader refuses its escape (ScanFlowScalar in YamlDotNet 5.3). */
export function characterProblem(text: string): string | undefined {
  if (text.isWellFormed()) return undefined;
  return `${shown(text)} has half of a character, which no file can hold. Take it out, or write the whole character.`;
}

/** @param names Those of one mapping. */
export function caseProblem(names: readonly string[]): string | undefined {
  const same = sameKeys(names);
  if (same === undefined) return undefined;
  return `the names ${quotedList(same)} are the same to GitHub, which ignores case. Leave one of them out.`;
}

/** @param matrix The job's. */
export function matrixProblem(
  reads: Reads,
  matrix: { readonly shape: Shape } | undefined,
): string | undefined {
  if (!reads.contexts.includes("matrix")) return undefined;
  if (matrix === undefined) {
    return "it reads a matrix that the job does not have: a matrix has values in its own job only. Give the job the `matrix`.";
  }
  for (const [context, ...names] of reads.paths) {
    const problem = context === "matrix" ? pathProblem(names, matrix.shape) : undefined;
    if (problem !== undefined) return `the job's ${problem}`;
  }
  return undefined;
}

/** A value of the matrix that is not written in it: `matrix.version`. */
export function lateValue({ paths }: Pick<Reads, "paths">, shape: Shape): string | undefined {
  return paths.find(([, ...names]) => !isWritten(names, shape))?.join(".");
}
