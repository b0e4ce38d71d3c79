import type { App } from "../app/app.ts";
import type { Host } from "../host/host.ts";
import type { GlobalOptions } from "./flags/global-flags.ts";

/** What every command is handed. */
export interface ProgramContext {
  readonly host: Host;
  readonly options: GlobalOptions;
  readonly color: boolean;
  /** Of the run that this process is part of a job of. */
  readonly eventToken: string | undefined;
}

/** For commands that work on a project. */
export interface AppContext extends ProgramContext {
  readonly app: App;
  /** The absolute path of `recompose.ts`. */
  readonly appFile: string;
  /** Its folder, where tasks and jobs run. */
  readonly root: string;
}

/** What to type for more: `./run lint --help`. */
export function helpCommand(app: App | undefined, command?: string): string {
  const entryPoint = app?.defaults.entryPoint ?? "recompose";
  return [entryPoint, ...(command === undefined ? [] : [command]), "--help"].join(" ");
}
