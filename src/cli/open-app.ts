/** Finds and loads the `recompose.ts` that a command works on. */
import { dirname, relative, resolve } from "node:path";
import type { App } from "../app/app.ts";
import { findApp } from "../app/find-app.ts";
import { loadApp } from "../app/load-app.ts";
import { placesIn } from "../app/map-stack.ts";
import type { Host } from "../host/host.ts";
import { UsageError } from "../problems/usage-error.ts";
import { asError, messageOf, stackOf } from "../problems/wording.ts";
import { printErrors } from "../reporters/lines/line-printer.ts";
import { api as recompose } from "./api.ts";
import { exitCode } from "./exit-code.ts";
import { reportError } from "./report-error.ts";
import { version } from "./version.ts";

export interface Project {
  readonly app: App;
  /** The absolute path of `recompose.ts`. */
  readonly appFile: string;
  /** The folder of the project, where tasks and jobs run. */
  readonly root: string;
}

/** @throws UsageError if there is no `recompose.ts`, or if its default export is not an app. */
export async function openApp(host: Host): Promise<Project> {
  const appFile = findApp(host.cwd);
  const app = await loadToEnd(host, appFile);
  if ((app as Partial<App> | undefined)?.kind !== "app") {
    throw new UsageError(
      `${appFile} has no app: it must export what app() returns as its default.`,
      ["export default app({ commands: [ … ] });"],
    );
  }
  const root = resolve(dirname(appFile), (app as App).root);
  return { app: app as App, appFile, root };
}

function load(host: Host, appFile: string, onFault: () => void): Promise<unknown> {
  // The app imports the package by its name, and has to get the instance that runs it: tasks register there.
  return loadApp(appFile, {
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
    onFault: (listener) =>
      host.onFault((error) => {
        onFault();
        listener(error);
      }),
    async addPackage(name) {
      const { detectManager } = await import("../project/package-manager.ts");
      return `${detectManager(dirname(appFile)).add} ${name}`;
    },
  });
}

/** Reports an app that ends the process while it loads, or awaits what never comes. The exit code would be 0. */
async function loadToEnd(host: Host, appFile: string): Promise<unknown> {
  let isIdle = false;
  const stopWaiting = host.onIdle(() => {
    isIdle = true;
  });
  const stopWatching = host.onExit(() => {
    const what = isIdle ? "awaits what never comes" : "ended the process";
    printErrors(host, [`error: ${relative(host.cwd, appFile)} ${what}, while it was loaded.`]);
    host.setExitCode(exitCode.usage);
  });
  let hasFault = false;
  try {
    const app = await load(host, appFile, () => {
      hasFault = true;
    });
    host.onFault((error) => {
      reportError(withPlace(error, host.cwd), host);
      host.exitNow(exitCode.failure);
    });
    return app;
  } catch (error) {
    if (!hasFault) throw error;
    // The app's code still runs, and would go on.
    stopWatching();
    reportError(error, host);
    return host.exitNow(exitCode.usage);
  } finally {
    stopWaiting();
    stopWatching();
  }
}

/** For an error outside of every task, in what the app started when it was loaded. Its line says more than the stack. */
function withPlace(error: unknown, cwd: string): unknown {
  const fault = asError(error);
  const [place] = placesIn(stackOf(fault));
  if (place === undefined) return error;
  const { file, line, column } = place;
  return new UsageError(`${messageOf(fault)}\n    at ${relative(cwd, file)}:${line}:${column}`);
}
