import type { App } from "../app/app.ts";
import type { Host } from "../host/host.ts";
import type { Style } from "../reporters/shown/style.ts";
import type { TaskDefinition } from "../task/task.ts";
import type { GlobalOptions } from "./flags/global-flags.ts";
import type { Project } from "./open-app.ts";

/** What every command gets. */
export interface ProgramContext {
  readonly host: Host;
  readonly options: GlobalOptions;
  readonly color: boolean;
  readonly style: Style;
  /** The token of the run, if this process runs one of its jobs. */
  readonly eventToken: string | undefined;
}

/** For commands that work on a project. */
export interface AppContext extends ProgramContext, Project {}

/** The tasks that the app lists. */
export function listedTasks(app: App): TaskDefinition[] {
  return app.groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition));
}

/** What to type for more: `./run lint --help`. */
export function helpCommand({ defaults: { entryPoint } }: App, command?: string): string {
  return command === undefined ? `${entryPoint} --help` : `${entryPoint} ${command} --help`;
}
