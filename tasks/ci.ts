import { automation, boolInput, job, matrix, not, onPullRequest, onPush } from "recompose-ci";
import { build } from "./build.ts";
import { checkAct } from "./check-act.ts";
import { checkReport } from "./check-report.ts";
import { checkWorkflows } from "./check-workflows.ts";
import { formatCheck, lint, typecheck } from "./quality.ts";
import { test } from "./test.ts";
import { testPackage } from "./test-package.ts";

export const ci = automation({
  name: "ci",
  description: "Everything that has to pass before a change lands",
  on: [onPush({ branches: ["main"] }), onPullRequest()],
  inputs: { quick: boolInput({ description: "Leave out what needs tools of its own" }) },
  jobs({ quick }) {
    job(lint);
    job(formatCheck);
    job(typecheck);
    job(test);
    job(checkWorkflows, { condition: not(quick) });
    job(checkReport, { condition: not(quick) });
    job(checkAct, { condition: not(quick) });
    const built = job(build);
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
