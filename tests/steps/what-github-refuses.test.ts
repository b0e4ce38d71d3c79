/** Options of steps that GitHub refuses when the job runs. */
import { describe, expect, test } from "vitest";
import { shell } from "../../src/steps/shell-step.ts";
import { uses } from "../../src/steps/uses.ts";
import { job } from "../../src/automation/job/job.ts";
import { problemOf } from "../automation/job/declared-steps.ts";

describe("the shell", () => {
  test.each([
    "bash",
    "sh",
    "pwsh",
    "powershell",
    "cmd",
    "python",
    "Bash",
    "default",
    "perl {0}",
    "bash -e {0}",
  ])("%s is one that the runner takes", (name) => {
    expect(shell("x", { shell: name }).shell).toBe(name);
  });

  test.each(["zsh", "perl -w", "bash -e", "{0}", "/bin/bash"])(
    "%s is refused, because the runner would not know how to call it",
    (name) => {
      expect(() => shell("x", { shell: name })).toThrow(
        `shell(): \`shell\` is "bash", "sh", "pwsh", "powershell", "cmd" or "python", or a command with {0} for the file of the script, not ${JSON.stringify(name)}.`,
      );
    },
  );

  test("of defaults is checked, too", () => {
    const defaults = { run: { shell: "zsh" } };
    expect(problemOf(() => job("a", { defaults, steps: [shell("x")] }))).toContain(
      'option "defaults.run.shell": it is "bash", "sh",',
    );
  });
});

describe("uses()", () => {
  test.each(["o/r/.github/workflows/x.yml@v1", "./.github/workflows/x.yaml"])(
    "says that %s is called by a job",
    (path) => {
      expect(() => uses(path)).toThrow(
        `uses(): ${JSON.stringify(path)} is a workflow, which is no step: a job calls it in place of its steps, with call().`,
      );
    },
  );
});
