import { readFileSync } from "node:fs";
import { execa } from "execa";
import { describe, expect, inject, test } from "vitest";
import { Project } from "../../support/project.ts";

const cli = (): string => inject("recomposeCli");

/** Runs the command in a Node that says it is of this version. */
async function runWith(version: string): Promise<{ exitCode?: number; output: string }> {
  const project = new Project({
    "version.cjs": `Object.defineProperty(process, "version", { value: "v${version}" });
      Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
  });
  const { exitCode, all } = await execa(
    process.execPath,
    ["--require", "./version.cjs", cli(), "--version"],
    { cwd: project.folder, reject: false, all: true },
  );
  return { ...(exitCode === undefined ? {} : { exitCode }), output: all };
}

describe("the package's command", () => {
  test.each(["12.22.12", "16.20.2", "18.20.8", "20.18.3"])(
    "says in one line that Node %s is too old",
    async (version) => {
      expect(await runWith(version)).toEqual({
        exitCode: 2,
        output: `error: Node.js 20.19 or later is needed, but this is v${version}.`,
      });
    },
  );

  test.each(["20.19.0", "22.0.0", "24.21.0", "100.1.0"])("runs with Node %s", async (version) => {
    expect((await runWith(version)).exitCode).toBe(0);
  });

  // A file is read with all that it imports before any of it runs.
  test("is a file that an old Node can read: it loads nothing before the check", () => {
    const text = readFileSync(cli(), "utf8");
    expect(text.startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(text.match(/\b(?:import|require)\b.*/g)).toEqual([
      `require("./recompose.cjs").start();`,
    ]);
    expect(text).not.toMatch(/\?\?|\?\.|\bawait\b|\b(?:let|const)\b|=>|#\w+[ (;]/);
  });
});
