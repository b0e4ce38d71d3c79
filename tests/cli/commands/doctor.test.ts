import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";

const app = `
import { app, automation, job, task } from "recompose-ci";
const lint = task({ name: "lint", run() {} });
export default app({
  commands: [lint],
  automations: [automation({ name: "ci", jobs: () => void job(lint) })],
});
`;

/** A project in which all is well. */
async function healthy(): Promise<Project> {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  spawnSync("git", ["init", "--quiet"], { cwd: project.folder });
  await project.recompose(["generate-gha"]);
  return project;
}

/** Without the caller's own home folder, where secrets and gh's settings are. */
async function doctor(project: Project, env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, exitCode } = await project.recompose(["doctor"], {
    env: { HOME: project.folder, XDG_CONFIG_HOME: project.folder, ...env },
  });
  expect(stderr).toBe("");
  const lines = stdout.split("\n");
  return {
    exitCode,
    lines,
    broken: lines.flatMap((line, index) =>
      line.startsWith("✗") ? [`${line}\n${lines[index + 1]}`] : [],
    ),
  };
}

test("doctor finds nothing wrong in a healthy project, and ends 0", async () => {
  const { lines, broken, exitCode } = await doctor(await healthy());
  expect(broken).toEqual([]);
  expect(lines).toContain(`✓ Node.js ${process.versions.node}`);
  expect(lines).toContain("✓ recompose.ts loads");
  expect(lines).toContain("✓ ./run is executable");
  expect(lines).toContain("✓ 1 workflow valid and up to date");
  expect(exitCode).toBe(0);
});

describe("doctor ends 1 and says what to do where", () => {
  test("a workflow is out of date", async () => {
    const project = await healthy();
    project.write({ "recompose.ts": app.replace('"ci"', '"checks"') });
    const { broken, exitCode } = await doctor(project);
    expect(broken).toEqual([
      "✗ generated workflows are out of date\n  → ./run generate-gha, and commit what it writes",
    ]);
    expect(exitCode).toBe(1);
  });

  test("the entry point is not executable, or missing", async () => {
    const project = await healthy();
    chmodSync(path.join(project.folder, "run"), 0o644);
    expect((await doctor(project)).broken).toEqual([
      "✗ ./run is not executable\n  → chmod +x ./run",
    ]);
    project.write({ "recompose.ts": app.replace("commands", 'entryPoint: "./dev", commands') });
    expect((await doctor(project)).broken[0]).toBe(
      '✗ ./dev does not exist, and workflow steps call it\n  → recompose init writes ./run; or set "entryPoint" in app().',
    );
  });

  test("the app does not load", async () => {
    const project = await healthy();
    project.write({ "recompose.ts": 'throw new Error("no such thing");' });
    const { broken, exitCode } = await doctor(project);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatch(/^✗ recompose\.ts does not load: .*no such thing/);
    expect(exitCode).toBe(1);
  });

  test("there is no app", async () => {
    const { broken } = await doctor(new Project({}));
    expect(broken.some((line) => /no recompose\.ts.*\n {2}→ recompose init$/.test(line))).toBe(
      true,
    );
  });

  test("there is no repository", async () => {
    const project = new Project({ "recompose.ts": app, run: runScript() });
    const { broken } = await doctor(project);
    expect(broken[0]).toBe(`✗ ${project.folder} is not in a git repository\n  → git init`);
  });

  test("the secrets are no TOML", async () => {
    const project = await healthy();
    project.write({ ".recompose/secrets.toml": "TOKEN = x" });
    const { lines, exitCode } = await doctor(project);
    expect(lines.find((line) => line.startsWith("✗"))).toMatch(
      /secrets\.toml:1:\d+ is not valid TOML/,
    );
    expect(exitCode).toBe(1);
  });
});

