/** What a step may do to the files by which it speaks to its run. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { workflowOf } from "../workflow-builders.ts";
import { runHere, testHost } from "../workflow-runs.ts";

describe("a file of a step that is something else by now", () => {
  const ways: Readonly<Record<string, string>> = {
    "a named pipe": 'rm "$FILE"; mkfifo "$FILE"',
    "a device": 'rm "$FILE"; ln -s /dev/zero "$FILE"',
    "a folder": 'rm "$FILE"; mkdir "$FILE"',
    "of three gigabytes": 'truncate -s 3G "$FILE"',
  };
  for (const [what, command] of Object.entries(ways)) {
    for (const name of ["OUTPUT", "ENV", "PATH", "STATE"]) {
      test(`fails the step where $GITHUB_${name} is ${what}`, async () => {
        const { results, record } = await runHere(
          workflowOf({ a: { run: command.replaceAll("$FILE", `$GITHUB_${name}`) }, b: {} }),
        );
        expect(results).toEqual({ a: "failure", b: "success" });
        expect(record.jobs[0]?.reason).toMatch(
          new RegExp(`^Unable to process file command '${name.toLowerCase()}' successfully\\.`),
        );
      });
    }

    test(`leaves out the summary that is ${what}, and passes`, async () => {
      const { results, log } = await runHere(
        workflowOf({ a: { run: command.replaceAll("$FILE", "$GITHUB_STEP_SUMMARY") } }),
      );
      expect(results).toEqual({ a: "success" });
      expect(log("a")).toContain("##[error]$GITHUB_STEP_SUMMARY upload aborted, ");
    });
  }
});

test("a summary is masked line by line", async () => {
  const { folder } = await runHere(
    workflowOf({
      a: {
        steps: [
          {
            purpose: "task",
            env: { KEY: "${{ secrets.KEY }}" },
            run: 'printf "a $KEY b\\n%s\\n" "$(printf %s "$KEY" | base64)" >> "$GITHUB_STEP_SUMMARY"',
          },
        ],
      },
    }),
    { host: testHost({ KEY: "quite-a-secret" }) },
  );
  expect(readFileSync(path.join(folder, "summary.md"), "utf8")).toBe("a *** b\n***\n");
});

test("the commands of a setup step cannot speak for the job's task", async () => {
  const { log } = await runHere(
    workflowOf({ a: { steps: [{ purpose: "artifact", run: 'echo "[$RECOMPOSE_EVENTS]"' }] } }),
  );
  expect(log("a")).toBe("[]\n");
});
