import { expect, test } from "vitest";
import { automationStatements } from "../../../src/import/modules/automation-module.ts";
import { readComments } from "../../../src/import/comments/read-comments.ts";
import { readWorkflow } from "../../../src/import/read-workflow.ts";
import { translateWorkflow } from "../../../src/import/translate/workflow-plan.ts";
import { printModule } from "../../../src/typescript/print-module.ts";

test("comments stand at what they are about, or at the nearest thing that can have one", () => {
  const text = `# Checks.
name: CI
on:
  # Each change.
  push:
    branches: [main] # The default.
permissions:
  contents: read # For the checkout.
env: # For all.
  CI: 1 # As always.
jobs: # All of them.
  # Builds it.
  build:
    runs-on: ubuntu-latest # The newest.
    strategy:
      # Twice.
      matrix:
        os: [a, b] # Both.
    steps:
      - uses: owner/a@v1
        with:
          depth: 0 # All.
      # Makes it.
      - run: make # Quickly.
        if: always() # Really.
      # - run: make install
    # Nothing more to build.
# The end.
`;
  const workflow = readWorkflow(text);
  const { plan } = translateWorkflow(workflow, { file: "ci.yml", comments: readComments(text) });
  const printed = printModule(automationStatements(plan, "ci"));
  const code = printed.slice(printed.indexOf("//"));
  expect(code).toBe(`// Checks.
// All of them.
export const ci = automation({
  name: "ci",
  title: "CI",
  on: [
    // Each change.
    onPush({
      // The default.
      branches: ["main"],
    }),
  ],
  permissions: {
    // For the checkout.
    contents: "read",
  },
  // For all.
  env: {
    // As always.
    CI: 1,
  },
  concurrency: false,
  jobs() {
    // Twice.
    const m = matrix({
      // Both.
      os: ["a", "b"],
    });

    // Builds it.
    job("build", {
      // The newest.
      runsOn: "ubuntu-latest",
      matrix: m,
      steps: [
        uses("owner/a@v1", {
          with: {
            // All.
            depth: 0,
          },
        }),
        // Makes it.
        // Quickly.
        shell("make", {
          // Really.
          if: always(),
        }),
        // - run: make install
      ],
    });
    // Nothing more to build.
  },
});
// The end.
`);
});
