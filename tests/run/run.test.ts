/** The `run` script with stand-ins for npm and the bundler, which only leave behind that they were called. */
import { copyFileSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { Project } from "../support/project.ts";

const script = fileURLToPath(new URL("../../run", import.meta.url));

const npm = `#!/bin/sh
echo "npm $*" >>calls
if [ -f broken ]; then echo "registry is down" >&2; exit 1; fi
mkdir -p node_modules && touch node_modules/.package-lock.json
`;

const bundler = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
const folder = process.argv[2];
appendFileSync(new URL("../calls", import.meta.url), "bundle\\n");
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/cli.cjs", "console.log(JSON.stringify([process.cwd(), ...process.argv.slice(2)]))");
`;

function newRepository(): Project {
  const project = new Project({
    "bin/npm": npm,
    "scripts/bundle.mjs": bundler,
    "src/index.ts": "",
    "package.json": "{}",
    "package-lock.json": "{}",
    "tsconfig.json": "{}",
    calls: "",
  });
  copyFileSync(script, path.join(project.folder, "run"));
  for (const file of [
    "src",
    "src/index.ts",
    "scripts/bundle.mjs",
    "package.json",
    "tsconfig.json",
  ]) {
    setAge(project, file, 100);
  }
  setAge(project, "package-lock.json", 100);
  return project;
}

function setAge(project: Project, file: string, seconds: number): void {
  const time = Date.now() / 1000 - seconds;
  utimesSync(path.join(project.folder, file), time, time);
}

async function start(project: Project, args: readonly string[] = [], from = ".", name = "run") {
  const outcome = await execa(path.join(project.folder, name), args, {
    cwd: path.join(project.folder, from),
    env: { PATH: `${path.join(project.folder, "bin")}:${process.env["PATH"]}` },
    reject: false,
    stdin: "ignore",
  });
  return outcome;
}

function calls(project: Project): string[] {
  return project.read("calls").split("\n").filter(Boolean);
}

const installAndBuild = ["npm ci --include=dev --no-dry-run --no-audit --no-fund", "bundle"];

describe("./run", () => {
  test("installs and builds at first, and neither the second time", async () => {
    const project = newRepository();
    const first = await start(project, ["ci"]);
    expect(first.stderr).toBe("Installing dependencies…");
    expect(calls(project)).toEqual(installAndBuild);
    const second = await start(project, ["ci"]);
    expect(second.stderr).toBe("");
    expect(calls(project)).toEqual(installAndBuild);
  });

  test("hands its arguments on unchanged and stays in the caller's folder", async () => {
    const project = newRepository();
    const args = ["greet", "--name=it's $(me)", "--", "a b", ""];
    const { stdout } = await start(project, args, "src");
    expect(JSON.parse(stdout)).toEqual([path.join(project.folder, "src"), ...args]);
  });

  test("works through a symbolic link", async () => {
    const project = newRepository();
    symlinkSync("../run", path.join(project.folder, "bin/link"));
    expect((await start(project, [], ".", "bin/link")).exitCode).toBe(0);
  });

  test("installs again when the lockfile is newer", async () => {
    const project = newRepository();
    await start(project);
    setAge(project, "package-lock.json", -10);
    await start(project);
    expect(calls(project).filter((call) => call.startsWith("npm"))).toHaveLength(2);
  });

  test("builds again when a source file is newer", async () => {
    const project = newRepository();
    await start(project);
    setAge(project, "src/index.ts", -10);
    await start(project);
    expect(calls(project).filter((call) => call === "bundle")).toHaveLength(2);
  });

  test("installs and builds once for runs that start together", async () => {
    const project = newRepository();
    const outcomes = await Promise.all([start(project), start(project), start(project)]);
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(calls(project)).toEqual(installAndBuild);
  });

  test("shows what npm said when the installation fails, and tries again the next time", async () => {
    const project = newRepository();
    project.write({ broken: "" });
    const { stderr, exitCode } = await start(project);
    expect(stderr).toContain("registry is down\nrun: the dependencies could not be installed");
    expect(exitCode).toBe(1);
    await start(project);
    expect(calls(project)).toHaveLength(2);
  });
});
