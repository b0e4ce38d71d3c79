/** Changes the code in small ways and sees whether a test fails: https://stryker-mutator.io */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { choiceInput, numberInput, out, run, step, task } from "recompose-ci";
import { installedPackages } from "../tool.ts";

/** This version runs on Node 20, later ones do not. */
const packages = ["@stryker-mutator/core@9.6.1", "@stryker-mutator/vitest-runner@9.6.1"];
/** Vitest, which is their peer, is the project's own. */
const options = ["--legacy-peer-deps"];
const sample = resolve("scripts/mutants-sample.mjs");

/** Each folder of src/ with the folders of its tests. */
const testsOf = {
  expression: ["tests/expression", "tests/github", "tests/automation"],
  inputs: ["tests/inputs", "tests/cli", "tests/automation", "tests/task"],
  workflow: ["tests/workflow", "tests/automation"],
  runner: ["tests/runner", "tests/conformance"],
} as const;

export const mutatedFolders = ["expression", "inputs", "workflow", "runner"] as const;

export const checkMutants = task({
  name: "check_mutants",
  description: "Check that tests notice small changes of the code in a folder of src/ (takes long)",
  inputs: {
    folder: choiceInput(mutatedFolders, { description: "A folder of src/" }),
    least: numberInput({ description: "Percent of the changes to notice", default: 80 }),
    percent: numberInput({
      description: "Percent of the changes to test, taken by chance",
      default: 100,
    }),
    seed: numberInput({ description: "Another seed takes others", default: 1 }),
    workers: numberInput({ description: "Processes at once", default: 2 }),
  },
  outputs: ["score"],
  async run({ folder, least, percent, seed, workers }, context) {
    const installed = await step("install", () => installedPackages("stryker", packages, options));
    const stryker = join(installed, "node_modules/@stryker-mutator");
    // Outside of node_modules, whose files no test runner transforms.
    const scratch = await mkdtemp(join(tmpdir(), "recompose-mutants-"));
    const report = join(scratch, "report.json");
    const settings = {
      testRunner: "vitest",
      plugins: [join(stryker, "vitest-runner/dist/src/index.js"), sample],
      checkers: percent < 100 ? ["sample"] : [],
      vitest: { configFile: "tests/support/mutants/mutants.config.ts", related: false },
      mutate: [`src/${folder}/**/*.ts`],
      // What is thrown is part of the behaviour; how it is worded is not.
      mutator: { excludedMutations: ["StringLiteral"] },
      ignoreStatic: true,
      coverageAnalysis: "perTest",
      // One more is there to say what is in the sample, at the start.
      concurrency: percent < 100 ? workers + 1 : workers,
      // Long enough for a busy machine: a test that is only slow would count as one that noticed.
      timeoutMS: 60_000,
      dryRunTimeoutMinutes: 30,
      reporters: ["progress-append-only", "clear-text", "json"],
      clearTextReporter: { logTests: false, allowColor: false, reportTests: false },
      jsonReporter: { fileName: report },
      tempDirName: join(scratch, "sandbox"),
      disableTypeChecks: false,
      // Stryker would read it with TypeScript's API, which version 7 does not have.
      tsconfigFile: "none.json",
    };
    const config = join(scratch, "stryker.json");
    await writeFile(config, JSON.stringify(settings, undefined, 2));
    const program = join(stryker, "core/bin/stryker.js");
    // A property runs once for each mutant: few cases, the same ones each time.
    const env = {
      RECOMPOSE_TESTS: testsOf[folder].join(","),
      RECOMPOSE_CASES: "20",
      RECOMPOSE_SEED: "1",
      RECOMPOSE_MUTANTS_PERCENT: String(percent),
      RECOMPOSE_MUTANTS_SEED: String(seed),
    };
    const { score, noticed, tested } = await step("mutants", async () => {
      try {
        await run("node", program, "run", config, { env });
        return await scoreOf(report);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    });
    context.setOutput("score", score);
    const part = percent < 100 ? ` tested (${percent}% of all, with seed ${seed})` : "";
    out(`src/${folder}: ${noticed} of ${tested} changes${part} were noticed, ${score}%.`);
    if (score < least) throw new Error(`less than ${least}%`);
  },
});

interface Report {
  readonly files: Readonly<
    Record<string, { readonly mutants: readonly { readonly status: string }[] }>
  >;
}

interface Score {
  /** Percent of those tested, with one decimal. */
  readonly score: number;
  readonly noticed: number;
  readonly tested: number;
}

/** What no test could run, and what is not in the sample, has another status than these. */
async function scoreOf(report: string): Promise<Score> {
  const { files } = JSON.parse(await readFile(report, "utf8")) as Report;
  const all = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const noticed = all.filter((status) => status === "Killed" || status === "Timeout").length;
  const missed = all.filter((status) => status === "Survived" || status === "NoCoverage").length;
  if (noticed + missed === 0) throw new Error("there was nothing to change");
  const tested = noticed + missed;
  return { score: Math.round((noticed / tested) * 1000) / 10, noticed, tested };
}
