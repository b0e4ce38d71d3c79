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

/** The first test that fails ends a run, and examples are quicker than properties. */
class ExamplesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification): boolean => hasProperty(moduleId);
    return [...sorted.filter((file) => !isSlow(file)), ...sorted.filter(isSlow)];
  }
}

function hasProperty(file: string): boolean {
  return readFileSync(file, "utf8").includes("fc.assert(");
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
    sequence: { sequencer: ExamplesFirst },
  },
};
