import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const manifest = '[package]\nname = "tool"\nversion = "0.1.0"\nedition = "2021"\n';

const bunManifest = '{"type":"module","packageManager":"bun@1.3.0","scripts":{"lint":"x"}}';

interface Started {
  readonly project: Project;
  /** What `recompose.ts` says. */
  readonly app: string;
  readonly stdout: string;
}

async function started(
  files: Readonly<Record<string, string>>,
  at: { readonly cwd?: string; readonly app?: string } = {},
): Promise<Started> {
  const { cwd = ".", app = "ci/recompose.ts" } = at;
  const project = new Project({ ".git/HEAD": "", ...files });
  const { stdout, stderr } = await project.recompose(["init", "--yes"], { cwd });
  expect(stderr).toBe("");
  const { stderr: problems, exitCode } = await project.recompose(["generate-gha"], { cwd });
  expect(problems).toBe("");
  expect(exitCode).toBe(0);
  return { project, stdout, app: project.read(`${cwd}/${app}`) };
}

/** The value of `setup` in app(), without blanks. */
function setupOf(app: string): string {
  const [, setup = ""] = /^ {2}setup: (\[[^]*?\]),\n {2}commands/m.exec(app) ?? [];
  return compact(setup);
}

function compact(code: string): string {
  return code.replaceAll(/\s+/g, "").replaceAll(/,(?=[\])}])/g, "");
}

const own = 'setupNode("24", { cache: "npm", cacheDependencyPath: "ci/package-lock.json", })';

describe("the setup of an app", () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "Rust",
      { "Cargo.toml": manifest },
      'setupRust({ components: ["clippy", "rustfmt"] }), cacheRust(),',
    ],
    [
      "Rust with a toolchain of its own",
      { "Cargo.toml": manifest, "rust-toolchain.toml": "" },
      'setupRust({ versionFile: "rust-toolchain.toml", components: ["clippy", "rustfmt"], }), cacheRust(),',
    ],
    [
      "Go",
      { "go.mod": "module x\n\ngo 1.25\n" },
      'setupGo({ versionFile: "go.mod" }, { cache: true }),',
    ],
    [
      "Go with dependencies",
      { "go.mod": "module x\n\ngo 1.25\n", "go.sum": "" },
      'setupGo( { versionFile: "go.mod" }, { cache: true, cacheDependencyPath: "go.sum" }, ),',
    ],
    [
      "Java with Maven",
      { "pom.xml": "<project><properties><java.version>21</java.version></properties></project>" },
      'setupJava("21", { cache: "maven" }),',
    ],
    [
      "Java with Gradle",
      { "build.gradle.kts": "java {}", gradlew: "#!/bin/sh\n" },
      'setupJava("21"), setupGradle({ cacheProvider: "basic" }),',
    ],
    [
      "Deno",
      { "deno.json": '{"tasks":{"test":"deno test"}}' },
      'setupDeno("2.x", { cache: true }),',
    ],
  ])("for %s", async (_stack, files, setup) => {
    const { app } = await started(files);
    expect(setupOf(app)).toBe(compact(`[checkout(), ${own}, ${setup}]`));
  });

  test("has paths from the root of the repository, also of an app below it", async () => {
    const files = { "lib/Cargo.toml": manifest, "lib/rust-toolchain.toml": "" };
    const { app, project } = await started(files, { cwd: "lib" });
    expect(app).toContain('cacheDependencyPath: "lib/ci/package-lock.json"');
    expect(app).toContain('versionFile: "lib/rust-toolchain.toml"');
    expect(app).toContain('cacheRust({ workspaces: "lib" })');
    expect(project.read(".github/workflows/ci.yml")).toContain("working-directory: lib\n");
  });

  test("has the Node that a package asks for, by the file that says it", async () => {
    const { app } = await started(
      { "package.json": '{"type":"module","scripts":{"lint":"x"}}', ".nvmrc": "22\n" },
      { app: "recompose.ts" },
    );
    expect(setupOf(app)).toBe('[checkout(),setupNode({versionFile:".nvmrc"},{cache:"npm"})]');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["npm", { ".npmrc": "package-lock=false\n" }, 'setupNode("24")'],
    [
      "npm, but for a lockfile that is there",
      { ".npmrc": "package-lock=false\n", "package-lock.json": "{}" },
      'setupNode("24", { cache: "npm" })',
    ],
    [
      "pnpm",
      { "pnpm-workspace.yaml": "lockfile: false\n" },
      'setupPnpm({ version: "latest" }), setupNode("24")',
    ],
    [
      "Yarn",
      { ".yarnrc": "--install.no-lockfile true\n", "yarn.lock": "", ".gitignore": "yarn.lock\n" },
      'setupNode("24")',
    ],
    [
      "Bun",
      { "bunfig.toml": "[install.lockfile]\nsave = false\n", "package.json": bunManifest },
      'setupBun("1.3.0"), setupNode("24")',
    ],
  ])("keeps nothing where %s writes no lockfile", async (_manager, files, setup) => {
    const manifest = '{"type":"module","scripts":{"lint":"x"}}';
    const { app } = await started({ "package.json": manifest, ...files }, { app: "recompose.ts" });
    expect(setupOf(app)).toBe(compact(`[checkout(), ${setup}]`));
  });

  test("keeps nothing where git ignores the lockfile: no file names the cache", async () => {
    const { app } = await started(
      {
        "package.json": '{"type":"module","scripts":{"lint":"x"}}',
        ".gitignore": "package-lock.json\n",
      },
      { app: "recompose.ts" },
    );
    expect(setupOf(app)).toBe('[checkout(),setupNode("24")]');
  });
});

