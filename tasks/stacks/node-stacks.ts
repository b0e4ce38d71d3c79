/** Projects of Node, one for each way to install. */
import type { Stack } from "./stack.ts";

const sum = "export const sum = (a: number, b: number): number => a + b;\n";

const sumTest = `import assert from "node:assert";
import { test } from "node:test";

test("1 and 2 are 3", () => assert.equal(1 + 2, 3));
`;

const failingTest = `import { test } from "node:test";

test("is red", () => {
  throw new Error("as it should be");
});
`;

const compilerOptions = {
  module: "nodenext",
  target: "es2022",
  strict: true,
  types: [],
  outDir: "dist",
  rootDir: "src",
};

const scripts = { typecheck: "tsc --noEmit", test: "node --test", build: "tsc" };

export const npmLibrary: Stack = {
  name: "npm",
  files: {
    "package.json": json({
      name: "sum",
      version: "1.0.0",
      type: "module",
      scripts,
      devDependencies: { typescript: "^7.0.2" },
    }),
    "tsconfig.json": json({ compilerOptions, include: ["src"] }),
    "src/sum.ts": sum,
    "test/sum.test.js": sumTest,
    ".gitignore": "node_modules\ndist\n",
  },
  prepare: "npm install --package-lock-only --silent",
  shown: "cat package.json",
  needs: ["npm"],
  install: "npm install",
  entryPoint: "./run",
  mistake: { file: "test/red.test.js", text: failingTest, job: "test" },
  isDocumented: true,
};

export const pnpmMonorepo: Stack = {
  name: "pnpm",
  files: {
    "package.json": json({
      name: "all",
      private: true,
      type: "module",
      packageManager: "pnpm@12.21.0",
      scripts: { test: "pnpm -r test", build: "pnpm -r build" },
      devDependencies: { typescript: "^7.0.2" },
    }),
    // See https://pnpm.io/settings#pmonfail: it would ask for builds of itself for all systems.
    "pnpm-workspace.yaml": "packages:\n  - packages/*\npmOnFail: ignore\n",
    "packages/sum/package.json": json({
      name: "sum",
      version: "1.0.0",
      type: "module",
      scripts: { test: "node --test", build: "tsc" },
    }),
    "packages/sum/tsconfig.json": json({ compilerOptions, include: ["src"] }),
    "packages/sum/src/sum.ts": sum,
    "packages/sum/test/sum.test.js": sumTest,
    ".gitignore": "node_modules\ndist\n",
  },
  prepare: "pnpm install --lockfile-only --silent",
  shown: "cat package.json pnpm-workspace.yaml",
  needs: [],
  packages: ["pnpm@12.21.0"],
  install: "pnpm install",
  entryPoint: "./run",
  mistake: { file: "packages/sum/test/red.test.js", text: failingTest, job: "test" },
  isDocumented: true,
};

export const yarnPlugAndPlay: Stack = {
  name: "yarn",
  files: {
    "package.json": json({
      name: "sum",
      version: "1.0.0",
      type: "module",
      packageManager: "yarn@4.18.1",
      scripts,
      devDependencies: { typescript: "^6.0.3" },
    }),
    ".yarnrc.yml": "nodeLinker: pnp\nenableTelemetry: false\n",
    "yarn.lock": "",
    "tsconfig.json": json({ compilerOptions, include: ["src"] }),
    "src/sum.ts": sum,
    "test/sum.test.js": sumTest,
    ".gitignore": ".yarn\n.pnp.*\ndist\n",
  },
  prepare: "yarn install",
  shown: "cat package.json",
  needs: [],
  packages: ["@yarnpkg/cli-dist@4.18.1"],
  install: "yarn install",
  entryPoint: "./run",
  mistake: { file: "test/red.test.js", text: failingTest, job: "test" },
  isDocumented: false,
};

function json(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
