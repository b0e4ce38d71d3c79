/** Whether what the options of an automation read by name is there. GitHub gives nothing for a name that is not. */
import type { Inputs } from "../../inputs/input.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { anyName } from "../../expression/analysis/usage.ts";
import { contextProperties } from "../../github/context-properties.ts";
import type { Declaration, DeclaredJob, RecordedRead } from "../declaration.ts";
import { DeclarationError } from "../place.ts";
import type { Warning } from "../warning.ts";

/** What an expression of one automation can name. */
interface Names {
  readonly inputs: Inputs;
  readonly jobs: ReadonlyMap<string, DeclaredJob>;
}

/** @throws DeclarationError for an input or an output that the automation does not have. */
export function checkDeclaredNames({ reads, jobs }: Declaration, inputs: Inputs): void {
  for (const read of reads) {
    for (const path of read.reads.paths) {
      const problem =
        path[0] === "steps"
          ? stepProblem(path, jobs.get(read.place.job ?? ""))
          : problemOf(path, { inputs, jobs });
      if (problem === undefined) continue;
      throw new DeclarationError(read.place, `\${{ ${read.expression} }} reads ${problem}`);
    }
  }
}

function problemOf(path: readonly string[], { inputs, jobs }: Names): string | undefined {
  const [context, first, second, third] = path;
  if (first === undefined) return undefined;
  if (context === "inputs") {
    return missing(first, Object.keys(inputs), "the input", "The automation's inputs are");
  }
  // A job that is needed and not there is the graph's business.
  const job = context === "needs" || context === "jobs" ? jobs.get(first) : undefined;
  if (job === undefined) {
    return context === "jobs"
      ? missing(first, [...jobs.keys()], "the job", "The automation's jobs are")
      : undefined;
  }
  if (second === undefined) return undefined;
  const owner = `of the job ${JSON.stringify(job.id)}`;
  if (third === undefined || second.toLowerCase() !== "outputs") {
    return missing(second, ["result", "outputs"], `the property`, `${owner}, which has`);
  }
  return missing(
    third,
    job.task.outputs ?? [],
    "the output",
    `${owner}. The outputs of its task are`,
  );
}

/** The steps of a job are its own, unless they are the app's, which is not declared yet. */
function stepProblem(
  [, id, property, output]: readonly string[],
  job: DeclaredJob | undefined,
): string | undefined {
  if (job === undefined || id === undefined) return undefined;
  const { setup } = job;
  const isOwn = id.toLowerCase() === "run";
  if (!isOwn && setup !== undefined) {
    const ids = [...setup.flatMap((step) => step.id ?? []), "run"];
    const problem = missing(id, ids, "the step", "The steps of its job with an id are");
    if (problem !== undefined) return problem;
  }
  if (!isOwn || output === undefined || property?.toLowerCase() !== "outputs") return undefined;
  const outputs = job.task.outputs ?? [];
  return missing(output, outputs, "the output", "of its own task. The outputs of that are");
}

/** The end of a sentence about a name that is not among `known`; GitHub ignores case. */
function missing(
  name: string,
  known: readonly string[],
  what: string,
  introduction: string,
): string | undefined {
  if (name === anyName) return undefined;
  if (known.some((other) => other.toLowerCase() === name.toLowerCase())) return undefined;
  const separator = introduction.startsWith("of") ? " " : ", which there is not. ";
  return `${what} ${JSON.stringify(name)}${separator}${introduction} ${quotedList(known)}.${didYouMean(name, known)}`;
}

/** Properties that GitHub's documentation does not have; it may have new ones, so these are no mistakes for certain. */
export function unknownProperties(reads: readonly RecordedRead[]): readonly Warning[] {
  return reads.flatMap(({ expression, place, reads: { paths } }) =>
    paths.flatMap(([context = "", name]): readonly Warning[] => {
      const known = contextProperties[context];
      if (known === undefined || name === undefined || name === anyName) return [];
      if (known.includes(name.toLowerCase())) return [];
      const where = place.job === undefined ? "" : `job ${JSON.stringify(place.job)}, `;
      const text = `${where}option ${JSON.stringify(place.option)}: \${{ ${expression} }} reads ${JSON.stringify(name)}, which the ${context} context is not known to have.${didYouMean(name, known)}`;
      return [
        {
          kind: "unknown-property",
          ...(place.job === undefined ? {} : { job: place.job }),
          text,
        },
      ];
    }),
  );
}
