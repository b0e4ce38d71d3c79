/** Translates a workflow, makes it again of its plan, and says what is not the same. */
import { DeclarationError } from "../automation/place.ts";
import { ExpressionError } from "../expression/language/expression-error.ts";
import { UsageError } from "../problems/usage-error.ts";
import { withoutEmptyValues } from "./empty-values.ts";
import { isRelease } from "./releases.ts";
import { readComments } from "./comments/read-comments.ts";
import type { ActionPins } from "../workflow/pins/pin.ts";
import { readPins } from "../workflow/pins/read-pins.ts";
import { compareWorkflows } from "./compare/compare-workflows.ts";
import type { Difference } from "./compare/difference.ts";
import { type AutomationPlan, object } from "../typescript/plan.ts";
import { mappingOf, readWorkflow, type YamlMapping } from "./read-workflow.ts";
import type { RefusedStep } from "./translate/job-source.ts";
import type { Lost } from "./translate/lost.ts";
import type { ReleaseChoice } from "./translate/release-choice.ts";
import {
  automationName,
  leftOutComment,
  type Translation,
  translateWorkflow,
} from "./translate/workflow-plan.ts";

export interface CheckedImport extends Translation {
  /** What the API refuses. The jobs in question are not among the differences. */
  readonly refused: readonly Refusal[];
  /** How the workflow of the plan differs, but for what is lost. */
  readonly differences: readonly Difference[];
}

export interface Refusal {
  /** Undefined where it is not a job that is refused; then nothing was compared. */
  readonly job?: string | undefined;
  readonly message: string;
}

/**
 * Makes the text of a workflow of a plan.
 *
 * @param actionPins What the app of the plan chooses.
 */
export type Generate = (plan: AutomationPlan, actionPins: ReleaseChoice) => string;

export interface ImportedFile {
  readonly text: string;
  /** Its name: `ci.yml`. */
  readonly file: string;
  /** That of the automation. Default: by the file. */
  readonly name?: string | undefined;
  /** The releases that the app chooses. Default: those that most steps of the file use. */
  readonly chosen?: ReleaseChoice | undefined;
}

export function checkImport(source: ImportedFile, generate: Generate): CheckedImport {
  try {
    return checkWorkflow(source, generate);
  } catch (error) {
    // What stands in a job is lost with it, so that this one concerns the file.
    if (!(error instanceof ExpressionError)) throw error;
    const plan = {
      options: object({ name: source.name ?? automationName(source.file) }),
      parameters: "" as const,
      statements: [],
    };
    const refused = [{ message: error.message }];
    return { plan, lost: [], notes: [], actionPins: {}, refused, differences: [] };
  }
}

function checkWorkflow(
  { text, file, name, chosen }: ImportedFile,
  generate: Generate,
): CheckedImport {
  const workflow = readWorkflow(text);
  const pins = readPins(text);
  const refused: Refusal[] = [];
  const refusedSteps: RefusedStep[] = [];
  for (;;) {
    const without = refused.flatMap(({ job }) => job ?? []);
    const comments = [
      ...readComments(text),
      ...refused.map(({ job = "", message }) => leftOutComment(["jobs", job], message)),
    ];
    const options = { file, name, chosen, pins, without, refusedSteps, comments };
    const translation = translateWorkflow(workflow, options);
    const { plan, lost, actionPins } = translation;
    try {
      const known = [...lost.map(({ path }) => path), ...without.map((id) => ["jobs", id])];
      const made = generate(plan, actionPins);
      const [first, second] = [
        // What a job without its needs reads could not be told.
        withoutJobs(withoutEmptyValues(workflow).workflow, known),
        withoutJobs(readWorkflow(made), known),
      ];
      const all = [
        ...compareWorkflows(first, second, file, readPins(made)),
        ...lostReleases(pins, readPins(made)),
      ];
      const differences = all.filter((difference) => !isKnown(difference, known));
      return { ...translation, refused, differences };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const { job, index, option = "" } = error instanceof DeclarationError ? error.place : {};
      const message = withoutPlace(error.message);
      const isNew = job !== undefined && !without.includes(job);
      const before = refusedSteps.find((step) => step.job === job && step.index === index);
      if (isNew && index !== undefined && before === undefined) {
        refusedSteps.push({ job, index, option, message: message.replace(/^step "[^"]*", /, "") });
        continue;
      }
      refused.push({ job: isNew ? job : undefined, message: before?.message ?? message });
      if (!isNew) return { ...translation, refused, differences: [] };
    }
  }
}

/** What a person imports has no automation yet, and its job is told apart. */
function withoutPlace(message: string): string {
  return message.replace(/^(?:automation "[^"]*"|app\(\))(?:, job "[^"]*")?(?:, |: )/, "");
}

/** Without jobs that are lost as a whole: they may have expressions that cannot be read. */
function withoutJobs(workflow: YamlMapping, lost: readonly Lost["path"][]): YamlMapping {
  const kept = Object.entries(mappingOf(workflow["jobs"]) ?? {}).filter(
    ([id]) => !lost.some((path) => path.length === 2 && covers(path, ["jobs", id])),
  );
  return { ...workflow, jobs: Object.fromEntries(kept) };
}

/** Whether it is of what is lost. A mapping is gone where all in it is lost. */
function isKnown({ path, before, after }: Difference, lost: readonly Lost["path"][]): boolean {
  if (lost.some((outer) => covers(outer, path))) return true;
  const keys = after === undefined ? Object.keys(mappingOf(before) ?? {}) : [];
  return keys.length > 0 && keys.every((key) => lost.some((one) => covers(one, [...path, key])));
}

/** Whether a path is the same or below. */
function covers(outer: Lost["path"], inner: Difference["path"]): boolean {
  return outer.every((part, index) => inner[index] === part);
}

/** The comments with the release of a commit, which Dependabot and Renovate read. */
function lostReleases(before: ActionPins, after: ActionPins): readonly Difference[] {
  return Object.entries(before).flatMap(([action, pins]) =>
    pins
      .filter(({ sha, version }) => sha !== undefined && isRelease(version))
      .filter(
        ({ sha, version }) =>
          // A step without its action differs anyway.
          after[action]?.some((it) => it.sha === sha) === true &&
          !after[action].some((it) => it.sha === sha && it.version === version),
      )
      .map(({ version }) => ({ path: ["releases", action], before: version })),
  );
}
