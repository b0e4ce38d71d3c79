import { automation, boolInput, expr, job, matrix, onPullRequest, onPush, or } from "recompose-ci";
import { apiDocs } from "./api-docs.ts";
import { build } from "./build.ts";
import { checkAct } from "./checks/check-act.ts";
import { checkAudit } from "./checks/check-audit.ts";
import { checkCorpus } from "./checks/check-corpus.ts";
import { checkCoverage } from "./checks/check-coverage.ts";
import { checkProperties } from "./checks/check-properties.ts";
import { checkFaults } from "./checks/check-faults.ts";
import { checkReport } from "./checks/check-report.ts";
import { checkStacks } from "./checks/check-stacks.ts";
import { checkWorkflows } from "./checks/check-workflows.ts";
import { checkRelease } from "./release/check-release.ts";
import { nextVersion } from "./release/next-version.ts";
import { pictures } from "./pictures.ts";
import { formatCheck, lint, typecheck } from "./quality.ts";
import { test } from "./test.ts";
import { testPackage } from "./test-package.ts";

/** GitHub has a number for each repository, of which git knows nothing: here it is empty. */
const isOnGitHub = expr`github.repository_id != ''`;

export const ci = automation({
  name: "ci",
  description: "Everything that has to pass before a change lands",
  on: [onPush({ branches: ["main"] }), onPullRequest()],
  inputs: {
    outsiders: boolInput({
      description:
        "Here, too, run the jobs that take long or need Go, Python, a browser or the registry; on GitHub they always run",
    }),
  },
  jobs({ outsiders }) {
    const condition = or(outsiders, isOnGitHub);
    job(lint);
    job(formatCheck);
    job(typecheck);
    job(test);
    job(pictures, { inputs: { check: true } });
    job(checkProperties, { condition, inputs: { cases: 2_000 } });
    job(checkWorkflows, { condition });
    job(checkReport, { condition });
    job(checkAct, { condition });
    job(checkCoverage, { condition });
    job(apiDocs, { condition, inputs: { check: true } });
    job(checkCorpus, { condition, inputs: { apart: isOnGitHub } });
    job(checkAudit, { condition });
    job(checkFaults, { condition, inputs: { check: true } });
    const built = job(build);
    job(checkStacks, {
      condition,
      inputs: { package: built.artifact("package"), all: isOnGitHub },
    });
    job(nextVersion, { condition, inputs: { example: true } });
    job(checkRelease, { inputs: { package: built.artifact("package"), anyTime: true } });
    const nodes = matrix({ node: ["20", "22", "24", "26"] }, { failFast: false });
    job(testPackage, {
      matrix: nodes,
      inputs: {
        package: built.artifact("package"),
        version: built.get("version"),
        node: nodes.node,
      },
    });
  },
});