describe("doctor says of the secrets what a task that reads them would say:", () => {
  const name = ".recompose/secrets.toml";

  test("others can read them, which works", async () => {
    const project = await healthy();
    project.write({ [name]: "" });
    const file = path.join(project.folder, name);
    const { lines, exitCode } = await doctor(project);
    const index = lines.indexOf(
      `! ${file} can be read by other users, and each task that reads it warns`,
    );
    expect(lines[index + 1]).toBe(`  → chmod 600 ${file}`);
    expect(exitCode).toBe(0);
    chmodSync(file, 0o600);
    expect((await doctor(project)).lines).toContain(`✓ ${file} can be read by you alone`);
  });

  test("an empty RECOMPOSE_SECRETS_FILE is none", async () => {
    const project = await healthy();
    project.write({ [name]: "" });
    chmodSync(path.join(project.folder, name), 0o600);
    const { lines } = await doctor(project, { RECOMPOSE_SECRETS_FILE: "" });
    expect(lines).toContain(`✓ ${path.join(project.folder, name)} can be read by you alone`);
  });

  test("the file that RECOMPOSE_SECRETS_FILE names is not there", async () => {
    const { lines } = await doctor(await healthy(), { RECOMPOSE_SECRETS_FILE: "/no/such" });
    expect(lines).toContain("! RECOMPOSE_SECRETS_FILE names /no/such, which does not exist");
  });
});

test("doctor names the cache that loading uses: in the node_modules of the workspace's root", async () => {
  const project = new Project({ "tool/recompose.ts": app, "node_modules/.keep": "" });
  const { stdout } = await project.recompose(["doctor"], { cwd: "tool" });
  const cache = path.join(project.folder, "node_modules/.cache/recompose");
  expect(stdout).toContain(`✓ the cache ${cache} can be written`);
  expect(existsSync(cache)).toBe(true);
});

test("doctor says where .recompose/ is not ignored, which turns a check of Prettier's red", async () => {
  const project = await healthy();
  const file = path.join(project.folder, ".gitignore");
  const { lines, exitCode } = await doctor(project);
  expect(lines).toContain(`  → echo .recompose/ >>${file}`);
  expect(exitCode).toBe(0);
  project.write({ ".gitignore": "/.recompose/\n" });
  expect((await doctor(project)).lines).toContain(
    "✓ .recompose/, where runs are kept, is in .gitignore",
  );
});

test("doctor counts the warnings of generate-gha among what it found, and says how to see them", async () => {
  const project = await healthy();
  project.write({
    "recompose.ts": app.replace(
      "() => void job(lint)",
      `() => {
      const first = job(lint);
      job(lint, { id: "after", condition: first.result.eq("failure") });
    }`,
    ),
  });
  await project.recompose(["generate-gha"]);
  // Nothing but what was found: `doctor()` asks for an empty stderr.
  const { lines, exitCode } = await doctor(project);
  expect(lines).toContain("✓ 1 workflow valid and up to date");
  expect(lines[lines.indexOf("! 1 warning about it") + 1]).toBe("  → ./run generate-gha --check");
  expect(exitCode).toBe(0);
});

test("doctor names the workflows that were written by hand", async () => {
  const project = await healthy();
  project.write({ ".github/workflows/release.yml": "on: push\n" });
  const { lines, exitCode } = await doctor(project);
  expect(lines).toContain("✓ written by hand, and never touched: release.yml");
  expect(exitCode).toBe(0);
});

test("doctor says how a file that somebody wrote, and that an automation has, is brought along", async () => {
  const project = await healthy();
  project.write({ ".github/workflows/ci.yml": "on: push\n" });
  const { broken, lines } = await doctor(project);
  expect(broken).toEqual([
    expect.stringMatching(
      /ci\.yml was not generated .*\n {2}→ \.\/run import ci\.yml, or \.\/run generate-gha --replace ci\.yml$/,
    ),
  ]);
  expect(lines.filter((line) => line.includes("never touched"))).toEqual([]);
});

test("gh is only worth a note", async () => {
  const project = await healthy();
  project.write({ "bin/gh": "#!/bin/sh\necho gh version 2.0\n" });
  const env = { PATH: `${project.folder}/bin:${process.env["PATH"]}` };
  const { lines, exitCode } = await doctor(project, env);
  expect(lines).toContain(
    "! gh version 2.0, not logged in; only --remote, --status and pins --update need it",
  );
  expect(exitCode).toBe(0);
  expect((await doctor(project, { ...env, GH_TOKEN: "x" })).lines).toContain("✓ gh version 2.0");
});
