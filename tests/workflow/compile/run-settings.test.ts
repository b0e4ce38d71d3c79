/** Which steps that run a command say their own shell and folder. */
import type { DefaultsOptions } from "../../../src/automation/keys/job-options.ts";
import { expect, test } from "vitest";
import { type Automation, automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { task } from "../../../src/task/task.ts";
import { generateWorkflows } from "../../../src/workflow/generate.ts";
import { generateRequest } from "../generate-request.ts";

const lint = task({ name: "lint", run() {} });

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
test.each<[runsOn: unknown, asks: boolean]>([
  ["ubuntu-latest", false],
  ["Windows-2025", true],
  [["self-hosted", "linux"], false],
  [["self-hosted", "windows"], true],
  [{ group: "a", labels: "linux" }, false],
  [{ group: "a", labels: ["self-hosted", "windows"] }, true],
  ["${{ vars.RUNNER }}", true],
  [["self-hosted", "${{ vars.RUNNER }}"], true],
])("a job on %j asks for bash: %s", async (runsOn, asks) => {
  const generated = automation({
    name: "ci",
    jobs: () => void job(lint, { runsOn: runsOn as string }),
  });
  expect(await contentOf(generated)).toSatisfy(
    (text: string) => text.includes("shell: bash") === asks,
  );
});

test.each<[values: readonly string[], asks: boolean]>([
  [["ubuntu-latest", "macos-latest"], false],
  [["ubuntu-latest", "windows-latest"], true],
])("a job on each of %j asks for bash: %s", async (values, asks) => {
  const jobs = (): void => {
    const os = matrix({ os: values });
    job(lint, { matrix: os, runsOn: os.os });
  };
  expect(await contentOf(automation({ name: "ci", jobs }))).toSatisfy(
    (text: string) => text.includes("shell: bash") === asks,
  );
});

test.each<[run: DefaultsOptions["run"], written: string]>([
  [{ shell: "bash" }, ""],
  [{ shell: "sh" }, ""],
  [{ shell: "bash --noprofile --norc -euo pipefail {0}" }, ""],
  [{ shell: "bashful {0}" }, "shell: bash"],
  [{ shell: "pwsh" }, "shell: bash"],
  [{ workingDirectory: "." }, ""],
  [{ workingDirectory: "./" }, ""],
  [{ workingDirectory: "a" }, 'working-directory: "."'],
])("with the default %j the step of the task says %j", async (run, written) => {
  const defaults = { run };
  const own = async (it: Automation): Promise<string> => {
    const steps = (await contentOf(it)).split("steps:").at(-1) ?? "";
    return steps
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /^(?:shell|working-directory):/.test(line))
      .join(" ");
  };
  const ofAll = automation({ name: "ci", defaults, jobs: () => void job(lint) });
  const ofJob = automation({ name: "ci", jobs: () => void job(lint, { defaults }) });
  expect([await own(ofAll), await own(ofJob)]).toEqual([written, written]);
});

async function contentOf(generated: Automation): Promise<string> {
  const { files } = await generateWorkflows(generateRequest([generated]));
  return files[0]?.content ?? "";
}
