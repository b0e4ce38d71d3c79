import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

function packageJson(dependency: string): string {
  return JSON.stringify({
    type: "module",
    devDependencies: { [dependency]: "1", typescript: "6" },
  });
}

/** A stand-in that notes its arguments. */
const formatter = '#!/bin/sh\necho "$0 $*" >formatted\n';

describe("the formatter of a project", () => {
  test.each([
    ["prettier", "prettier", "prettier --write recompose.ts tsconfig.json"],
    ["@biomejs/biome", "biome", "biome format --write recompose.ts tsconfig.json"],
    ["oxfmt", "oxfmt", "oxfmt recompose.ts tsconfig.json"],
    ["xo", "xo", "xo --fix recompose.ts"],
  ])("%s puts the new files in order, and no others", async (name, program, command) => {
    const project = new Project({
      "package.json": packageJson(name),
      [`node_modules/.bin/${program}`]: formatter,
    });
    const { stdout } = await project.recompose(["init"]);
    expect(project.read("formatted").trim().split("/").at(-1)).toBe(command);
    expect(stdout).toContain(`Formatted as the project's other files, by ${program}.`);
  });

  test.each([
    ["is not installed yet", {}],
    ["fails", { "node_modules/.bin/prettier": "#!/bin/sh\nexit 2\n" }],
  ])("that %s is named with what to type", async (_what, files) => {
    const project = new Project({ "package.json": packageJson("prettier"), ...files });
    const { stdout, exitCode } = await project.recompose(["init"]);
    expect(stdout).toContain(
      "The project has prettier: npx prettier --write recompose.ts tsconfig.json gives the new files its form.",
    );
    expect(exitCode).toBe(0);
  });

  test("has nothing to do where nothing of its kind is new", async () => {
    const project = new Project({
      "package.json": packageJson("prettier"),
      "recompose.ts": "",
      "tsconfig.json": '{"compilerOptions":{"noEmit":true}}',
      "node_modules/.bin/prettier": formatter,
    });
    await project.recompose(["init"]);
    expect(() => project.read("formatted")).toThrow("ENOENT");
  });
});
