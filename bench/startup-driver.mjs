// Finds and loads the app of the current folder, and does nothing else: what bench/startup.mjs times of the loader.
import os from "node:os";
import process from "node:process";
import { findApp } from "../src/app/find-app.ts";
import { loadApp } from "../src/app/load-app.ts";

/** Takes declarations for what they are, so that the time is the loader's. */
const recompose = {
  /** @param {unknown} declaration */
  app: (declaration) => declaration,
  /** @param {unknown} declaration */
  task: (declaration) => declaration,
};

const cwd = process.cwd();
const loaded = await loadApp(findApp(cwd), {
  recompose,
  cwd,
  env: process.env,
  programVersion: "bench",
  nodeVersion: process.version,
  nodePath: process.execPath,
  platform: process.platform,
  architecture: process.arch,
  homeFolder: os.homedir(),
});
if (loaded === undefined) process.exitCode = 1;
