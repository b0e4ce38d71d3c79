import { describe, expect, test } from "vitest";
import { commandsOf, factsOf, type Files, partOf } from "../project-files.ts";

function packageJson(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

const scripts = { lint: "eslint .", test: "vitest", build: "tsc" };

function project(content: object, files: Files = {}): Files {
  return { "package.json": packageJson(content), ...files };
}

describe("a package of Node", () => {
  test("has its scripts, with what they are and where they were found", () => {
    const part = partOf(
      project({ scripts, engines: { node: ">=20" } }, { "package-lock.json": "{}" }),
    );
    expect(part).toEqual({
      folder: "",
      stack: "node",
      tool: "npm",
      version: { text: "24" },
      lockfile: "package-lock.json",
      install: ["npm", "ci", "--no-audit", "--no-fund"],
      notes: [],
      checks: [
        {
          kind: "lint",
          name: "lint",
          description: "Find mistakes in the code",
          command: ["npm", "run", "lint"],
          source: 'package.json, script "lint"',
        },
        {
          kind: "test",
          name: "test",
          description: "Run the tests",
          command: ["npm", "run", "test", "--", "--run"],
          source: 'package.json, script "test"',
        },
        {
          kind: "build",
          name: "build",
          description: "Build the project",
          command: ["npm", "run", "build"],
          source: 'package.json, script "build"',
        },
      ],
    });
  });

  test("tells several of a kind apart", () => {
    const { checks } = partOf(project({ scripts: { lint: "xo", "lint:css": "stylelint ." } }));
    expect(checks.map(({ name, description }) => [name, description])).toEqual([
      ["lint", "Find mistakes in the code: lint"],
      ["lint_css", "Find mistakes in the code: lint:css"],
    ]);
  });

  test.each([
    ["pnpm", { "pnpm-lock.yaml": "" }, "pnpm install --frozen-lockfile", "pnpm run test --run"],
    ["yarn", { "yarn.lock": "" }, "yarn install --frozen-lockfile", "yarn run test --run"],
    [
      "yarn",
      { "yarn.lock": "__metadata:\n  version: 8\n" },
      "yarn install --immutable",
      "yarn run test --run",
    ],
    ["bun", { "bun.lock": "{}" }, "bun install --frozen-lockfile", "bun run test --run"],
  ])("of %s is installed and run by it", (tool, files, install, command) => {
    const part = partOf(project({ scripts }, files));
    expect(part.tool).toBe(tool);
    expect(part.install?.join(" ")).toBe(install);
    expect(part.checks[1]?.command.join(" ")).toBe(command);
  });

  test("says which version of its package manager it wants", () => {
    expect(partOf(project({ packageManager: "pnpm@9.15.0" })).toolVersion).toBe("9.15.0");
  });

  test("without a lockfile in git is installed without one", () => {
    expect(partOf(project({ scripts })).install).toEqual(["npm", "install"]);
    const ignored = {
      "package-lock.json": "{}",
      ".gitignore": "node_modules\npackage-lock.json\n",
    };
    expect(partOf(project({ scripts }, ignored)).install).toEqual(["npm", "install"]);
  });

  test("with lockfiles of several package managers has a note", () => {
    const { tool, notes } = partOf(project({}, { "package-lock.json": "{}", "yarn.lock": "" }));
    expect(tool).toBe("yarn");
    expect(notes).toEqual([
      '"yarn.lock" and "package-lock.json" are there: yarn is used, and the others would install something else.',
    ]);
  });

  test("whose lockfile is another package manager's has a note", () => {
    const files = project({ packageManager: "pnpm@9.0.0" }, { "package-lock.json": "{}" });
    expect(partOf(files).notes).toEqual([
      "package.json names pnpm, and the lockfile that is there is package-lock.json.",
    ]);
  });

  test("that is broken has no checks, and a note", () => {
    const { checks, notes } = partOf({ "package.json": "{ scripts:" });
    expect(checks).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^package\.json cannot be read: .*JSON.*\.$/)]);
    expect(partOf({ "package.json": "[]" }).notes).toEqual([
      "package.json holds no names with values, so it was not read.",
    ]);
  });
});

describe("the version of Node", () => {
  test.each<[Files, unknown]>([
    [project({}, { ".nvmrc": "22\n" }), { file: ".nvmrc" }],
    [project({}, { ".node-version": "22\n" }), { file: ".node-version" }],
    [project({}, { ".tool-versions": "python 3.12\nnodejs 22.1.0\n" }), { file: ".tool-versions" }],
    [project({ volta: { node: "22.1.0" } }), { file: "package.json" }],
    [project({ engines: { node: "20.11.1" } }), { text: "20.11.1" }],
    [project({ engines: { node: "20" } }), { text: "20" }],
    [project({ engines: { node: "^18 || ^20" } }), { text: "20" }],
    [project({ engines: { node: ">=18 <21" } }), { text: "20" }],
    [project({ engines: { node: "^20.19.0" } }), { text: "20" }],
    [project({ engines: { node: ">=25" } }), { text: "26" }],
    [project({ devEngines: { runtime: { name: "node", version: "^22" } } }), { text: "22" }],
    [project({ engines: { node: "lts/*" } }), undefined],
    [project({}, { ".tool-versions": "python 3.12\n" }), undefined],
  ])("of case %#", (files, version) => {
    expect(partOf(files).version).toEqual(version);
  });
});

