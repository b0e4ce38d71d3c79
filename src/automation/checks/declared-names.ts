/** Checks the names that the expressions of an automation read. GitHub gives an empty value for an unknown name. */
import type { Inputs } from "../../inputs/input.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { anyName } from "../../expression/analysis/usage.ts";
import { contextProperties } from "../../github/context-properties.ts";
import { type Declaration, type DeclaredJob, nounFor, type RecordedRead } from "../declaration.ts";
import { DeclarationError } from "../place.ts";
import type { Warning } from "../warning.ts";

/** What an expression of one automation can name. */
interface Names {
  readonly inputs: Inputs;
  readonly jobs: ReadonlyMap<string, DeclaredJob>;
  /** By their lower case. */
  readonly ids: ReadonlyMap<string, string>;
}

/** @throws DeclarationError for an input or an output that the automation does not have. */
export function checkDeclaredNames({ reads, jobs, ids }: Declaration, inputs: Inputs): void {
  for (const { place, expression, reads: own } of reads) {
    for (const path of own.paths) {
      const problem = problemOf(path, { inputs, jobs, ids });
      if (problem === undefined) continue;
      throw new DeclarationError(place, `\${{ ${expression} }} reads ${problem}`);
    }
  }
}

function problemOf(path: readonly string[], { inputs, jobs, ids }: Names): string | undefined {
  const [context, first, second, third] = path;
  if (first === undefined) return undefined;
  if (context === "inputs") {
    return nameProblem(first, Object.keys(inputs), "the input", "The automation's inputs are");
  }
  // checkGraph() refuses a need that is not a job.
  const id = ids.get(first.toLowerCase()) ?? first;
  const job = context === "needs" || context === "jobs" ? jobs.get(id) : undefined;
  if (job === undefined) {
    return context === "jobs"
      ? nameProblem(first, [...jobs.keys()], "the job", "The automation's jobs are")
      : undefined;
  }
  if (second === undefined) return undefined;
  const owner = `of the job ${JSON.stringify(job.id)}`;
  if (third === undefined || second.toLowerCase() !== "outputs") {
    return nameProblem(second, ["result", "outputs"], `the property`, `${owner}, which has`);
  }
  // A called file is not read: it may have any output.
  if (job.keys.uses !== undefined && job.called === undefined) return undefined;
  return nameProblem(
    third,
    Object.keys(job.outputs),
    "the output",
    `${owner}. The outputs of ${nounFor(job)} are`,
  );
}

/** The end of a sentence about a name that is not among `names`. GitHub ignores case. */
function nameProblem(
  name: string,
  names: readonly string[],
  what: string,
  introduction: string,
): string | undefined {
  if (name === anyName) return undefined;
  if (names.some((other) => other.toLowerCase() === name.toLowerCase())) return undefined;
  const separator = introduction.startsWith("of") ? " " : ", which there is not. ";
  return `${what} ${JSON.stringify(name)}${separator}${introduction} ${quotedList(names)}.${didYouMean(name, names)}`;
}

/** Warns of properties that GitHub's documentation does not list. GitHub may have new ones, so this is not an error. */
export function unknownProperties(reads: readonly RecordedRead[]): readonly Warning[] {
  return reads.flatMap(({ expression, place, reads: { paths } }) =>
    paths.flatMap(([context = "", name]): readonly Warning[] => {
      const properties = contextProperties[context];
      if (properties === undefined || name === undefined || name === anyName) return [];
      if (properties.includes(name.toLowerCase())) return [];
      const where = place.job === undefined ? "" : `job ${JSON.stringify(place.job)}, `;
      const text = `${where}option ${JSON.stringify(place.option)}: \${{ ${expression} }} reads ${JSON.stringify(name)}, which the ${context} context is not known to have.${didYouMean(name, properties)}`;
      return [{ kind: "unknown-property", job: place.job, text }];
    }),
  );
}
