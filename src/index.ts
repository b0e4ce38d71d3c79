/** The public API of recompose. */
export { app, type App, type AppOptions, group, type Group } from "./app/app.ts";
export type { ArtifactReference } from "./steps/artifacts/artifact-reference.ts";
export { automation, type Automation } from "./automation/automation.ts";
export { call } from "./automation/job/call.ts";
export { job } from "./automation/job/job.ts";
export { runs, type RunsOptions, type RunsStep } from "./automation/job/runs.ts";
export type { CallFileOptions, CallOptions } from "./automation/keys/call-options.ts";
export type { AutomationOptions } from "./automation/keys/automation-options.ts";
export type {
  AnyStep,
  Job,
  JobOptions,
  JobResult,
  StepsJobOptions,
  UploadSettings,
} from "./automation/keys/job-options.ts";
export { makeDispatchable, type DispatchableOptions } from "./automation/make-dispatchable.ts";
export { matrix } from "./automation/matrix/matrix.ts";
export type { Matrix, MatrixOptions } from "./automation/matrix/matrix-references.ts";
export type { Warning, WarningKind, WarningOption } from "./automation/warning.ts";
export {
  onEvent,
  onMergeGroup,
  onPullRequest,
  onPullRequestTarget,
  onPush,
  onRelease,
  onRepositoryDispatch,
  onSchedule,
  onWorkflowCall,
  onWorkflowDispatch,
  onWorkflowRun,
  type Trigger,
  type Triggers,
} from "./automation/triggers/trigger.ts";
export type {
  CallSecret,
  MergeGroupFilters,
  PullRequestFilters,
  PushFilters,
  ReleaseFilters,
  Schedule,
  WorkflowCallConfig,
  WorkflowRunFilters,
} from "./automation/triggers/trigger-filters.ts";
export {
  always,
  and,
  cancelled,
  failure,
  not,
  notFailed,
  or,
  success,
} from "./expression/build/condition.ts";
export {
  type Argument,
  contains,
  endsWith,
  format,
  fromJSON,
  hashFiles,
  join,
  startsWith,
  toJSON,
  when,
} from "./expression/build/functions.ts";
export { env, github, runner, secret, vars } from "./expression/build/github-context.ts";
export { expr } from "./expression/build/raw.ts";
export type {
  BooleanReference,
  Condition,
  Operand,
  Reference,
  ReferenceTo,
  ReferenceToOneOf,
  SecretReference,
} from "./expression/build/reference.ts";
export type { Artifact } from "./inputs/artifact.ts";
export {
  artifactInput,
  boolInput,
  choiceInput,
  environmentInput,
  type Input,
  type Inputs,
  numberInput,
  restInput,
  stringInput,
} from "./inputs/input.ts";
export { UsageError } from "./problems/usage-error.ts";
export { CommandError } from "./process/command-error.ts";
export {
  download,
  type DownloadOptions,
  type DownloadReferenceOptions,
  type DownloadSeveralOptions,
} from "./steps/artifacts/download.ts";
export { upload, type UploadOptions } from "./steps/artifacts/upload.ts";
export type { ActionChoice, ActionFlag, ActionValue } from "./steps/actions/action-values.ts";
export type { KnownActions } from "./steps/actions/known-actions.ts";
export {
  cache,
  type CacheOptions,
  restoreCache,
  type RestoreCacheOptions,
  saveCache,
  type SaveCacheOptions,
} from "./steps/setup/cache.ts";
export { cacheRust, type CacheRustOptions } from "./steps/setup/cache-rust.ts";
export { checkout, type CheckoutOptions } from "./steps/setup/checkout.ts";
export { setupBun, type SetupBunOptions } from "./steps/setup/setup-bun.ts";
export { setupDeno, type SetupDenoOptions } from "./steps/setup/setup-deno.ts";
export { setupGo, type SetupGoOptions } from "./steps/setup/setup-go.ts";
export { setupGradle, type SetupGradleOptions } from "./steps/setup/setup-gradle.ts";
export { setupJava, type SetupJavaOptions } from "./steps/setup/setup-java.ts";
export { setupNode, type SetupNodeOptions } from "./steps/setup/setup-node.ts";
export { setupPnpm, type SetupPnpmOptions } from "./steps/setup/setup-pnpm.ts";
export { setupPython, type SetupPythonOptions } from "./steps/setup/setup-python.ts";
export { setupRust, type SetupRustOptions } from "./steps/setup/setup-rust.ts";
export { setupUv, type SetupUvOptions } from "./steps/setup/setup-uv.ts";
export { setupYarn, type SetupYarnOptions } from "./steps/setup/setup-yarn.ts";
export type { ToolVersion, VersionFile } from "./steps/tool-version.ts";
export { dedent } from "./steps/dedent.ts";
export { shell, type ShellOptions } from "./steps/shell-step.ts";
export type { LocalStandIn, SetupStep, Step, StepResult } from "./steps/step.ts";
export type { StepOptions } from "./steps/step-options.ts";
export { uses, type UsesOptions } from "./steps/uses.ts";
export {
  dbg,
  getSecret,
  out,
  saveArtifact,
  setOutput,
  step,
  type SaveOptions,
  type TaskContext,
} from "./task/context.ts";
export { err, type Failure, ok, type Result, type Success } from "./task/result.ts";
export { type CommandResult, run, type RunOptions } from "./task/run/run.ts";
export { type AnyTask, task, type Task, type TaskDefinition } from "./task/task.ts";
