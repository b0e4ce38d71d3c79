import { execFileSync } from "node:child_process";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { describe, expect, inject, test } from "vitest";
import { Project } from "../../support/project.ts";

/** A stand-in for an installer: notes its arguments, and "installs" the command line of this repository. */
function installer(name: string, version = "4.18.1"): string {
  return `#!/bin/sh
[ "$1" != --version ] || { echo ${version}; exit; }
echo "${name} $*" >>installs
[ -z "$SLOW" ] || sleep 1
[ -z "$FAIL" ] || { echo "no network" >&2; exit 1; }
mkdir -p node_modules/recompose-ci
[ -e node_modules/recompose-ci/dist ] || ln -s ${path.dirname(inject("recomposeCli"))} node_modules/recompose-ci/dist
`;
}

async function initialised(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const project = new Project({ ...files, "bin/npm": installer("npm") });
  expect((await project.recompose(["init"])).exitCode).toBe(0);
  return project;
}

/** What init wrote where package.json is there and says of no ES modules. */
function appOf(project: Project): string {
  return project.read("recompose.mts");
}

/** `./run ...args` with the stand-ins first on the PATH. */
async function start(
  project: Project,
  args: readonly string[],
  options: {
    readonly script?: string;
    readonly cwd?: string;
    readonly fail?: boolean;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
) {
  const { stdout, stderr, exitCode } = await execa(options.script ?? "./run", args, {
    cwd: options.cwd ?? project.folder,
    env: {
      PATH: `${project.folder}/bin:${path.dirname(process.execPath)}:${process.env["PATH"]}`,
      ...options.env,
      ...(options.fail === true ? { FAIL: "1" } : {}),
    },
    reject: false,
  });
  return { stdout, stderr, exitCode };
}

describe("init", () => {
  test("shows what it writes into an empty folder, writes it, and says what to type next", async () => {
    const project = new Project({});
    const { stdout, stderr } = await project.recompose(["init"]);
    expect(stderr).toBe("");
    expect(`${stdout}\n`).toBe(`  + recompose.ts   the tasks, and the automation "ci"
  + run            installs what is missing, and starts recompose
  + package.json   with @types/node, recompose-ci, typescript
  + tsconfig.json  for editors and tsc, which check the types of the app
  + .gitignore     with node_modules and .recompose/

✓ Written.

Next, type:
  npm install && ./run ci  installs recompose, and runs the workflow here
  ./run generate-gha       writes it for GitHub; commit what is written
  npx tsc                  checks the types of recompose.ts, as editors do
`);
    expect(statSync(path.join(project.folder, "run")).mode & 0o111).toBe(0o111);
    expect(project.read(".gitignore")).toBe("node_modules\n.recompose/\n");
    expect(JSON.parse(project.read("package.json"))).toMatchObject({
      private: true,
      devDependencies: { "recompose-ci": expect.stringMatching(/^\^\d/) },
    });
  });

  test.each([
    ["in an empty folder", {}, "recompose.ts"],
    ["where npm init was", { "package.json": `{"name":"x","type":"commonjs"}` }, "recompose.mts"],
    ["where package.json says no type", { "package.json": `{"name":"x"}` }, "recompose.mts"],
    ["in an ES module", { "package.json": `{"name":"x","type":"module"}` }, "recompose.ts"],
  ])(
    "writes an app that type-checks, also with verbatimModuleSyntax, runs and generates: %s",
    async (_where, files, name) => {
      const project = await initialised(files);
      expect(existsSync(path.join(project.folder, name))).toBe(true);
      project.write({
        "tsconfig.json": JSON.stringify({
          extends: path.resolve("tsconfig.json"),
          compilerOptions: {
            verbatimModuleSyntax: true,
            typeRoots: [path.resolve("node_modules/@types")],
            paths: { "recompose-ci": [path.resolve("src/index.ts")] },
          },
          include: ["recompose.*"],
        }),
      });
      const types = await execa(path.resolve("node_modules/.bin/tsc"), ["-p", project.folder], {
        reject: false,
      });
      expect(types.stdout).toBe("");
      expect((await start(project, ["greet", "--name=you"])).stdout).toContain("Hello, you!");
      expect((await start(project, ["ci"])).exitCode).toBe(0);
      await start(project, ["generate-gha"]);
      expect(project.read(".github/workflows/ci.yml")).toContain("run: ./run greet");
    },
  );
});

// Where a project checks the format of its files, what init and generate-gha add does not fail it.
test.each([
  ["an empty folder", {}],
  [
    "a project with scripts and a manager of a long name",
    {
      "package.json": `{\n  "type": "module",\n  "packageManager": "yarn@4.18.1",\n  "scripts": { "lint": "x", "typecheck": "x", "test": "x", "build": "x" }\n}\n`,
    },
  ],
])("what init and generate-gha write into %s has Prettier's format", async (_where, files) => {
  const project = await initialised(files);
  await project.recompose(["generate-gha"]);
  project.write({ ".oxfmtrc.json": '{ "printWidth": 80 }\n' });
  const oxfmt = path.resolve("node_modules/.bin/oxfmt");
  const written = ["recompose.ts", ".github/workflows/ci.yml"];
  const { stdout } = await execa(oxfmt, ["--check", ...written], {
    cwd: project.folder,
    reject: false,
  });
  expect(stdout).toContain("All matched files use the correct format.");
});

describe("init in a project", () => {
  test("makes tasks of the scripts that package.json has, run by its package manager", async () => {
    const scripts = { test: "vitest", start: "node .", lint: "oxlint" };
    const project = await initialised({
      "package.json": JSON.stringify({ scripts }),
      "pnpm-lock.yaml": "",
    });
    const app = appOf(project);
    expect(app).toContain('run: () => run("pnpm", "run", "lint"),');
    expect(app).toContain('    setupNode("24", { cache: "pnpm" }),\n');
    expect(app).toContain("commands: [lint, test],");
    expect(app).not.toContain("start");
  });

  test.each([
    [
      { packageManager: "pnpm@12.21.0+sha512.x" },
      'setupPnpm(), setupNode("24", { cache: "pnpm" })',
    ],
    [
      { devEngines: { packageManager: { name: "pnpm", version: "^12" } } },
      'setupPnpm({ version: "^12" })',
    ],
    [{ packageManager: "yarn@4.18.1" }, 'setupYarn(), setupNode("24", { cache: "yarn" })'],
    // The runners have it.
    [{ packageManager: "yarn@1.22.22" }, '[checkout(), setupNode("24", { cache: "yarn" })]'],
    [
      { devEngines: { packageManager: { name: "yarn", version: "^4.18" } } },
      'shell("npm install --global @yarnpkg/cli-dist@^4.18")',
    ],
    [
      { devEngines: { packageManager: [{ name: "vlt" }, { name: "bun", version: ">=1 <3" }] } },
      "setupBun()",
    ],
    [{ packageManager: "bun@1.4.5" }, 'setupBun("1.4.5")'],
  ])("gives a job the package manager of %o", async (named, setup) => {
    const packageJson = JSON.stringify({ ...named, scripts: { lint: "x" } });
    const project = await initialised({ "package.json": packageJson });
    expect(appOf(project)).toContain(setup);
  });

  test("does not take the script that npm init writes for a test", async () => {
    const scripts = { test: 'echo "Error: no test specified" && exit 1' };
    const project = await initialised({ "package.json": JSON.stringify({ scripts }) });
    expect(appOf(project)).toContain("commands: [greet],");
  });

  test("adds the dependency in its place, and keeps the indentation and line ends", async () => {
    const text = [
      "{",
      '\t"name": "x",',
      '\t"devDependencies": {',
      '\t\t"a": "1",',
      '\t\t"typescript": "6"',
      "\t}",
      "}",
    ].join("\r\n");
    const project = await initialised({ "package.json": text });
    const written = project.read("package.json");
    expect(written.replace(/"\^\d[^"]*"/, '"V"')).toBe(
      text.replace('"a": "1",', '"a": "1",\r\n\t\t"recompose-ci": "V",'),
    );
  });

  test("writes whole files: a package.json stays where its link leads, and its mode stays", async () => {
    const project = new Project({ "shared/package.json": "{}" });
    const at = (name: string): string => path.join(project.folder, name);
    chmodSync(at("shared/package.json"), 0o600);
    linkSync(at("shared/package.json"), at("shared/before.json"));
    symlinkSync("shared/package.json", at("package.json"));
    expect((await project.recompose(["init"])).exitCode).toBe(0);
    expect(lstatSync(at("package.json")).isSymbolicLink()).toBe(true);
    expect(statSync(at("package.json")).mode & 0o777).toBe(0o600);
    expect(project.read("shared/package.json")).toContain("recompose-ci");
    // Another file took its place: what was there is never half written.
    expect(project.read("shared/before.json")).toBe("{}");
    expect(readdirSync(at("shared")).sort()).toEqual(["before.json", "package.json"]);
  });

  test("leaves alone and reports what exists", async () => {
    const files = {
      "recompose.mts": "export default 1;\n",
      run: "#!/bin/sh\necho mine\n",
      "package.json": '{"dependencies":{"recompose-ci":"1","typescript":"6"}}',
      "tsconfig.json": '{ /* all */ "compilerOptions": { "noEmit": true, }, }',
      ".gitignore": "/node_modules/\n.recompose\n",
    };
    const project = new Project(files);
    const { stdout } = await project.recompose(["init"]);
    expect(`${stdout}\n`).toBe(`  – recompose.mts  exists and stays as it is
  – run            exists and stays as it is
  – package.json   stays as it is: it has recompose-ci
  – tsconfig.json  stays as it is: it takes the app in
  – .gitignore     stays as it is: it has node_modules and .recompose/
  ! run is not recompose's: it has to end in a call of recompose, or app() needs another "entryPoint".

Nothing is missing.
`);
    for (const [name, content] of Object.entries(files)) expect(project.read(name)).toBe(content);
  });

  test("adds to a .gitignore that lacks its last line end", async () => {
    const project = await initialised({ ".gitignore": "dist" });
    expect(project.read(".gitignore")).toBe("dist\nnode_modules\n.recompose/\n");
  });

  test("writes nothing where package.json cannot be read", async () => {
    const project = new Project({ "package.json": "{" });
    const { stderr, exitCode } = await project.recompose(["init"]);
    expect(stderr).toMatch(/^error: .*package\.json is not valid JSON: .*Nothing was written\.$/);
    expect(exitCode).toBe(2);
    expect(() => project.read("recompose.ts")).toThrow("ENOENT");
  });

  test("names the default branch, and the folder below the repository's root", async () => {
    const project = new Project({ "packages/tool/x": "" });
    spawnSync("git", ["init", "--quiet", "--initial-branch=trunk"], { cwd: project.folder });
    await project.recompose(["init"], { cwd: "packages/tool" });
    const app = project.read("packages/tool/recompose.ts");
    expect(app).toContain('onPush({ branches: ["trunk"] })');
    expect(app).toContain('workingDirectory: "packages/tool",');
  });
});

test("init takes main for the default branch, whatever branch is worked on", async () => {
  const project = new Project({});
  const git = (...args: string[]): void => {
    const identity = ["-c", "user.name=x", "-c", "user.email=x@x.invalid"];
    spawnSync("git", [...identity, ...args], { cwd: project.folder });
  };
  git("init", "--quiet", "--initial-branch=main");
  git("commit", "--quiet", "--allow-empty", "--message=x");
  git("checkout", "--quiet", "-b", "topic");
  await project.recompose(["init"]);
  expect(project.read("recompose.ts")).toContain('onPush({ branches: ["main"] })');
});

describe("init in a member of a workspace", () => {
  const workspaces: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    [
      "npm",
      { "package.json": `{"workspaces":["packages/*"]}`, "package-lock.json": "" },
      "npm ci --no-audit --no-fund",
    ],
    ["npm", { "package.json": `{"workspaces":{"packages":["./packages/**"]}}` }, "npm install"],
    [
      "pnpm",
      { "pnpm-workspace.yaml": "packages: ['{apps,packages}/*']", "pnpm-lock.yaml": "" },
      "pnpm install --frozen-lockfile",
    ],
    ["pnpm", { "pnpm-workspace.yaml": "packages: ['packages/?ool']" }, "pnpm install"],
    [
      "yarn",
      {
        "package.json": `{"workspaces":["packages/*"],"packageManager":"yarn@4.18.1"}`,
        "yarn.lock": "",
      },
      "yarn install --immutable",
    ],
  ];
  test.each(workspaces)(
    "%s installs at the root of %j, and nothing else does",
    async (name, files, command) => {
      const project = new Project({
        ...files,
        ".git/HEAD": "",
        "packages/tool/package.json": "{}",
        [`bin/${name}`]: `${installer(name)}mkdir -p .yarn\n`,
      });
      await project.recompose(["init"], { cwd: "packages/tool" });
      const cwd = path.join(project.folder, "packages/tool");
      expect((await start(project, ["greet"], { cwd })).stdout).toContain("Hello, world!");
      expect(await start(project, ["greet"], { cwd })).toMatchObject({ stderr: "", exitCode: 0 });
      expect(project.read("installs")).toBe(`${command}\n`);
      expect(existsSync(path.join(cwd, "node_modules"))).toBe(false);
    },
  );

  test.each([
    ["is no member", { "package.json": `{"workspaces":["packages/*","!packages/tool"]}` }],
    [
      "has a lockfile of its own",
      { "package.json": `{"workspaces":["packages/*"]}`, "packages/tool/package-lock.json": "" },
    ],
  ])("a folder that %s installs by itself", async (_what, files) => {
    const project = new Project({ ...files, ".git/HEAD": "", "bin/npm": installer("npm") });
    project.write({ "packages/tool/package.json": "{}" });
    await project.recompose(["init"], { cwd: "packages/tool" });
    expect(project.read("packages/tool/run")).toContain("\ntop=$root\n");
  });
});

