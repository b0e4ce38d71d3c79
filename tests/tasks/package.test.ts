import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Project } from "../support/project.ts";

interface Package {
  readonly homepage: string;
  readonly bugs: string;
  readonly repository: { readonly url: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly publishConfig: object;
}

const own = JSON.parse(readFileSync("package.json", "utf8")) as Package;

test("npm pack in a fresh checkout builds what it packs, and prints its JSON alone", () => {
  const { scripts, files } = own;
  const project = new Project({
    "package.json": JSON.stringify({ name: "x", version: "1.0.0", scripts, files }),
    run: '#!/bin/sh\necho "building $*"\nmkdir -p dist && echo "$*" >dist/made',
  });
  chmodSync(`${project.folder}/run`, 0o755);
  const options = { cwd: project.folder, encoding: "utf8", stdio: "pipe" } as const;
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json"], options);
  const [packed] = Object.values(JSON.parse(printed) as Record<string, { files: object[] }>);
  expect(packed?.files).toContainEqual(expect.objectContaining({ path: "dist/made" }));
  expect(project.read("dist/made")).toBe("dist\n");
});

// npm completes relative links of a README by the field `repository`: https://docs.npmjs.com/about-package-readme-files
test("homepage, bugs and repository are of one place", () => {
  const page = own.repository.url.replace(/^git\+(.*)\.git$/, "$1");
  expect(own).toMatchObject({ homepage: `${page}#readme`, bugs: `${page}/issues` });
});

// npm then publishes from a workflow only, and shows of which commit: https://docs.npmjs.com/generating-provenance-statements
test("a release has its provenance", () => {
  expect(own.publishConfig).toMatchObject({ access: "public", provenance: true });
});

// npm adds package.json, README and LICENSE by itself: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#files
test("the package has dist/, the schemas, the changelog and the licence, and nothing else of the project", () => {
  const { files } = own;
  const text = "x";
  const project = new Project({
    "package.json": JSON.stringify({ name: "x", version: "1.0.0", files }),
    ...Object.fromEntries(
      [
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "dist/cli.cjs",
        "dist/types/index.d.ts",
        "schemas/inspect.schema.json",
        "src/index.ts",
        "tests/a.test.ts",
        "tasks/ci.ts",
        "docs/write/tasks.md",
        "examples/seed/recompose.ts",
        "recompose.ts",
        "run",
        ".env",
        ".changeset/a.md",
        ".github/workflows/ci.yml",
        ".recompose/runs/1/run.json",
      ].map((file) => [file, text]),
    ),
  });
  const options = { cwd: project.folder, encoding: "utf8", stdio: "pipe" } as const;
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json"], options);
  const [packed] = Object.values(
    JSON.parse(printed) as Record<string, { files: { path: string }[] }>,
  );
  expect(packed?.files.map((file) => file.path).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/cli.cjs",
    "dist/types/index.d.ts",
    "package.json",
    "schemas/inspect.schema.json",
  ]);
});

// npm compares the repository with the one that GitHub's token names: https://docs.npmjs.com/generating-provenance-statements
test("package.json says what the package is, whose, and where it comes from", () => {
  const repository = "https://github.com/recompose-ci/recompose";
  expect(own).toMatchObject({
    name: "recompose-ci",
    license: "MIT",
    repository: { type: "git", url: `git+${repository}.git` },
    bugs: `${repository}/issues`,
    bin: { recompose: "dist/cli.cjs" },
    engines: { node: ">=20.19" },
  });
  expect(readFileSync("LICENSE", "utf8")).toMatch(/^MIT License\n/);
  expect(own).not.toHaveProperty("private");
});
