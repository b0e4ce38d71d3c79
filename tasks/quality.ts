import { resolve } from "node:path";
import { run, step, task } from "recompose-ci";

export const lint = task({
  name: "lint",
  description: "Find mistakes, dead code and out-of-date workflows",
  async run() {
    await step("oxlint", () => run("npx", "oxlint"));
    await step("knip", () => run("npx", "knip"));
    await step("workflows", async () => {
      for (const folder of [".", "examples/seed"]) {
        await run(resolve("run"), "generate-gha", "--check", { cwd: folder });
      }
    });
  },
});

export const format = task({
  name: "format",
  description: "Format all files",
  async run() {
    await run("npx", "oxfmt", ".");
  },
});

export const formatCheck = task({
  name: "format_check",
  description: "Check that all files are formatted",
  async run() {
    await run("npx", "oxfmt", "--check", ".");
  },
});

const typecheckProject = task({
  name: "project",
  async run() {
    await run("npx", "tsc");
  },
});

const typecheckPureLayers = task({
  name: "pure_layers",
  async run() {
    await run("npx", "tsc", "-p", "tsconfig.pure.json");
  },
});

const typecheckDeclarations = task({
  name: "declarations",
  async run() {
    await run(
      "npx",
      "tsc",
      "-p",
      "tsconfig.build.json",
      "--emitDeclarationOnly",
      "false",
      "--noEmit",
    );
  },
});

const typecheckPage = task({
  name: "page",
  async run() {
    await run("npx", "tsc", "-p", "src/reporters/report/page");
  },
});

export const typecheck = task({
  name: "typecheck",
  description:
    "Check the types of all code, and that the pure layers and the page of a run reach nothing of Node",
  async run() {
    const results = await Promise.all([
      typecheckProject(),
      typecheckPureLayers(),
      typecheckDeclarations(),
      typecheckPage(),
    ]);
    for (const result of results) result.unwrap();
  },
});
