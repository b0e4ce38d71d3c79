/** Finds and loads the `recompose.ts` that a command works on. */
import type { App } from "../app/app.ts";
import { findApp } from "../app/find-app.ts";
import { loadApp } from "../app/load-app.ts";
import type { Host } from "../host/host.ts";
import { api as recompose } from "./api.ts";
import { UsageError } from "../problems/usage-error.ts";
import { version } from "./version.ts";

export interface OpenedApp {
  readonly app: App;
  /** The absolute path of `recompose.ts`. */
  readonly appFile: string;
}

/** Throws a UsageError where there is no app, or where its default export is none. */
export async function openApp(host: Host): Promise<OpenedApp> {
  const appFile = findApp(host.cwd);
  // The app imports the package by its name, and has to get the instance that runs it: there is one of each registry.
  const app = await loadApp(appFile, {
    recompose,
    cwd: host.cwd,
    env: host.env,
    programVersion: version,
    nodeVersion: host.nodeVersion,
    nodePath: host.nodePath,
    platform: host.platform,
    architecture: host.architecture,
    get homeFolder() {
      return host.homeFolder;
    },
  });
  if ((app as Partial<App> | undefined)?.kind !== "app") {
    throw new UsageError(
      `${appFile} has no app: it must export what app() returns as its default.`,
      ["export default app({ commands: [ … ] });"],
    );
  }
  return { app: app as App, appFile };
}