describe("a project of several parts", () => {
  const files = {
    "go.mod": "module x\n\ngo 1.25\n",
    "web/package.json": '{"type":"module","scripts":{"test":"node --test","lint":"x"}}',
    "web/package-lock.json": "{}",
    "tool/Cargo.toml": manifest,
  };

  test("has a group of tasks for each, which run in its folder, and a setup of its own", async () => {
    const { app } = await started(files);
    expect(app).toContain("const goSetup = [...setup, setupGo(");
    expect(app).toMatch(/const toolSetup = \[\n {2}\.\.\.setup,\n[^]*workspaces: "tool"/);
    expect(app).toContain('run: () => run("go", "test", "./..."),');
    expect(app).toContain('run("npm", "run", "test", { cwd: "web" })');
    expect(app).toContain('run: () => run("cargo", "test", { cwd: "tool" }),');
    expect(app).toMatch(/group\("go", \[[^]*group\("tool\/", \[[^]*group\("web\/", \[/);
    expect(app).toContain('cacheDependencyPath: ["ci/package-lock.json", "web/package-lock.json"]');
  });

  test("gives a part of Node its package manager, where that is not recompose's own", async () => {
    const { app } = await started({
      "go.mod": "module x\n\ngo 1.25\n",
      "docs/package.json":
        '{"type":"module","packageManager":"pnpm@12.21.0","scripts":{"build":"x"}}',
      "docs/pnpm-lock.yaml": "",
      "docs/.nvmrc": "22\n",
    });
    expect(compact(app)).toContain(
      compact(`const docsSetup = [
        ...setup,
        setupPnpm({ packageJsonFile: "docs/package.json" }),
        setupNode(
          { versionFile: "docs/.nvmrc" },
          { cache: "pnpm", cacheDependencyPath: "docs/pnpm-lock.yaml" },
        ),
      ];`),
    );
    expect(compact(app)).toContain('job("docs",{setup:docsSetup,steps:[docsInstall,docsBuild]})');
  });

  test("installs what a part needs in the job that checks it, so that a fresh clone is enough", async () => {
    const { app, project } = await started(files);
    expect(app).toContain('name: "web_install",');
    expect(app).toContain("steps: [webInstall, webLint, webTest]");
    const workflow = project.read(".github/workflows/ci.yml");
    const [, job = ""] = /^ {2}web:\n([^]*?)(?=^ {2}\w|$(?![^]))/m.exec(workflow) ?? [];
    expect(job.match(/run: ci\/run \w+/g)).toEqual([
      "run: ci/run web_install",
      "run: ci/run web_lint",
      "run: ci/run web_test",
    ]);
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    "uv, whose commands install what they need",
    {
      "pyproject.toml":
        '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.12"\n[dependency-groups]\ndev = ["pytest", "ruff"]\n',
      "uv.lock": "",
      "tests/test_x.py": "",
    },
    [
      "    job(lint);",
      "    job(test);",
      'run: () => run("uv", "run", "--locked", "python", "-m", "pytest"),',

      "setupUv(),",
    ],
  ],
  [
    "pip, whose packages go into an environment of the project",
    { "requirements.txt": "pytest\n", "tests/test_x.py": "", "setup.cfg": "[tool:pytest]\n" },
    [
      'job("python", { steps: [venv, install, test] });',
      'run("python3", "-m", "venv", ".venv")',
      '".venv/bin/python",',
      'cache: "pip"',
    ],
  ],
  [
    "pip and groups, which an older pip would not know",
    {
      "pyproject.toml": '[project]\nname = "x"\n[dependency-groups]\ntest = ["pytest"]\n',
      "tests/test_x.py": "",
    },
    ['run("python3", "-m", "venv", "--upgrade-deps", ".venv")', '"install", "--group", "test"),'],
  ],
])("Python with %s", async (_what, files, parts) => {
  const { app } = await started(files);
  for (const part of parts) expect(app).toContain(part);
});

test("names of tasks are none of recompose's commands, and constants none of its functions", async () => {
  const scripts = { "test:unit": "vitest", "test-unit": "jest", doctor: "eslint ." };
  // generate-gha would refuse the app.
  const { app } = await started(
    { "package.json": JSON.stringify({ type: "module", scripts }) },
    { app: "recompose.ts" },
  );
  const names = [...app.matchAll(/^ {2}name: "(.*)",$/gm)].map(([, name]) => name);
  expect(names).toHaveLength(Object.keys(scripts).length + 1);
  expect(names).not.toContain("doctor");
});

describe("what has to be on the machine already", () => {
  const files = { "go.mod": "module x\n\ngo 1.25\n", ".golangci.yml": "version: '2'\n" };

  test("is left out of ci, and said", async () => {
    const { app, stdout } = await started(files);
    expect(app).not.toContain("golangci-lint");
    expect(stdout).toContain(
      "! lint is left out: it needs golangci-lint, which nothing installs on the runner (.golangci.yml).",
    );
  });
});
