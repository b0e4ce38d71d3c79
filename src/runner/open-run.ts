/** The beginning and the end of a run: its folder, and the first and the last of its events. */
import { commandOf } from "../model/workflow-names.ts";
import type { JobRecord, RunRecord } from "../events/event.ts";
import { Masker } from "../process/masker.ts";
import type { RunSetting } from "./job/run-setting.ts";
import { ArtifactStore } from "./artifacts/artifact-store.ts";
import { type EarlierRun, reusableRecords } from "./run-folder/resume.ts";
import { RunMask } from "./run-folder/run-mask.ts";
import { type RunState, runStateOf } from "./run-folder/run-state.ts";
import type { LocalRunOptions } from "./run-options.ts";
import type { RunResources } from "./run-resources.ts";
import { RunRecorder } from "./run-recorder.ts";
import type { RunRequest } from "./run-request.ts";
import { gitHubGrace } from "./step/step-process.ts";
import type { Breakpoints } from "./stop/breakpoints.ts";
import { secretsContext } from "./values/contexts.ts";
import { machineEnvironment } from "./values/runner-environment.ts";

export interface OpenRun {
  readonly request: RunRequest;
  readonly setting: RunSetting;
  readonly recorder: RunRecorder;
  /** Jobs of an earlier run that do not run again, by the keys of legs. */
  readonly recordsByLeg: ReadonlyMap<string, JobRecord>;
  readonly state: RunState;
  /** Before what the run stops for a person. */
  readonly breakpoints?: Breakpoints | undefined;
}

/** @throws UsageError where nothing can be written. */
export function openRun(
  request: RunRequest,
  earlier: EarlierRun | undefined,
  resources: RunResources,
  options: LocalRunOptions,
): OpenRun {
  const setting = openSetting(request, resources, options);
  const { workflow, folder, artifacts, path, emit } = setting;
  const recordsByLeg: OpenRun["recordsByLeg"] =
    earlier === undefined
      ? new Map()
      : reusableRecords(earlier, workflow, request.jobs, folder, artifacts);
  const state = runStateOf(request, { ...earlier?.uploads });
  folder.writeState(() => state);
  const jobs = request.jobs.flatMap(({ id, legs, needs }) =>
    legs.map(({ name }) => ({ id, name, needs })),
  );
  emit({ type: "automation-started", path, jobs });
  return { request, setting, recorder: new RunRecorder(request, setting), recordsByLeg, state };
}

function openSetting(
  { id, workflow, situation }: RunRequest,
  resources: RunResources,
  options: LocalRunOptions,
): RunSetting {
  const { host, root, recordFolder = root, sink, secretNames } = options;
  const { grace = gitHubGrace, jobSummary = () => "" } = options;
  const { workspaces, watchdog } = resources;
  const secrets = secretsContext(workflow, host.env);
  const masker = new Masker(Object.values(secrets));
  const mask = new RunMask(masker);
  const folder = resources.openFolder(recordFolder, id, mask);
  const payload = `${JSON.stringify(situation.payload, undefined, 2)}\n`;
  return {
    workflow,
    host,
    env: machineEnvironment(host.env, secretNames),
    secrets,
    folder,
    artifacts: new ArtifactStore(workspaces.temp, folder.own),
    workspaces,
    eventPath: workspaces.write("event.json", payload),
    masker,
    mask,
    watchdog,
    grace,
    command: options.command,
    jobSummary,
    path: [commandOf(workflow)],
    emit(event, time = host.now()) {
      const maskedEvent = mask.event(event);
      if (maskedEvent !== undefined) sink({ ...maskedEvent, time });
    },
  };
}

export function closeRun({ setting, recorder }: OpenRun): RunRecord {
  const { artifacts, folder, mask, path, emit } = setting;
  const record = recorder.end();
  const problem = artifacts.restore() ?? folder.close();
  if (problem !== undefined) {
    const text = `warning: not all that the run leaves could be written: ${problem}`;
    emit({ type: "line", path, stream: "stderr", text });
  }
  emit({ type: "run-finished", path, folder: folder.path, ...record });
  return mask.record(record);
}
