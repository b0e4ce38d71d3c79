import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { onTestFinished } from "vitest";
import type { LoadOptions } from "../../src/app/bundle/load-options.ts";
import { loadApp } from "../../src/app/load-app.ts";
import { UsageError } from "../../src/problems/usage-error.ts";

/** A folder with an app, which this process loads. */
export class AppProject {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "recompose-app-")));
  readonly home = path.join(this.folder, "home");
  /** Stands for the running package. */
  readonly recompose = {
    app: (value: unknown) => ({ value }),
    fail: (message: string) => {
      throw new UsageError(message);
    },
  };

  constructor(files: Readonly<Record<string, string>>) {
    onTestFinished(() => rmSync(this.folder, { recursive: true }));
    this.write({ "node_modules/.keep": "", ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = this.path(name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  load(entry = "recompose.ts", options: Partial<LoadOptions> = {}): Promise<unknown> {
    return loadApp(this.path(entry), { ...this.#options(), ...options });
  }

  /** Loads the app from the cache; it fails where it would have to be bundled. */
  loadKept(options: Partial<LoadOptions> = {}): Promise<unknown> {
    return this.load("recompose.ts", { env: { ESBUILD_BINARY_PATH: "/no/esbuild" }, ...options });
  }

  /** What loading throws. */
  async failure(entry?: string): Promise<UsageError> {
    try {
      await this.load(entry);
    } catch (error) {
      if (error instanceof UsageError) return error;
      throw error;
    }
    throw new Error("the app was loaded");
  }

  /** The files of the cache, by their paths in its folder. */
  cached(folder = "node_modules/.cache/recompose"): string[] {
    const files = readdirSync(this.path(folder), { recursive: true, withFileTypes: true });
    return files
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath, file.name))
      .sort();
  }

  #options(): LoadOptions {
    return {
      recompose: this.recompose,
      cwd: this.folder,
      env: {},
      programVersion: "1.0.0",
      addPackage: (name) => Promise.resolve(`add ${name}`),
      nodeVersion: process.version,
      nodePath: process.execPath,
      platform: process.platform,
      architecture: process.arch,
      homeFolder: this.home,
    };
  }
}

/** Clocks of file systems are coarse, and what may have changed during the bundling is not kept. */
export function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
