/** Steps that a local run leaves out: only GitHub can do what they do, or this machine has the tools already. */
import { Unknown } from "../../expression/values/unknown.ts";
import type { ActionStep, WorkflowStep } from "../../model/workflow.ts";
import { isOwnAction } from "../../model/own-action.ts";
import { isOtherCheckout } from "../tools/other-checkout.ts";
import { MissingFiles } from "./missing-files.ts";
import { actionName, isToolSetup } from "../tools/tool-requests.ts";

/** Actions that a local run replaces. */
const localActions: ReadonlySet<string> = new Set([
  "actions/upload-artifact",
  "actions/download-artifact",
]);

/** What no local run does. Whether one can run an action of the repository, its file tells. */
export function isLeftOut(step: WorkflowStep): boolean {
  if (step.purpose === "setup") return true;
  if (!("uses" in step) || step.local !== undefined || isOwnAction(step)) return false;
  return !isStoredArtifact(step);
}

/** Whether it uploads or downloads an artifact. */
export function isStoredArtifact(step: ActionStep): boolean {
  return localActions.has(actionName(step));
}

/** As the log of a job calls it: its name, else its action or the first line of its command. */
export function titleOf(step: WorkflowStep): string {
  if (step.name !== undefined) return step.name;
  return "uses" in step
    ? step.uses.replace(/@.*/, "")
    : (step.run.trim().split("\n", 1)[0] ?? "a command");
}

/** Why a job is elsewhere when none of its steps runs here. */
export function leftOutReason(steps: readonly WorkflowStep[]): string {
  return `elsewhere: nothing of it runs on this machine: ${steps.map(titleOf).join(", ")}`;
}

/** By these files a step changes later steps. */
const runnerFiles = ["GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT"];

/** `left out on this machine, with what it writes to GITHUB_ENV`. */
export function leftOutText(step: WorkflowStep, title = ""): string {
  const files = "run" in step ? runnerFiles.filter((file) => step.run.includes(file)) : [];
  const written = files.length === 0 ? undefined : `what it writes to ${files.join(", ")}`;
  const lost = isOtherCheckout(step) ? step.brings.files : written;
  const loss = lost === undefined ? "" : `, with ${lost}`;
  return `left out on this machine${title}${loss}`;
}

/** The steps of one job that were left out so far, and what later steps cannot know for that reason. */
export class LeftOutSteps {
  readonly #steps: WorkflowStep[] = [];
  readonly missingFiles: MissingFiles = new MissingFiles();

  /** Returns a line for the log; none for a step that only sets up tools or files. */
  add(step: WorkflowStep): string | undefined {
    this.#steps.push(step);
    this.missingFiles.add(step);
    if (isToolSetup(step)) return undefined;
    return leftOutText(step, `: ${titleOf(step)}`);
  }

  /**
   * Why the job is elsewhere, if nothing else of it ran; undefined where nothing was left out that matters.
   *
   * @param hasPassed Whether its other steps were skipped, or moved files: then setting up tools does not matter.
   */
  reason(hasPassed: boolean): string | undefined {
    const matters = !hasPassed || !this.#steps.every(isToolSetup);
    return matters && this.#steps.length > 0 ? leftOutReason(this.#steps) : undefined;
  }

  /** How many of them only GitHub can do. */
  get count(): number {
    return this.#steps.filter((step) => !isToolSetup(step)).length;
  }

  /** What is not known of the result of a step within which steps were left out; undefined where none was. */
  resultOf(
    step: WorkflowStep,
    outcome: string,
    countBefore: number,
  ): Readonly<Record<string, unknown>> | undefined {
    if (outcome !== "success" || this.count === countBefore) return undefined;
    const result = new Unknown(`the result of ${titleOf(step)}, part of which is left out here`);
    return { outcome: result, conclusion: tolerates(step) ? "success" : result };
  }

  /** A variable that one of the steps may have set; undefined where all of them only set up tools or files. */
  variable(name?: string): Unknown | undefined {
    // A checkout sets none.
    const source = this.#steps.find((step) => !isToolSetup(step) && !isOtherCheckout(step));
    if (source === undefined) return undefined;
    const which = name === undefined ? "a variable" : `the variable ${name}`;
    return new Unknown(`${which}, which ${titleOf(source)} may set`);
  }
}

/**
 * The entry in `steps` of a step that was left out. One that only sets up tools or files has succeeded, and so has one
 * that is skipped here.
 */
export function leftOutResult(step: WorkflowStep): Readonly<Record<string, unknown>> {
  if (step.local === "skip") return { outputs: {}, outcome: "success", conclusion: "success" };
  const unknown = (what: string): Unknown =>
    new Unknown(`${what} of ${titleOf(step)}, left out here`);
  const result = isToolSetup(step) ? "success" : unknown("the result");
  return {
    outputs: unknown("outputs"),
    outcome: result,
    conclusion: tolerates(step) ? "success" : result,
  };
}

/** With `continue-on-error` the conclusion is a success, whatever the outcome. */
function tolerates(step: WorkflowStep): boolean {
  return step["continue-on-error"] === true;
}

/** The entry in `steps` of a step that was skipped. */
export const skippedResult: Readonly<Record<string, unknown>> = {
  outputs: {},
  outcome: "skipped",
  conclusion: "skipped",
};
