/** A project that has TypeScript and nothing else can use the declarations of the package. */
import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { Project } from "../support/project.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const tsc = path.join(repository, "node_modules/.bin/tsc");

test("the public declarations compile without the types of Node", async () => {
  const compilerOptions = { strict: true, noEmit: true, module: "nodenext", target: "es2022" };
  const project = new Project({
    // Without `skipLibCheck`, the compiler also reads what the declarations import.
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...compilerOptions, types: [] },
      files: ["types/index.d.ts"],
    }),
  });
  const types = path.join(project.folder, "types");
  await execa(tsc, ["-p", "tsconfig.build.json", "--outDir", types], { cwd: repository });
  const { stdout } = await execa(tsc, [], { cwd: project.folder, reject: false });
  expect(stdout).toBe("");
});
