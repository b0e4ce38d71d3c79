// An app in a folder of its own, with recompose among its dependencies as a user has it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { bundle } from "../scripts/bundle.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Installs recompose, as built from src/, into a folder, and has `init` write the run script. The app is written after it.
 *
 * @param {string} folder
 */
export async function install(folder) {
  const modules = path.join(folder, "node_modules");
  await bundle({ outdir: path.join(modules, "recompose-ci", "dist"), minify: true });
  cpSync(path.join(root, "package.json"), path.join(modules, "recompose-ci", "package.json"));
  const program = `@esbuild/${process.platform}-${process.arch}`;
  const found = path.dirname(createRequire(import.meta.url).resolve(`${program}/package.json`));
  mkdirSync(path.join(modules, "@esbuild"), { recursive: true });
  cpSync(found, path.join(modules, program), { recursive: true });
  const own = {
    name: "bench",
    private: true,
    type: "module",
    dependencies: { "recompose-ci": "*" },
  };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(own));
  writeFileSync(path.join(folder, "package-lock.json"), "{}");
  writeFileSync(path.join(modules, ".package-lock.json"), "{}");
  const cli = path.join(modules, "recompose-ci", "dist", "cli.cjs");
  const { status, stderr } = spawnSync(process.execPath, [cli, "init"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`init ended with ${status}:\n${stderr}`);
}
