/** Type-checks what imports of a corpus write, as a strict project would. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "recompose-ci";

/** More than `strict`: what a project may ask of its code. */
const compilerOptions = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  types: [],
  skipLibCheck: true,
  paths: { "recompose-ci": ["./types/index.d.ts"] },
};

/**
 * @param modules Texts by the names of their files.
 * @returns What the compiler says, a line each.
 */
export async function typeErrors(modules: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "recompose-corpus-"));
  try {
    await run("npx", "tsc", "-p", "tsconfig.build.json", "--outDir", join(folder, "types"));
    await mkdir(join(folder, "modules"));
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const config = { compilerOptions, include: ["modules"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    for (const [name, text] of modules) await writeFile(join(folder, "modules", name), text);
    const { stdout } = await run("npx", "tsc", "-p", folder, { capture: true, check: false });
    return stdout.split("\n").filter((line) => /error TS/.test(line));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
