/** Where workflows of tests are kept for `./run check_workflows`, each under the name of its test. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";

/** Nothing is kept where it is not set. */
export const keptFolder = process.env["RECOMPOSE_KEEP_WORKFLOWS"];

export function currentTest(): string {
  return (expect.getState().currentTestName ?? "no test").replaceAll(/[^ -~]+/g, "?");
}

/** `content` has the test's name where a user's file has its source. */
export function keep(content: string): void {
  if (keptFolder === undefined) return;
  mkdirSync(keptFolder, { recursive: true });
  const name = createHash("sha256").update(content).digest("hex").slice(0, 16);
  writeFileSync(path.join(keptFolder, `${name}.yml`), content);
}

/** Keeps what `generate-gha` wrote in a project. */
export function keepProject(project: string, test: string): void {
  const folder = path.join(project, ".github/workflows");
  if (keptFolder === undefined || !existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const content = readFileSync(path.join(folder, name), "utf8");
    if (!content.startsWith("# GENERATED FILE")) continue;
    keep(content.replace(/^# Source: .*$/m, `# Source: ${test}`));
  }
}
