/** Reads every generated workflow with the tools that their users check workflows with. */
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { dbg, out, run, step, task } from "recompose-ci";
import { expectedFindings, isExpectedEverywhere } from "../workflows/expected-findings.ts";
import {
  actionlintFindings,
  type Finding,
  zizmorFindings,
} from "../workflows/workflow-findings.ts";
import { installed } from "../tool.ts";
import { actionlint, zizmor } from "../workflows/workflow-tools.ts";
import { checkPythonReaders, checkServerReader } from "../workflows/yaml-readers.ts";

export const checkWorkflows = task({
  name: "check_workflows",
  description: "Check every generated workflow with actionlint, zizmor and readers of YAML",
  async run() {
    const programs = { actionlint: await installed(actionlint), zizmor: await installed(zizmor) };
    const scratch = await mkdtemp(join(tmpdir(), "recompose-workflows-"));
    try {
      await step("workflows of tests", () => keepWorkflows(scratch));
      const files = [...committedWorkflows(), ...filesBelow(scratch, /\.yml$/)];
      await step("GitHub's reader", () => checkServerReader(files));
      await step("readers of Python", () => checkPythonReaders(files, scratch));
      const findings = [
        ...(await step("actionlint", () => actionlintFindings(programs.actionlint, files))),
        ...(await step("zizmor", () => zizmorFindings(programs.zizmor, files))),
      ];
      report(findings);
      const expected = expectedFindings.reduce((count, { times }) => count + times, 0);
      out(`${files.length} workflows have no finding but ${expected} expected ones.`);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
});

/** Runs the tests that compile workflows once more, keeping these. */
async function keepWorkflows(folder: string): Promise<void> {
  const tests = [
    "tests/workflow",
    "tests/automation",
    "tests/docs/recipes.test.ts",
    "tests/app/app.test.ts",
    "tests/cli/commands/doctor.test.ts",
    "tests/cli/commands/init.test.ts",
    "tests/cli/init/starter-app.test.ts",
    "tests/cli/commands/pins.test.ts",
    "tests/cli/program.test.ts",
  ];
  // Releases in it are old or made up, and each pair of them is a workflow.
  const left = "--exclude=tests/workflow/pins/found-pins.test.ts";
  const settings = ["--typecheck.enabled=false", "--reporter=dot", left];
  const vitest = join("node_modules", "vitest", "vitest.mjs");
  await run("node", vitest, "run", ...settings, ...tests, {
    env: { RECOMPOSE_KEEP_WORKFLOWS: folder },
    capture: true,
  });
}

/** What is found has to be what is expected, as often as it is: another finding of the same rule is not hidden by it. */
function report(findings: readonly Finding[]): void {
  const isOf =
    ({ workflow, rule }: Pick<Finding, "workflow" | "rule">) =>
    (finding: Finding) =>
      finding.workflow === workflow && finding.rule === rule;
  const problems = findings
    .filter((finding) => !isExpectedEverywhere(finding))
    .filter((finding) => !expectedFindings.some((expected) => isOf(expected)(finding)))
    .map(({ workflow, rule, message }) => `${workflow}: ${rule}: ${message}`);
  for (const expected of expectedFindings) {
    const { workflow, rule, times, reason } = expected;
    const found = findings.filter(isOf(expected));
    if (found.length === times) dbg(`except: ${workflow}: ${rule}: ${reason}`);
    else {
      problems.push(
        `${workflow}: ${rule}: is expected ${times} times, and was found ${found.length} times`,
        ...found.map(({ message }) => `  ${message}`),
      );
    }
  }
  if (problems.length > 0) throw new Error(`there are findings:\n${problems.join("\n")}`);
}

/** The project's own workflows, those of its examples, and those that tests expect. */
function committedWorkflows(): readonly string[] {
  const files = [
    ...filesBelow(".github/workflows", /\.yml$/),
    ...filesBelow("examples", /\/\.github\/workflows\/[^/]+\.yml$/),
    ...filesBelow("tests/golden", /\/expected\.yml$/),
  ];
  if (files.length === 0) throw new Error("there are no generated workflows to check");
  return files;
}

/** Paths relative to the project, with "/" in them, in order. */
function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).split(sep).join("/"))
    .filter((file) => pattern.test(file) && !file.includes("/node_modules/"))
    .sort();
}
