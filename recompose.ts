import { app, checkout, group, setupNode } from "recompose-ci";
import { apiDocs } from "./tasks/api-docs.ts";
import { bench } from "./tasks/bench.ts";
import { build, dist } from "./tasks/build.ts";
import { checkAct } from "./tasks/checks/check-act.ts";
import { checkAudit } from "./tasks/checks/check-audit.ts";
import { checkCorpus } from "./tasks/checks/check-corpus.ts";
import { checkCoverage } from "./tasks/checks/check-coverage.ts";
import { checkMutants } from "./tasks/checks/check-mutants.ts";
import { checkProperties } from "./tasks/checks/check-properties.ts";
import { checkFaults } from "./tasks/checks/check-faults.ts";
import { checkReport } from "./tasks/checks/check-report.ts";
import { checkStacks } from "./tasks/checks/check-stacks.ts";
import { checkWorkflows } from "./tasks/checks/check-workflows.ts";
import { ci } from "./tasks/ci.ts";
import { nightly } from "./tasks/nightly.ts";
import { pictures } from "./tasks/pictures.ts";
import { format, formatCheck, lint, typecheck } from "./tasks/quality.ts";
import { change } from "./tasks/release/change.ts";
import { checkRelease } from "./tasks/release/check-release.ts";
import { nextVersion } from "./tasks/release/next-version.ts";
import { planRelease } from "./tasks/release/plan-release.ts";
import { release } from "./tasks/release/release.ts";
import { releaseWorkflow } from "./tasks/release/workflow.ts";
import { test } from "./tasks/test.ts";
import { testPackage } from "./tasks/test-package.ts";

export default app({
  entryPoint: "./run",
  setup: [checkout(), setupNode("22")],
  commands: [
    group("Quality", [
      lint,
      format,
      formatCheck,
      typecheck,
      test,
      checkProperties,
      checkCoverage,
      checkCorpus,
      checkWorkflows,
      checkReport,
      checkAct,
      checkMutants,
      checkAudit,
      checkFaults,
      pictures,
      apiDocs,
      bench,
    ]),
    group("Package", [build, dist, testPackage, checkStacks]),
    group("Release", [change, release, checkRelease, planRelease, nextVersion]),
  ],
  automations: [ci, releaseWorkflow, nightly],
});
