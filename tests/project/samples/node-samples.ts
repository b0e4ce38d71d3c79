import type { Files } from "../project-files.ts";
import type { Sample } from "./sample.ts";

const code: Files = {
  ".gitignore": "node_modules\ndist\n",
  "tsconfig.json": `${JSON.stringify({
    compilerOptions: {
      strict: true,
      module: "nodenext",
      outDir: "dist",
      types: [],
      skipLibCheck: true,
    },
    include: ["src"],
  })}\n`,
  "src/add.ts": "export const add = (left: number, right: number): number => left + right;\n",
};

const ownTest: Files = {
  "test/add.test.mjs": `import assert from "node:assert";
import { test } from "node:test";

test("adds", () => {
  assert.equal(1 + 2, 3);
});
`,
};

function manifest(content: object): string {
  const own = { name: "adder", version: "1.0.0", private: true, type: "module", ...content };
  return `${JSON.stringify(own, undefined, 2)}\n`;
}

const scripts = { test: "node --test test", build: "tsc --project tsconfig.json --noCheck" };
const devDependencies = { typescript: "5.9.3" };

export const nodeSamples: readonly Sample[] = [
  {
    name: "npm",
    programs: ["npm"],
    prepare: [["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"]],
    files: {
      ...code,
      "package.json": manifest({
        engines: { node: ">=20" },
        scripts: {
          "test:eslint": "oxlint src",
          "format:check": "prettier --check src",
          format: "prettier --write src",
          types: "tsc --noEmit",
          unit: "vitest",
          test: "npm run test:eslint && npm run types && npm run unit",
          dev: "vitest --watch",
        },
        devDependencies: {
          ...devDependencies,
          oxlint: "1.94.0",
          prettier: "3.6.2",
          vitest: "3.2.4",
        },
      }),
      "src/add.test.ts": `import { expect, test } from "vitest";
import { add } from "./add.js";

test("adds", () => {
  expect(add(1, 2)).toBe(3);
});
`,
    },
    checks: {
      test_eslint: "npm run test:eslint",
      format_check: "npm run format:check",
      types: "npm run types",
      unit: "npm run unit -- --run",
    },
  },
  {
    name: "pnpm, with a workspace",
    programs: ["pnpm"],
    prepare: [["pnpm", "install", "--lockfile-only"]],
    files: {
      ...code,
      "package.json": manifest({ devDependencies }),
      "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
      "packages/one/package.json": manifest({ name: "one", scripts: { test: "node --eval 1" } }),
      "packages/two/package.json": manifest({ name: "two", scripts: { build: "node --eval 2" } }),
    },
    checks: {
      typecheck: "pnpm exec tsc --noEmit",
      test: "pnpm -r run test",
      build: "pnpm -r run build",
    },
  },
  {
    name: "npm, with a workspace",
    programs: ["npm"],
    prepare: [["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"]],
    files: {
      "package.json": manifest({ workspaces: ["packages/*"] }),
      "packages/one/package.json": manifest({ name: "one", scripts: { test: "node --eval 1" } }),
      "packages/two/package.json": manifest({ name: "two", scripts: { build: "node --eval 2" } }),
    },
    checks: {
      test: "npm run test --workspaces --if-present",
      build: "npm run build --workspaces --if-present",
    },
  },
  {
    name: "Yarn 1",
    programs: ["yarn"],
    prepare: [["yarn", "install", "--ignore-scripts"]],
    files: {
      ...code,
      ...ownTest,
      "package.json": manifest({
        packageManager: "yarn@1.22.22",
        scripts: { test: scripts.test },
        devDependencies,
      }),
    },
    checks: { typecheck: "yarn run tsc --noEmit", test: "yarn run test" },
  },
  {
    name: "Yarn with Plug'n'Play",
    programs: ["modern-yarn"],
    prepare: [["yarn", "install", "--no-immutable"]],
    files: {
      ...code,
      ...ownTest,
      ".yarnrc.yml": "nodeLinker: pnp\n",
      "package.json": manifest({ scripts: { test: scripts.test }, devDependencies }),
    },
    checks: { typecheck: "yarn run tsc --noEmit", test: "yarn run test" },
  },
  {
    name: "Yarn with node_modules and a workspace",
    programs: ["modern-yarn"],
    prepare: [["yarn", "install", "--no-immutable"]],
    files: {
      ".yarnrc.yml": "nodeLinker: node-modules\n",
      "package.json": manifest({ workspaces: ["packages/*"] }),
      "packages/one/package.json": manifest({ name: "one", scripts: { test: "node --eval 1" } }),
      "packages/two/package.json": manifest({ name: "two", scripts: { build: "node --eval 2" } }),
    },
    checks: {
      test: "yarn workspaces foreach --all run test",
      build: "yarn workspaces foreach --all run build",
    },
  },
  {
    name: "Bun",
    programs: ["bun"],
    prepare: [["bun", "install"]],
    files: {
      ...code,
      ...ownTest,
      "package.json": manifest({ packageManager: "bun@1.3.0", scripts, devDependencies }),
    },
    checks: { test: "bun run test", build: "bun run build" },
  },
  {
    name: "Bun, with a workspace",
    programs: ["bun"],
    prepare: [["bun", "install"]],
    files: {
      "package.json": manifest({ packageManager: "bun@1.3.0", workspaces: ["packages/*"] }),
      "packages/one/package.json": manifest({ name: "one", scripts: { test: "node --eval 1" } }),
      "packages/two/package.json": manifest({ name: "two", scripts: { build: "node --eval 2" } }),
    },
    checks: { test: "bun run --filter * test", build: "bun run --filter * build" },
  },
];