describe("the package manager of a project is", () => {
  test.each([
    [
      "the one that package.json names, whatever lockfile is there",
      { "package.json": `{"packageManager":"pnpm@11.28.11+sha512.x"}`, "package-lock.json": "" },
      "npx --yes pnpm@11.28.11",
    ],
    [
      "the one that devEngines names",
      { "package.json": `{"devEngines":{"packageManager":{"name":"bun"}}}` },
      "bun install",
    ],
    [
      "that of the repository, for a folder in it",
      { "../yarn.lock": "", "../.git/HEAD": "" },
      "npx --yes yarn",
    ],
    [
      "Yarn as it is now, where its lockfile says so",
      { "yarn.lock": "\n__metadata:\n  version: 8\n" },
      "npx --yes --package=@yarnpkg/cli-dist yarn",
    ],
  ])("%s", async (_what, files, expected) => {
    const below = Object.entries(files).map(
      ([name, text]) => [path.join("tool", name), text] as const,
    );
    const project = new Project({ "tool/x": "", ...Object.fromEntries(below) });
    await project.recompose(["init"], { cwd: "tool" });
    expect(project.read("tool/run")).toContain(expected);
    expect(project.read("tool/run")).not.toContain("npm ci");
  });
});

describe(".recompose/ is ignored wherever Prettier starts, the app being", () => {
  test("below the root of a repository", async () => {
    const project = new Project({ ".gitignore": "node_modules\n", ".git/HEAD": "", "tool/x": "" });
    const { stdout } = await project.recompose(["init"], { cwd: "tool" });
    expect(stdout).toMatch(/~ \.\.\/\.gitignore +gets \.recompose\//);
    expect(project.read(".gitignore")).toBe("node_modules\n.recompose/\n");
    expect(project.read("tool/.gitignore")).toBe(".recompose/\n");
  });

  test("below one that has no .gitignore", async () => {
    const project = new Project({ ".git/HEAD": "", "tool/x": "" });
    await project.recompose(["init"], { cwd: "tool" });
    expect(project.read(".gitignore")).toBe(".recompose/\n");
    expect(project.read("tool/.gitignore")).toBe("node_modules\n.recompose/\n");
  });

  test("in a workspace that is itself in a folder", async () => {
    const project = new Project({
      ".git/HEAD": "",
      "web/package.json": `{"workspaces":["tool"]}`,
      "web/tool/package.json": "{}",
    });
    await project.recompose(["init"], { cwd: "web/tool" });
    expect(project.read(".gitignore")).toBe(".recompose/\n");
    for (const folder of ["web", "web/tool"]) {
      expect(project.read(`${folder}/.gitignore`)).toBe("node_modules\n.recompose/\n");
    }
    const { stdout } = await project.recompose(["doctor"], { cwd: "web/tool" });
    expect(stdout).toContain("✓ .recompose/, where runs are kept, is in .gitignore");
  });
});

describe("the run script", () => {
  test("installs once where two first runs come at once", async () => {
    const project = await initialised();
    const slow = { env: { SLOW: "1" } };
    const both = [start(project, ["greet"], slow), start(project, ["greet"], slow)];
    for (const { stdout } of await Promise.all(both)) expect(stdout).toContain("Hello, world!");
    expect(project.read("installs")).toBe("npm install\n");
    expect(existsSync(path.join(project.folder, ".recompose/install.lock"))).toBe(false);
  });

  test("does not wait for a run that was killed while it installed", async () => {
    const project = await initialised();
    const { pid } = spawnSync("true");
    project.write({ ".recompose/install.lock/pid": `${pid}\n` });
    expect((await start(project, ["greet"])).stdout).toContain("Hello, world!");
  });

  test("installs once", async () => {
    const project = await initialised();
    expect((await start(project, ["greet"])).stderr).toBe("Installing dependencies…");
    expect(await start(project, ["greet"])).toMatchObject({ stderr: "", exitCode: 0 });
    expect(project.read("installs")).toBe("npm install\n");
  });

  test("installs what the lockfile says, again when the lockfile is newer", async () => {
    const project = await initialised({ "package-lock.json": "{}" });
    await start(project, ["greet"]);
    const later = new Date(Date.now() + 60_000);
    utimesSync(path.join(project.folder, "package-lock.json"), later, later);
    await start(project, ["greet"]);
    expect(project.read("installs")).toBe(
      "npm ci --no-audit --no-fund\nnpm ci --no-audit --no-fund\n",
    );
  });

  // https://github.com/actions/runner-images/blob/main/images/ubuntu/Ubuntu2404-Readme.md#package-management
  test.each([
    ["1.22.22", "npx --yes --package=@yarnpkg/cli-dist@4.18.1 yarn install --immutable"],
    ["4.18.1", "yarn install --immutable"],
    ["10.0.0", "yarn install --immutable"],
  ])(
    "where Yarn is wanted that is newer than 1 and %s is there, installs by %s",
    async (there, by) => {
      const project = await initialised({
        "package.json": `{"packageManager":"yarn@4.18.1"}`,
        "yarn.lock": "",
        "bin/yarn": `${installer("yarn", there)}mkdir -p .yarn\n`,
        "bin/npx": `${installer("npx")}mkdir -p .yarn\n`,
      });
      expect((await start(project, ["greet"])).stdout).toContain("Hello, world!");
      expect(project.read("installs")).toBe(`${by}\n`);
    },
  );

  test("works from other folders, inside and outside, and through symbolic links", async () => {
    const project = await initialised();
    mkdirSync(path.join(project.folder, "deep/er"), { recursive: true });
    symlinkSync("../run", path.join(project.folder, "bin/first"));
    symlinkSync(path.join(project.folder, "bin/first"), path.join(project.folder, "deep/second"));
    const script = path.join(project.folder, "deep/second");
    for (const cwd of [path.join(project.folder, "deep/er"), "/"]) {
      const { stdout, exitCode } = await start(project, ["greet", "--name=a b"], { script, cwd });
      expect(stdout).toContain("Hello, a b!");
      expect(exitCode).toBe(0);
    }
  });

  test("says what failed and what to type when nothing can be installed", async () => {
    const project = await initialised();
    expect(await start(project, ["greet"], { fail: true })).toEqual({
      stdout: "",
      stderr:
        "Installing dependencies…\nno network\nrun: the dependencies could not be installed. Try: npm install",
      exitCode: 1,
    });
  });

  test("says what to add where recompose is not among the dependencies", async () => {
    const project = await initialised({ "pnpm-lock.yaml": "", "bin/pnpm": "#!/bin/sh\n" });
    expect(await start(project, ["greet"])).toEqual({
      stdout: "",
      stderr:
        "Installing dependencies…\nrun: recompose-ci is not among the dependencies. Try: pnpm add --save-dev recompose-ci",
      exitCode: 1,
    });
  });

  test.each([
    ["pnpm add --save-dev -w", "pnpm", { "pnpm-workspace.yaml": "packages: [a, b]" }],
    ["pnpm add --save-dev", "pnpm", { "pnpm-workspace.yaml": "nodeLinker: hoisted" }],
    // pnpm refuses -w there.
    [
      "pnpm add --save-dev",
      "pnpm",
      { "pnpm-lock.yaml": "", "package.json": '{"workspaces":["a"]}' },
    ],
    ["yarn add --dev -W", "yarn", { "yarn.lock": "", "package.json": '{"workspaces":["a"]}' }],
    [
      "yarn add --dev",
      "yarn",
      { "yarn.lock": "__metadata:\n", "package.json": '{"workspaces":["a"]}' },
    ],
  ])("in a workspace's root, says to type %s: %s %o", async (add, name, files) => {
    const project = await initialised({ ...files, [`bin/${name}`]: "#!/bin/sh\necho 4.18.1\n" });
    expect((await start(project, ["greet"])).stderr).toContain(`Try: ${add} recompose-ci`);
  });

  test.each([
    ["pnpm", "pnpm-lock.yaml", "pnpm install --frozen-lockfile"],
    ["yarn", "yarn.lock", "yarn install --frozen-lockfile"],
    ["bun", "bun.lock", "bun install --frozen-lockfile"],
    ["bun", "bun.lockb", "bun install --frozen-lockfile"],
  ])("installs with %s where there is a %s", async (name, lockfile, command) => {
    const project = await initialised({ [lockfile]: "", [`bin/${name}`]: installer(name) });
    expect((await start(project, ["greet"])).stdout).toContain("Hello, world!");
    expect(await start(project, ["greet"])).toMatchObject({ stderr: "" });
    expect(project.read("installs")).toBe(`${command}\n`);
  });
});

test("recompose and recompose --help without an app point to init", async () => {
  for (const args of [[], ["--help"]]) {
    const { stdout, exitCode } = await new Project({}).recompose(args);
    expect(stdout).toContain("recompose init writes one to start from.");
    expect(exitCode).toBe(0);
  }
});

test("a command without an app ends 2 and points to init", async () => {
  const { stderr, exitCode } = await new Project({}).recompose(["lint"]);
  expect(stderr).toMatch(
    /^error: there is no recompose\.ts in .* above it\.\n {2}→ recompose init$/,
  );
  expect(exitCode).toBe(2);
});

test("a Node that recompose does not run on is not what its jobs get", async () => {
  const project = new Project({
    ".git/HEAD": "ref: refs/heads/main\n",
    ".nvmrc": "v16\n",
    "package.json": JSON.stringify({ name: "x", type: "module", scripts: { test: "node a.js" } }),
  });
  const { stdout, exitCode } = await project.recompose(["init", "--yes"]);
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringContaining("The project asks for Node v16, on which recompose does not run"),
  ]);
  expect(project.read("recompose.ts")).toContain('setupNode("24"');
});

test.each([
  ["ci", { "go.mod": "module x\n", ci: "" }],
  ["package.json", { "package.json/x": "" }],
])("%s that is in the way ends init before it writes anything", async (name, files) => {
  const project = new Project({ ".git/HEAD": "ref: refs/heads/main\n", ...files });
  const { stderr, exitCode } = await project.recompose(["init", "--yes"]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${name} is `)]);
  expect(stderr).toContain("Nothing was written.");
});

test("a file that git ignores is told of: GitHub would not have it", async () => {
  const project = new Project({ ".gitignore": "run\n" });
  execFileSync("git", ["init", "--quiet"], { cwd: project.folder });
  const { stdout, exitCode } = await project.recompose(["init", "--yes"]);
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringContaining("! run is ignored by git, so it would not be committed"),
  ]);
  expect(stdout).not.toContain("recompose.ts is ignored");
});
