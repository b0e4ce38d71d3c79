import { expect, test } from "vitest";
import type { ActionStep } from "../../../src/model/workflow.ts";
import { command, download, workflowOf } from "../workflow-builders.ts";
import { runHere } from "../workflow-runs.ts";

const publish: ActionStep = { purpose: "other", uses: "actions/upload-pages-artifact@v4" };

test("an artifact that a left-out action may have uploaded is not missing, but elsewhere", async () => {
  const { results } = await runHere(
    workflowOf({
      site: { steps: [command("true"), publish] },
      check: { needs: ["site"], steps: [download({ name: "github-pages" }, "pages")] },
    }),
  );
  expect(results).toMatchObject({
    site: "success",
    check: expect.stringContaining("which actions/upload-pages-artifact may have uploaded"),
  });
});

test("a job whose only action is left out behind a download is elsewhere", async () => {
  const { results } = await runHere(
    workflowOf({
      build: {
        steps: [
          command("mkdir -p dist && echo x > dist/a"),
          {
            purpose: "other",
            uses: "actions/upload-artifact@v7",
            with: { name: "d", path: "dist" },
          },
        ],
      },
      publish: {
        needs: ["build"],
        steps: [
          download({ name: "d" }, "dist"),
          { purpose: "other", uses: "pypa/gh-action-pypi-publish@release/v1" },
        ],
      },
    }),
  );
  expect(results["publish"]).toContain("elsewhere: nothing of it runs on this machine");
});
