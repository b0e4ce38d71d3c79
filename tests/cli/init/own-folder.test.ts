import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { describe, expect, inject, test } from "vitest";
import { Project } from "../../support/project.ts";

const crate = {
  "Cargo.toml": '[package]\nname = "tool"\nversion = "0.1.0"\nedition = "2021"\n',
  "src/lib.rs": "",
};

/** Stands in for npm and for Cargo: npm "installs" the command line of this repository. */
const programs = {
  "bin/npm": `#!/bin/sh
echo "npm $* in $PWD" >>"$HOME/installs"
mkdir -p node_modules/recompose-ci
[ -e node_modules/recompose-ci/dist ] || ln -s ${path.dirname(inject("recomposeCli"))} node_modules/recompose-ci/dist
mkdir -p node_modules && echo {} >node_modules/.package-lock.json
`,
  "bin/cargo": `#!/bin/sh\necho "cargo $* in $PWD"\n`,
};

async function initialised(files: Readonly<Record<string, string>> = crate): Promise<Project> {
  const project = new Project({ ...files, ".git/HEAD": "ref: refs/heads/trunk\n" });
  const { exitCode, stderr } = await project.recompose(["init", "--yes"]);
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return project;
}

async function start(project: Project, script: string, args: readonly string[], cwd = ".") {
  project.write(programs);
  const { stdout, stderr, exitCode } = await execa(script, args, {
    cwd: path.join(project.folder, cwd),
    env: {
      HOME: project.folder,
      PATH: `${project.folder}/bin:${path.dirname(process.execPath)}:${process.env["PATH"]}`,
    },
    reject: false,
  });
  return { stdout, stderr, exitCode };
}

describe("in a project that is not Node's, init", () => {
  test("keeps to a folder of its own, and leaves the project's as it is", async () => {
    const project = await initialised();
    expect(readdirSync(project.folder).sort()).toEqual([
      ".git",
      "Cargo.toml",
      "ci",
      "node_modules",
      "src",
    ]);
    expect(readdirSync(path.join(project.folder, "ci")).sort()).toEqual([
      ".gitignore",
      "package.json",
      "recompose.ts",
      "run",
      "tsconfig.json",
    ]);
    expect(project.read("ci/.gitignore")).toBe("node_modules\n.recompose/\n");
  });

  test.each([
    ["ci/package.json", "recompose"],
    ["ci/run", "recompose"],
    ["ci/other.sh", "ci"],
  ])("does not mix with %s that is there: it takes %s/", async (file, folder) => {
    const project = await initialised({ ...crate, [file]: "{}" });
    expect(existsSync(path.join(project.folder, folder, "recompose.ts"))).toBe(true);
    expect(project.read("Cargo.toml")).toBe(crate["Cargo.toml"]);
  });

  test.each(["Gemfile", "CMakeLists.txt", "Makefile", "Tool.sln"])(
    "does so for a project with a %s, of whose checks it knows nothing",
    async (file) => {
      const project = await initialised({ [file]: "" });
      expect(project.read("ci/recompose.ts")).toContain("commands: [greet],");
    },
  );

  test.each([".", "ci"])("called again in %s, changes nothing", async (cwd) => {
    const project = await initialised();
    const { stdout, exitCode } = await project.recompose(["init", "--yes"], { cwd });
    expect(stdout).toContain("Nothing is missing.");
    expect(stdout).not.toMatch(/^ {2}[+~]/m);
    expect(exitCode).toBe(0);
    expect(existsSync(path.join(project.folder, ".gitignore"))).toBe(false);
  });
});

describe("ci/run", () => {
  test("installs in its folder once, and runs tasks in the project's, from wherever it is called", async () => {
    const project = await initialised();
    mkdirSync(path.join(project.folder, "deep"));
    for (const [script, cwd] of [
      ["ci/run", "."],
      ["./run", "ci"],
      ["../ci/run", "deep"],
      [path.join(project.folder, "ci/run"), "/".repeat(2)],
    ] as const) {
      const { stdout, exitCode } = await start(project, script, ["test"], cwd);
      expect(stdout).toContain(`cargo test in ${project.folder}`);
      expect(exitCode).toBe(0);
    }
    expect(project.read("installs")).toBe(`npm install in ${project.folder}/ci\n`);
  });

  test("takes paths from where it is called", async () => {
    const project = await initialised();
    await start(project, "ci/run", ["generate-gha", "--output-dir", "out"]);
    expect(project.read("out/ci.yml")).toContain("run: ci/run test");
  });

  test("runs the whole workflow, and its steps are what is typed", async () => {
    const project = await initialised();
    const { stdout, exitCode } = await start(project, "ci/run", ["ci"]);
    expect(stdout).toContain("4 passed");
    expect(exitCode).toBe(0);
    await start(project, "./run", ["generate-gha"], "ci");
    const workflow = project.read(".github/workflows/ci.yml");
    expect(workflow).toContain("        run: ci/run lint\n");
    expect(workflow).not.toContain("working-directory");
  });

  test("says that Node is missing where it is", async () => {
    const project = await initialised();
    for (const name of ["sh", "dirname", "readlink"]) {
      project.write({ [`tools/${name}`]: `#!/bin/sh\nPATH=/usr/bin:/bin exec ${name} "$@"\n` });
    }
    const { stderr, exitCode } = await execa("/bin/sh", ["ci/run", "test"], {
      cwd: project.folder,
      env: { PATH: `${project.folder}/tools` },
      extendEnv: false,
      reject: false,
    });
    expect(stderr).toBe("run: Node.js 20.19 or later is needed, but there is no node on the PATH.");
    expect(exitCode).toBe(1);
  });

  test("says what to type where recompose could not be installed", async () => {
    const project = await initialised();
    project.write({ "bin/npm": "#!/bin/sh\nexit 1\n" });
    const script = path.join(project.folder, "ci/run");
    const { stderr, exitCode } = await execa(script, ["test"], {
      cwd: project.folder,
      env: { PATH: `${project.folder}/bin:${process.env["PATH"]}` },
      reject: false,
    });
    expect(stderr).toContain("Try: npm install --prefix ci");
    expect(exitCode).toBe(1);
  });
});
