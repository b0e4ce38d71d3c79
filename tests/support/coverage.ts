/**
 * Vitest's coverage with that of the bundled command line, which tests run as a program of its own. A process that is
 * killed does not tell what it ran: too few lines may be counted, never too many.
 */
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import v8 from "@vitest/coverage-v8";
import type { CoverageProviderModule, ReportContext } from "vitest/node";

/** Where Vitest keeps its own files of a run, and removes them after it. */
const folder = resolve("coverage/.tmp/processes");

const coverage: CoverageProviderModule = {
  ...v8,
  async startCoverage(options) {
    // Of what a test starts, not of its own process: that one is Vitest's.
    process.env["NODE_V8_COVERAGE"] = folder;
    await v8.startCoverage?.(options);
  },
  async getProvider() {
    // Each process with tests loads this file; only the one that starts them needs these.
    const { V8CoverageProvider } = await import("@vitest/coverage-v8/dist/provider.js");
    const { testBundle } = await import("./build-cli.ts");
    const { addHits, scriptCoverage } = await import("./script-coverage.ts");
    class Provider extends V8CoverageProvider {
      // Otherwise a process with tests loads Vitest's module instead of this one.
      override resolveOptions() {
        return { ...super.resolveOptions(), provider: "custom" as const };
      }

      override async generateCoverage(context: ReportContext) {
        const all = await super.generateCoverage(context);
        const parts = readdirSync(join(testBundle, "program")).filter((name) =>
          name.endsWith(".cjs"),
        );
        for (const script of [...parts.map((name) => join("program", name)), "recompose.cjs"]) {
          const found = await scriptCoverage(join(testBundle, script), folder);
          for (const file of all.files().filter((name: string) => name in found)) {
            addHits(all.fileCoverageFor(file).data, found[file]!);
          }
        }
        return all;
      }
    }
    return new Provider();
  },
};

export default coverage;
