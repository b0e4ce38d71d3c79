import { automation, job, onPullRequest, onPush } from "recompose-ci";
import { build } from "./build.ts";
import { checkWorkflows } from "./check-workflows.ts";
import { formatCheck, lint, typecheck } from "./quality.ts";
import { test } from "./test.ts";
import { testPackage } from "./test-package.ts";

export const ci = automation({
  name: "ci",
  description: "Everything that has to pass before a change lands",
  on: [onPush({ branches: ["main"] }), onPullRequest()],
  jobs() {
    job(lint);
    job(formatCheck);
    job(typecheck);
    job(test);
    job(checkWorkflows);
    const built = job(build);
    job(testPackage, {
      inputs: { package: built.artifact("package"), version: built.get("version") },
    });
  },
});
