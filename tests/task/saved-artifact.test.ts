import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { receivedInput, savedFolder } from "../../src/inputs/artifact-folders.ts";
import { ArtifactStore } from "../../src/runner/artifacts/artifact-store.ts";
import { checkFilePaths } from "../../src/runner/artifacts/forbidden-characters.ts";
import { filesToUpload } from "../../src/runner/artifacts/upload-files.ts";
import { receivedArtifact } from "../../src/task/saved-artifact.ts";
import { type SaveOptions } from "../../src/task/context.ts";
import { task } from "../../src/task/task.ts";
import { record, type Recorded } from "../support/terminal/session.ts";

let cwd = "";

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "recompose-test-"));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), content);
  }
}

function save(saved: string, options?: SaveOptions): Promise<Recorded> {
  const saves = task({
    name: "saves",
    artifacts: ["a"],
    run: (_, { saveArtifact }) => saveArtifact("a", saved, options),
  });
  return record(saves, {}, { cwd, env: { RUNNER_TEMP: path.join(cwd, "temp") } });
}

const staged = (): readonly string[] =>
  readdirSync(path.join(cwd, "temp", savedFolder("a")), {
    recursive: true,
    encoding: "utf8",
  }).sort();

/** What a task that takes the artifact finds, after the store has kept it. */
function receive(): string {
  const temp = path.join(cwd, "temp");
  const store = new ArtifactStore(temp, cwd);
  const found = filesToUpload([path.join(temp, savedFolder("a"))], cwd, true);
  checkFilePaths("a", found.files);
  const visibleFolder = path.join(cwd, "kept");
  const artifact = store.add({
    ...found,
    name: "a",
    isArchive: true,
    isSettled: true,
    visibleFolder,
  });
  const target = path.join(temp, receivedInput("a"));
  store.copyTo(target, artifact);
  return receivedArtifact(temp, target);
}

test("hidden files of a saved folder are left out, with a warning that says how to take them along", async () => {
  write({
    "dist/a.js": "",
    "dist/.env": "TOKEN",
    "dist/.git/config": "",
    "dist/b/.c": "",
    "dist/b/d": "",
  });
  const { lines, result } = await save("dist");
  expect(result.ok).toBe(true);
  expect(staged()).toEqual(["a.js", "b", "b/d"]);
  expect(lines).toEqual([
    'saves │ warning: the artifact "a" is without the hidden files ".env", ".git" and "b/.c". To take them along: saveArtifact("a", "dist", { includeHiddenFiles: true })',
  ]);
});

test("hidden files come along where the task says so, and where they are what is named", async () => {
  write({ "dist/a.js": "", "dist/.env": "TOKEN" });
  expect((await save("dist", { includeHiddenFiles: true })).lines).toEqual([]);
  expect(staged()).toEqual([".env", "a.js"]);
  expect((await save("dist/.env")).lines).toEqual([]);
  expect(readFileSync(receive(), "utf8")).toBe("TOKEN");
});

describe("a folder with one file arrives as a folder", () => {
  test.each(["a.js", ".recompose-folder"])("also where the file is %s", async (name) => {
    write({ [`dist/${name}`]: "own" });
    await save("dist", { includeHiddenFiles: true });
    const received = receive();
    expect(readdirSync(received)).toEqual([name]);
    expect(readFileSync(path.join(received, name), "utf8")).toBe("own");
  });
});

test("what tells a folder with one file from that file is hidden, so that no pattern of a step finds it", async () => {
  write({ "dist/a.js": "" });
  await save("dist");
  expect(staged().filter((name) => !name.startsWith("."))).toEqual(["a.js"]);
});

test("a file of the user's arrives also where it has the name of the marker", async () => {
  write({ "dist/.recompose-folder": "own", "dist/a.js": "" });
  await save("dist", { includeHiddenFiles: true });
  expect(readdirSync(receive())).toEqual([".recompose-folder", "a.js"]);
});

describe("cannot be saved", () => {
  const fails = async (saved: string): Promise<string | undefined> => {
    const { result } = await save(saved);
    return result.error?.message.replaceAll(cwd, "");
  };
  const prefix = 'task "saves": the artifact "a" cannot be saved: ';

  test("a link that leads nowhere", async () => {
    write({ "dist/a.js": "" });
    symlinkSync("nowhere", path.join(cwd, "dist/link"));
    expect(await fails("dist")).toBe(`${prefix}the link /dist/link leads nowhere.`);
  });

  test("a link that leads to a folder around it", async () => {
    write({ "dist/b/a.js": "" });
    symlinkSync("..", path.join(cwd, "dist/b/link"));
    expect(await fails("dist")).toBe(`${prefix}the link /dist/b/link leads in a circle.`);
  });

  test("a link that leads to itself", async () => {
    write({ "dist/a.js": "" });
    symlinkSync("link", path.join(cwd, "dist/link"));
    expect(await fails("dist")).toBe(`${prefix}the link /dist/link leads in a circle.`);
  });

  test("a named pipe, which would have no end", async () => {
    write({ "dist/a.js": "" });
    execFileSync("mkfifo", [path.join(cwd, "dist/pipe")]);
    expect(await fails("dist")).toBe(`${prefix}/dist/pipe is neither a file nor a folder.`);
  });
});

test("links are followed", async () => {
  write({ "dist/a.js": "", "other/b.js": "b" });
  symlinkSync("../other", path.join(cwd, "dist/link"));
  symlinkSync("../other/b.js", path.join(cwd, "dist/c.js"));
  await save("dist");
  expect(staged()).toEqual(["a.js", "c.js", "link", "link/b.js"]);
});

// https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts
test.each([":", "\n", '"', "*", "?", "|", "<"])(
  "a file with %j in its name is refused, as by upload-artifact",
  async (character) => {
    write({ [`dist/a${character}b`]: "" });
    await save("dist");
    expect(receive).toThrow(
      `the artifact "a" cannot have the file ${JSON.stringify(`a${character}b`)}: upload-artifact refuses ${JSON.stringify(character)}`,
    );
  },
);

test("an artifact's name has no expression in it", () => {
  expect(() => task({ name: "t", artifacts: ["a-${{ matrix.os }}"], run() {} })).toThrow(
    'task "t": the artifact name "a-${{ matrix.os }}" has an expression in it',
  );
});
