/** The workflows of an import, which share the releases of actions that the app chooses. */
import { chooseReleases, type ReadFile } from "../../import/translate/release-choice.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { WorkflowDefaults } from "../../workflow/compile/workflow-defaults.ts";
import { readPins } from "../../workflow/pins/read-pins.ts";
import type { App } from "../../app/app.ts";
import { importNames } from "./import-names.ts";
import type { WorkflowSource } from "./import-sources.ts";
import { type ImportOutcome, importedWorkflow, readSource } from "./imported-workflow.ts";

export interface ImportContext {
  /** The app that is there. */
  readonly app: App | undefined;
  /** Names of its commands. */
  readonly taken: readonly string[];
  /** Whether a person named the files: then one that cannot be read is an error. */
  readonly isNamed: boolean;
}

/** @throws UsageError for a file that was named and cannot be read. */
export function importedWorkflows(
  sources: readonly WorkflowSource[],
  { app, taken, isNamed }: ImportContext,
): readonly ImportOutcome[] {
  const names = importNames(
    sources.map(({ name }) => name),
    taken,
  );
  const read = sources.map((source) => ({ source, file: readOrRefuse(source, isNamed) }));
  const defaults = app?.defaults ?? newDefaults;
  const readable = read.flatMap(({ file }) => ("workflow" in file ? file : []));
  const chosen = app === undefined ? chooseReleases(readable) : ownChoice(app);
  return read.map(({ source, file }) =>
    "workflow" in file
      ? importedWorkflow(source, { name: names.get(source.name) ?? source.name, chosen, defaults })
      : file,
  );
}

function readOrRefuse(source: WorkflowSource, isNamed: boolean): ReadFile | ImportOutcome {
  try {
    return { workflow: readSource(source), pins: readPins(source.text) };
  } catch (error) {
    if (isNamed || !(error instanceof UsageError)) throw error;
    const text = error.message.replace(`${source.name}: `, "");
    return { isRefused: true, file: source.name, findings: [{ line: 1, place: "", text }] };
  }
}

/** An app that is there has chosen already. */
function ownChoice({ defaults: { actionPins } }: App): Readonly<Record<string, string>> {
  return typeof actionPins === "object" ? actionPins : {};
}

const newDefaults: WorkflowDefaults = {
  entryPoint: "./run",
  runsOn: "ubuntu-latest",
  permissions: { contents: "read" },
  setup: [],
};
