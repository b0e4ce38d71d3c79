import { expect, test } from "vitest";
import { importNames } from "../../../src/cli/import/import-names.ts";

test("an automation is called like its file, unless a command is", () => {
  const files = ["ci.yml", "ci.yaml", "init.yml", "Build It.yml", "deploy.yml"];
  expect([...importNames(files, ["deploy"]).values()]).toEqual([
    "ci",
    "ci-2",
    "init-workflow",
    "Build-It",
    "deploy-workflow",
  ]);
});
