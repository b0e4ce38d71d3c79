import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { boolInput, out, run, step, task } from "recompose-ci";
import { installedPackages } from "../tool.ts";
import { withVersion } from "./changelog.ts";
import { changeText, waitingChanges } from "./changes.ts";
import { ownManifest } from "./release-facts.ts";

export const nextVersion = task({
  name: "next_version",
  description: "Make a version of all changes in .changeset/, as a patch of the files",
  inputs: {
    example: boolInput({
      description: "Take an example along as a change, to see that a version can be made",
    }),
  },
  outputs: ["version"],
  artifacts: ["version"],
  async run({ example }, context) {
    const parent = await mkdtemp(join(tmpdir(), "recompose-version-"));
    const folder = join(parent, "checkout");
    try {
      // In a checkout of its own, so that the folder stays as it is.
      await run("git", "worktree", "add", "--quiet", "--detach", folder, "HEAD");
      if (example) await writeExample(folder);
      const version = await step("version", () => makeVersion(folder));
      const patch = await writePatch(folder);
      out(`${version}: ${patch}, for git apply`);
      context.setOutput("version", version);
      context.saveArtifact("version", patch);
    } finally {
      await rm(parent, { recursive: true, force: true });
      await run("git", "worktree", "prune");
    }
  },
});

async function writeExample(folder: string): Promise<void> {
  const text = changeText(ownManifest(folder).name, "minor", {
    name: "Tasks",
    text: "- An example.",
  });
  await writeFile(join(folder, ".changeset/an-example.md"), text);
}

/** @returns the new version, which the files of the folder have then. */
async function makeVersion(folder: string): Promise<string> {
  const { name } = ownManifest(folder);
  const changes = waitingChanges(folder, name);
  if (changes.length === 0) {
    throw new Error(
      "there are no changes in .changeset/, as far as they are committed: begin one with ./run change",
    );
  }
  await runChangesets(folder);
  const { version } = ownManifest(folder);
  await rewrite(join(folder, "CHANGELOG.md"), (text) =>
    withVersion(
      text,
      version,
      changes.map(({ subjects }) => subjects),
    ),
  );
  await rewrite(join(folder, "package-lock.json"), (text) => withLockedVersion(text, version));
  await run(resolve("node_modules/.bin/oxfmt"), "CHANGELOG.md", "package.json", { cwd: folder });
  return version;
}

/** Counts the version on and removes the files of the changes, as https://changesets.dev does. */
async function runChangesets(folder: string): Promise<void> {
  const { stdout } = await run("node", "--version", { capture: true });
  const [major = 0, minor = 0] = stdout.trim().slice(1).split(".").map(Number);
  const isNewEnough = major > 22 || (major === 22 && minor >= 11);
  // This project runs with Node 20, too. The npm packages of this name hold nothing but the program of that version.
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const tool = await installedPackages(
    "changesets",
    ["@changesets/cli@3.0.3", ...(isNewEnough ? [] : [`${nodePackage}@22`])],
    ["--loglevel=error"],
  );
  const node = isNewEnough ? "node" : join(tool, "node_modules", nodePackage, "bin/node");
  await run(node, join(tool, "node_modules/@changesets/cli/bin.js"), "version", { cwd: folder });
}

function withLockedVersion(text: string, version: string): string {
  const lock = JSON.parse(text) as { version: string; packages: { "": { version: string } } };
  lock.version = version;
  lock.packages[""].version = version;
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, "utf8")));
}

async function writePatch(folder: string): Promise<string> {
  const cache = resolve("node_modules/.cache/recompose-ci/release");
  await mkdir(cache, { recursive: true });
  const file = join(cache, "version.patch");
  await run("git", "diff", "--binary", `--output=${file}`, "HEAD", { cwd: folder });
  return file;
}
