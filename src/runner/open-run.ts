/** The beginning and the end of a run that writes down, and says, what happens. */
import type { Event, JobRecord, RunRecord } from "../events/event.ts";
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
import { secretsContext } from "./values/contexts.ts";
import { machineEnvironment } from "./values/runner-environment.ts";

export interface OpenRun {
  readonly request: RunRequest;
  readonly setting: RunSetting;
  readonly recorder: RunRecorder;
  /** Of an earlier run, by the keys of legs. */
  readonly recordsByLeg: ReadonlyMap<string, JobRecord>;
  readonly state: RunState;
  readonly mask: RunMask;
}

/** @throws UsageError where nothing can be written. */
export function openRun(
  request: RunRequest,
  earlier: EarlierRun | undefined,
  resources: RunResources,
  options: LocalRunOptions,
): OpenRun {
  const { id, workflow, situation, jobs } = request;
  const { host, root, sink } = options;
  const { workspaces, watchdog } = resources;
  const secrets = secretsContext(workflow, host.env);
  const masker = new Masker();
  for (const secret of Object.values(secrets)) masker.add(secret);
  const mask = new RunMask(masker);
  const folder = resources.openFolder(root, id, mask);
  const path = [workflow.name];
  const emit = (event: Event, time = host.now()): void => {
    const maskedEvent = mask.event(event);
    if (maskedEvent !== undefined) sink({ ...maskedEvent, time });
  };
  const artifacts = new ArtifactStore(workspaces.temp, folder.own);
  const payload = `${JSON.stringify(situation.payload, undefined, 2)}\n`;
  const setting: RunSetting = {
    workflow,
    host,
    env: machineEnvironment(host.env, options.secretNames),
    secrets,
    folder,
    artifacts,
    workspaces,
    eventPath: workspaces.write("event.json", payload),
    masker,
    watchdog,
    grace: options.grace ?? gitHubGrace,
    path,
    emit,
  };
  const recordsByLeg =
    earlier === undefined
      ? new Map<string, never>()
      : reusableRecords(earlier, workflow, jobs, folder, artifacts);
  const state = runStateOf(request, { ...earlier?.uploads });
  folder.writeState(() => state);
  emit({
    type: "automation-started",
    path,
    jobs: jobs.flatMap((job) =>
      job.legs.map(({ name }) => ({ id: job.id, name, needs: job.needs })),
    ),
  });
  const recorder = new RunRecorder(request, setting);
  return { request, setting, recorder, recordsByLeg, state, mask };
}

export function closeRun({ setting, recorder, mask }: OpenRun): RunRecord {
  const { artifacts, folder, path, emit } = setting;
  const record = mask.record(recorder.end());
  const problem = artifacts.restore() ?? folder.close();
  if (problem !== undefined) {
    const text = `warning: not all that the run leaves could be written: ${problem}`;
    emit({ type: "line", path, stream: "stderr", text });
  }
  emit({ type: "run-finished", path, folder: folder.path, ...record });
  return record;
}
