import { processIdentity } from "../host/processes/process-identity.ts";
import { rememberProcess } from "../host/processes/running-processes.ts";
import { startWatchdog, type Watchdog } from "../host/processes/watchdog.ts";
import { trackingPrefix, trackingVariable } from "./step/tracking.ts";
import { checkIsolation, Workspaces } from "./job/workspaces.ts";
import { workspaceOf } from "./run-folder/repository-folder.ts";
import { RunFolder } from "./run-folder/run-folder.ts";
import type { RunMask } from "./run-folder/run-mask.ts";
import type { LocalRunOptions } from "./run-options.ts";
import type { RunRequest } from "./run-request.ts";

/** What a run has outside of this process, until it ends or is killed. */
export class RunResources {
  readonly workspaces: Workspaces;
  /** Ends what jobs started when this process is killed. */
  readonly watchdog: Watchdog;
  readonly #forget: () => void;
  #folder: RunFolder | undefined;

  /** @throws UsageError where jobs cannot be isolated, or where there can be no temporary folder. */
  constructor(
    { workflow, situation }: RunRequest,
    { root, isolate = false, host }: LocalRunOptions,
  ) {
    if (isolate) checkIsolation(situation.checkout);
    this.workspaces = new Workspaces({
      workspace: workspaceOf(root, workflow),
      checkout: situation.checkout.folder,
      isolate,
      now: host.now(),
    });
    const mark = `${trackingVariable}=${trackingPrefix(processIdentity())}`;
    this.watchdog = startWatchdog(this.workspaces.temp, mark);
    this.#forget = rememberProcess(() => {
      this.#folder?.flush();
      this.workspaces.removeAll();
    });
  }

  /** @throws UsageError where nothing can be written. */
  openFolder(root: string, id: string, mask: RunMask): RunFolder {
    this.#folder = new RunFolder(root, id, mask);
    return this.#folder;
  }

  release(): void {
    this.workspaces.removeAll();
    this.watchdog.dismiss();
    this.#folder?.close();
    this.#forget();
  }
}
