/** Causes faults around real runs, and writes down how many of them did no harm. */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { boolInput, numberInput, out, run, step, stringInput, task } from "recompose-ci";
import { artifacts } from "../faults/artifacts.ts";
import type { Fault } from "../faults/fault.ts";
import { fullDisk } from "../faults/full-disk.ts";
import { withGit } from "../faults/git.ts";
import { hostile } from "../faults/hostile.ts";
import { killed } from "../faults/killed.ts";
import { lostFolders } from "../faults/lost-folders.ts";
import { manyJobs } from "../faults/many-jobs.ts";
import { manyRuns } from "../faults/many-runs.ts";
import { output } from "../faults/output.ts";
import { hasStack, Scene } from "../faults/scene.ts";
import { stepFiles } from "../faults/step-files.ts";
import { type Figures, listed, nameOf, withFigures } from "../faults/table.ts";
import { unwritable } from "../faults/unwritable.ts";

const all: readonly Fault[] = [
  ...manyRuns,
  ...lostFolders,
  ...fullDisk,
  ...unwritable,
  ...killed,
  ...withGit,
  ...stepFiles,
  ...output,
  ...artifacts,
  ...hostile,
  ...manyJobs,
];

const report = "docs/reliability.md";

export const checkFaults = task({
  name: "check_faults",
  description: `Cause faults around real runs, and write to ${report} how many of them did no harm`,
  inputs: {
    tries: numberInput({ default: 1, description: "How often each fault is caused" }),
    only: stringInput({
      default: "",
      description: "Only faults with this in their names; writes nothing",
    }),
    check: boolInput({ description: `Write nothing, and fail where ${report} lists other faults` }),
    seed: numberInput({
      default: 0,
      description: "Of the moments chosen by chance; another one each time if 0",
    }),
  },
  async run({ tries, only, check, seed }) {
    if (process.platform !== "linux") throw new Error("the faults are made with what Linux has");
    const program = resolve("node_modules/.cache/recompose-ci/faults");
    await step("build", () => run("node", "scripts/bundle.mjs", program));
    const faults = all.filter(({ name }) => name.includes(only));
    const first = seed === 0 ? Math.floor(Math.random() * 1e9) : seed;
    out(`seed ${first}`);
    const counted = await causeAll(faults, tries, `${program}/cli.cjs`, first);
    const broken = counted.filter(({ tries: all, held }) => held < all);
    if (only === "") writeDown(counted, check);
    if (broken.length === 0) return;
    throw new Error(`these did not hold:\n${broken.map(({ fault }) => fault.name).join("\n")}`);
  },
});

function writeDown(counted: readonly Figures[], check: boolean): void {
  const text = readFileSync(report, "utf8");
  if (!check) return writeFileSync(report, withFigures(text, counted));
  const wanted = counted.map(({ fault }) => nameOf(fault));
  if (wanted.join("\n") === listed(text).join("\n")) return;
  throw new Error(`${report} lists other faults than there are: ./run check_faults writes it`);
}

/** Several at once: most of the time each waits for its processes. */
async function causeAll(
  faults: readonly Fault[],
  tries: number,
  program: string,
  seed: number,
): Promise<readonly Figures[]> {
  const held = new Map<Fault, number>();
  const waiting = faults.flatMap((fault) =>
    Array.from({ length: tries * (fault.times ?? 1) }, (_, index) => ({ fault, index })),
  );
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { fault, index } = next;
      const problem = await problemOf(fault, program, randomNumbers(seed + index));
      if (problem === undefined) held.set(fault, (held.get(fault) ?? 0) + 1);
      else out(`✗ ${fault.name} (try ${index + 1})\n${problem}`);
      if (problem === undefined && index === 0) out(`✓ ${fault.name}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return faults.map((fault) => ({
    fault,
    tries: tries * (fault.times ?? 1),
    held: held.get(fault) ?? 0,
  }));
}

/** What did not hold; undefined where all did. */
async function problemOf(
  fault: Fault,
  program: string,
  random: () => number,
): Promise<string | undefined> {
  const scene = new Scene(program);
  try {
    await fault.cause(scene, random);
    await scene.until("all its processes end", () => scene.survivors().length === 0);
    const stack = scene.outcomes.find(hasStack);
    if (stack !== undefined) return `a stack or our own source:\n${stack.stdout}\n${stack.stderr}`;
    const folders = scene.temporaryFolders();
    return folders.length === 0 ? undefined : `left in the temporary folder: ${folders.join(", ")}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    scene.remove();
  }
}

/** Reproducible by its seed: a linear congruential generator, as in POSIX's drand48(). */
function randomNumbers(seed: number): () => number {
  let state = (BigInt(seed) << 16n) + 0x330en;
  return () => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffff_ffff_ffffn;
    return Number(state) / 2 ** 48;
  };
}
