import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { receivedInput, savedFolder } from "../../src/inputs/artifact-folders.ts";
import { receivedArtifact, stageArtifact } from "../../src/task/saved-artifact.ts";

let temp = "";

beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), "recompose-gathered-"));
});

afterEach(() => rmSync(temp, { recursive: true, force: true }));

test("what a matrix saved arrives as one folder with a folder for each combination", () => {
  mkdirSync(join(temp, "docs"));
  writeFileSync(join(temp, "docs", "index.html"), "");
  writeFileSync(join(temp, "wheel.whl"), "");
  const received = join(temp, receivedInput("packages"));
  for (const [index, saved] of ["docs", "wheel.whl"].entries()) {
    stageArtifact(temp, { name: "package", path: join(temp, saved), includeHiddenFiles: false });
    // As upload-artifact and download-artifact with a pattern do, together.
    cpSync(join(temp, savedFolder("package")), join(received, `package-${index}`), {
      recursive: true,
    });
  }
  expect(receivedArtifact(temp, received)).toBe(received);
  const files = readdirSync(received, { recursive: true, encoding: "utf8" }).sort();
  expect(files).toEqual(["package-0", "package-0/index.html", "package-1", "package-1/wheel.whl"]);
});
