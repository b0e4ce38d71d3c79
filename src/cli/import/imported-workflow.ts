/** A workflow that is brought along: its plan, and what of it does not come back. */
import { type CheckedImport, checkImport } from "../../import/check-import.ts";
import type { Difference } from "../../import/compare/difference.ts";
import { generatePlan } from "../../import/generate-plan.ts";
import { readWorkflow, type YamlMapping } from "../../import/read-workflow.ts";
import type { ReleaseChoice } from "../../import/translate/release-choice.ts";
import { type Place, lineOfPath, placesOf } from "../../import/yaml-places.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { WorkflowDefaults } from "../../workflow/compile/workflow-defaults.ts";
import { api } from "../api.ts";
import type { WorkflowSource } from "./import-sources.ts";

export interface ImportSettings {
  /** Of the automation. */
  readonly name: string;
  /** The releases of actions that the app chooses. */
  readonly chosen: ReleaseChoice;
  readonly defaults: WorkflowDefaults;
}

/** What comes of a workflow. */
export type ImportOutcome = ImportedWorkflow | RefusedWorkflow;

/** Nothing of it can be written. */
export interface RefusedWorkflow {
  readonly isRefused: true;
  readonly file: string;
  readonly findings: readonly ImportFinding[];
}

export interface ImportedWorkflow extends CheckedImport {
  readonly isRefused: false;
  /** Whether jobs or steps have a stand-in that fails. */
  readonly isPartial: boolean;
  /** Of the automation. */
  readonly name: string;
  readonly file: string;
  /** What a person should look at, in the order of the file. */
  readonly findings: readonly ImportFinding[];
  /** What means the same in another way. */
  readonly rewritten: readonly ImportFinding[];
}

export interface ImportFinding {
  /** From 1. */
  readonly line: number;
  /** `jobs.build.steps.2`. */
  readonly place: string;
  readonly text: string;
}

export function importedWorkflow(
  source: WorkflowSource,
  { name, chosen, defaults }: ImportSettings,
): ImportOutcome {
  const { name: file, text } = source;
  const checked = checkImport({ text, file, name, chosen }, (plan, actionPins) =>
    generatePlan(plan, api, { ...defaults, actionPins }),
  );
  const places = placesOf(text);
  const { lost, refused, differences } = checked;
  const findings = [
    ...lost.map(({ path, reason }) => finding(places, path, `left out: ${reason}`)),
    ...refused.map(({ job, message }) =>
      finding(places, job === undefined ? [] : ["jobs", job], `left out: ${message}`),
    ),
    ...differenceFindings(places, differences),
  ];
  const inOrder = findings.toSorted((one, other) => one.line - other.line);
  if (refused.some(({ job }) => job === undefined)) {
    return { isRefused: true, file, findings: inOrder };
  }
  return {
    ...checked,
    isRefused: false,
    isPartial: refused.length > 0 || lost.some(({ path }) => isStep(path)),
    name,
    file,
    rewritten: checked.notes.map(({ path, text: note }) => finding(places, path, note)),
    findings: inOrder,
  };
}

/** `jobs.build.steps.2`. */
function isStep(path: Difference["path"]): boolean {
  return path.length === 4 && path[2] === "steps";
}

/** @throws UsageError that names the file. */
export function readSource({ name, text }: WorkflowSource): YamlMapping {
  try {
    return readWorkflow(text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${name}: ${error.message}`, error.hints);
  }
}

export function differenceFindings(
  places: readonly Place[],
  differences: readonly Difference[],
): readonly ImportFinding[] {
  return differences.map(({ path, before, after }) =>
    finding(places, path, `${shownValue(before)} becomes ${shownValue(after)}`),
  );
}

function finding(places: readonly Place[], path: Difference["path"], text: string): ImportFinding {
  return { line: lineOfPath(places, path), place: path.join("."), text };
}

function shownValue(value: Difference["before"]): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const line = text.replaceAll(/\s*\n\s*/g, " ↵ ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
