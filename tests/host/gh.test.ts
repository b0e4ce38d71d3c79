import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runGh } from "../../src/host/gh.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-gh-"));
  vi.stubEnv("PATH", folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function gh(script: string): void {
  const program = join(folder, "gh");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
}

test("what gh prints is read, also where it fails", async () => {
  gh(`echo "$@"; echo why >&2`);
  expect(await runGh(["api", "a b"])).toEqual({ ok: true, stdout: "api a b", stderr: "why" });
  gh("echo no >&2; exit 4");
  expect(await runGh([])).toEqual({ ok: false, stdout: "", stderr: "no" });
});

// https://cli.github.com/manual/gh_help_environment
test("gh asks nothing, colours nothing and reads nothing", async () => {
  gh(`echo "$GH_PROMPT_DISABLED $NO_COLOR"; read line || echo end`);
  expect(await runGh([])).toMatchObject({ ok: true, stdout: "1 1\nend" });
});

test("without gh there is no answer", async () => {
  expect(await runGh(["api"])).toBeUndefined();
});