describe("what is configured and has no script", () => {
  const devDependencies = { eslint: "9", typescript: "5", prettier: "3", vitest: "3" };
  const files = {
    "eslint.config.mjs": "",
    "tsconfig.json": "{}",
    ".prettierrc": "{}",
    "vitest.config.ts": "",
  };

  test("is run by the package manager, from what is installed", () => {
    expect(commandsOf(project({ devDependencies }, files))).toEqual({
      lint: "npx --no-install eslint .",
      format_check: "npx --no-install prettier --check .",
      typecheck: "npx --no-install tsc --noEmit",
      test: "npx --no-install vitest run",
    });
    expect(
      commandsOf(project({ devDependencies }, { ...files, "pnpm-lock.yaml": "" })),
    ).toMatchObject({ typecheck: "pnpm exec tsc --noEmit" });
  });

  test("is left alone where a script does it, or the package does not have the tool", () => {
    const own = { lint: "eslint src", build: "tsc", test: "node --test", pretty: "prettier -c ." };
    expect(Object.keys(commandsOf(project({ devDependencies, scripts: own }, files)))).toEqual([
      "lint",
      "pretty",
      "test",
      "build",
    ]);
    expect(commandsOf(project({}, files))).toEqual({});
  });

  test("a tsconfig of references only is built to be checked", () => {
    const solution = '{ "files": [], "references": [{ "path": "./app" }] }';
    expect(commandsOf(project({ devDependencies }, { "tsconfig.json": solution }))).toEqual({
      typecheck: "npx --no-install tsc --build --noEmit",
    });
  });
});

describe("a workspace", () => {
  const members = {
    "packages/a/package.json": packageJson({ scripts: { test: "ava", lint: "xo", dev: "vite" } }),
    "packages/b/package.json": packageJson({ scripts: { test: "node --test" } }),
  };

  test("is run by the scripts of its root, and its members are no parts", () => {
    const files = project(
      { workspaces: ["packages/*"], scripts: { test: "node all.js" } },
      members,
    );
    expect(commandsOf(files)).toEqual({
      lint: "npm run lint --workspaces --if-present",
      test: "npm run test",
    });
  });

  test.each<[string, object, Files, string | undefined]>([
    ["pnpm", {}, { "pnpm-workspace.yaml": "packages: ['packages/*']\n" }, "pnpm -r run lint"],
    ["Yarn 1", {}, { "yarn.lock": "" }, undefined],
    [
      "a newer Yarn",
      {},
      { "yarn.lock": "", ".yarnrc.yml": "" },
      "yarn workspaces foreach --all run lint",
    ],
    ["Bun", {}, { "bun.lock": "" }, "bun run --filter * lint"],
    [
      "Turborepo",
      { devDependencies: { turbo: "2" } },
      { "turbo.json": '{ "tasks": { "lint": {} } }' },
      "npx --no-install turbo run lint",
    ],
    [
      "Nx",
      { devDependencies: { nx: "20" } },
      { "nx.json": "{}" },
      "npx --no-install nx run-many --target=lint",
    ],
  ])("of %s runs the scripts of its members", (_name, content, files, lint) => {
    const commands = commandsOf(
      project({ workspaces: ["packages/*"], ...content }, { ...members, ...files }),
    );
    expect(commands["lint"]).toBe(lint);
    expect(commands).toHaveProperty("test");
  });

  test("does not run a script that a member watches with", () => {
    const files = {
      ...members,
      "packages/c/package.json": packageJson({ scripts: { test: "jest --watch" } }),
    };
    expect(Object.keys(commandsOf(project({ workspaces: ["packages/*"] }, files)))).toEqual([
      "lint",
    ]);
  });
});

test("packages beside each other are parts, each with its folder in the names", () => {
  const { parts, notes } = factsOf({
    "web/package.json": packageJson({ scripts: { test: "vitest run" } }),
    "services/api/package.json": packageJson({ scripts: { test: "ava" } }),
    "docs/package.json": "{",
    "examples/one/package.json": packageJson({ scripts: { test: "ava" } }),
    "node_modules/ava/package.json": packageJson({ scripts: { test: "ava" } }),
  });
  expect(parts.map(({ folder, checks }) => [folder, checks.map(({ name }) => name)])).toEqual([
    ["web", ["web_test"]],
    ["services/api", ["services_api_test"]],
  ]);
  expect(notes).toEqual([expect.stringMatching(/^docs\/package\.json cannot be read/)]);
});

test("stacks of one folder are parts of it, with names of their own", () => {
  const { parts } = factsOf({
    ...project({ scripts: { test: "ava" } }),
    "go.mod": "module example.com/tool\n",
  });
  expect(parts.map(({ stack, checks }) => [stack, checks.map(({ name }) => name)])).toEqual([
    ["node", ["test"]],
    ["go", ["vet", "format_check", "go_test", "build"]],
  ]);
});

test("a package.json for a tool of another project is no part", () => {
  const { parts } = factsOf({
    ...project({ devDependencies: { "recompose-ci": "1" } }),
    "go.mod": "module example.com/tool\n",
  });
  expect(parts.map(({ stack }) => stack)).toEqual(["go"]);
});
