import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  version: string;
};

export default defineConfig({
  define: { __RECOMPOSE_VERSION__: JSON.stringify(version) },
  resolve: {
    alias: { "recompose-ci": fileURLToPath(new URL("src/index.ts", import.meta.url)) },
  },
  test: {
    include: ["tests/**/*.test.ts"],
    // Many tests start programs, and the machine may be busy.
    testTimeout: 60_000,
    // Vitest would leave one of two processors alone.
    maxWorkers: "100%",
    // Files that follow each other in a process share its modules: reading them anew for each takes as long as the tests.
    isolate: false,
    typecheck: { enabled: true, include: ["tests/**/*.test-d.ts"] },
    globalSetup: ["tests/support/build-cli.ts"],
    setupFiles: ["tests/support/keep-workflows.ts", "tests/support/shared-process.ts"],
    // Of `./run check_coverage`.
    coverage: {
      provider: "custom",
      customProviderModule: "tests/support/coverage.ts",
      include: ["src/**/*.ts"],
      reporter: ["text-summary"],
      thresholds: { lines: 95 },
    },
    // Node refuses the JSON imports of @actions/workflow-parser, which lack their attributes.
    server: { deps: { inline: [/@actions\//] } },
  },
});
