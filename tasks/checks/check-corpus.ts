/** Counts how many workflows that people wrote can be said with the public API, with nothing lost. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boolInput, out, step, task, UsageError } from "recompose-ci";
import { type Count, countCorpus } from "../corpus/corpus-count.ts";
import { typeErrors } from "../corpus/corpus-types.ts";
import { fetchSecondCorpus } from "../corpus/second-corpus.ts";

/** What was reached. The task fails below, and says when more is reached. */
const reached: Count = { files: 323, jobs: 919 };
const reachedApart: Count = { files: 252, jobs: 584 };

export const checkCorpus = task({
  name: "check_corpus",
  description: "Count the jobs and files of real workflows that can be said with nothing lost",
  inputs: {
    apart: boolInput({
      description: "Those that nobody looked at while it was made, fetched from GitHub",
    }),
  },
  async run({ apart }) {
    if (apart) {
      const corpus = await mkdtemp(join(tmpdir(), "recompose-corpus-"));
      try {
        await step("fetch", () => fetchSecondCorpus(corpus));
        await checkCounts(corpus, reachedApart);
      } finally {
        await rm(corpus, { recursive: true, force: true });
      }
      return;
    }
    // One folder for each repository, with its workflows. Tasks run in the project's folder.
    const named = process.env["RECOMPOSE_CORPUS"];
    const corpus = named ?? join("..", "shared", "fixtures", "corpus");
    if (existsSync(corpus)) return checkCounts(corpus, named === undefined ? reached : undefined);
    if (named !== undefined) {
      throw new UsageError(`RECOMPOSE_CORPUS names ${corpus}, which is not there.`);
    }
    out(`${corpus} is not there, so nothing is counted.`);
  },
});

/** @param least Undefined for a corpus of which nothing was reached yet. */
async function checkCounts(corpus: string, least: Count | undefined): Promise<void> {
  const { all, said, reasons, modules, lostComments } = countCorpus(corpus);
  out(`${said.files} of ${all.files} files, ${share(said.files, all.files)}`);
  out(`${said.jobs} of ${all.jobs} jobs, ${share(said.jobs, all.jobs)}`);
  out("\nfiles  alone  times  what keeps them from being said");
  for (const { kind, files, alone, times, example } of reasons) {
    out(`${column(files)}  ${column(alone)}  ${column(times)}  ${kind}`);
    out(`${" ".repeat(21)}${example}`);
  }
  const problems = [...lostComments, ...(await step("types", () => typeErrors(modules)))];
  if (problems.length > 0) {
    for (const problem of problems) out(problem);
    throw new UsageError(
      "What an import writes has to compile, and to have all the comments of the workflow.",
    );
  }
  if (least === undefined) return;
  if (said.files < least.files || said.jobs < least.jobs) {
    throw new UsageError(
      `It was ${least.files} files and ${least.jobs} jobs before: something can no longer be said, or is lost.`,
    );
  }
  if (said.files > least.files || said.jobs > least.jobs) {
    out("\nThat is more than before: write it into tasks/checks/check-corpus.ts.");
  }
}

function share(part: number, all: number): string {
  return `${Math.floor((1000 * part) / all) / 10}%`;
}

function column(count: number): string {
  return String(count).padStart(5);
}
