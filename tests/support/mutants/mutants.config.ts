/** For `./run check_mutants`: only tests that run the code in their own process, where a mutant can be switched on. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  BaseSequencer,
  type TestSpecification,
  type Vite,
  type VitestPluginContext,
} from "vitest/node";
import config from "../../../vitest.config.ts";
import { keptWorker } from "./kept-worker.ts";

/** Folders and files. */
const places = (process.env["RECOMPOSE_TESTS"] ?? "tests").split(",");

/**
 * What starts the built program cannot see a change. All files share one thread and its modules, so no file may replace
 * a module, and a thread has no folder of its own to go to.
 */
const elsewhere = /recomposeCli|runScript|\.recompose\(|vi\.doMock\(|process\.chdir\(/;

const include = places
  .flatMap((place) => (place.endsWith(".ts") ? [place] : filesIn(place)))
  .filter((file) => file.endsWith(".test.ts") && !elsewhere.test(readFileSync(file, "utf8")));

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.map((name) => join(folder, name));
}

/** Stryker asks for threads of Vitest's, with an option that goes before those of this file. */
const keepWorker: Vite.Plugin = {
  name: "keep-worker",
  configureVitest({ project }: VitestPluginContext) {
    project.config.pool = keptWorker.name;
    project.config.poolRunner = keptWorker;
    project.config.isolate = false;
  },
};

/** The first test that fails ends a run: what is quick comes first. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const slowness = new Map(files.map(({ moduleId }) => [moduleId, slownessOf(moduleId)]));
    const of = ({ moduleId }: TestSpecification): number => slowness.get(moduleId) ?? 0;
    return sorted.toSorted((a, b) => of(a) - of(b));
  }
}

/** Programs are slower than values, and whole properties are slower than examples. */
function slownessOf(file: string): number {
  const text = readFileSync(file, "utf8");
  if (text.includes("fc.assert(")) return 2;
  return /\b(?:runHere|commitAll|repository)\(/.test(text) ? 1 : 0;
}

export default {
  ...config,
  plugins: [keepWorker],
  test: {
    ...config.test,
    include,
    // Nobody reads what fails.
    reporters: [{}],
    globalSetup: [],
    setupFiles: ["tests/support/keep-workflows.ts", "tests/support/mutants/no-mutant.ts"],
    typecheck: { enabled: false },
    sequence: { sequencer: QuickFirst },
  },
};
