/** Which steps of a job an expression may read: those that come before it. */
import { anyName } from "../../expression/analysis/usage.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";

export interface OrderedStep {
  /** Undefined for a step that nothing can refer to. */
  readonly id: string | undefined;
  /** What the functions for steps returned. */
  readonly step: object;
  /** The outputs of its task; undefined where nobody knows them. */
  readonly outputs?: readonly string[] | undefined;
}

export class StepOrder {
  readonly #steps: readonly OrderedStep[];
  /** Whether steps come before these that are not known yet: the app's setup. */
  readonly #isOpen: boolean;
  #position: number;

  constructor(steps: readonly OrderedStep[], isOpen: boolean) {
    this.#steps = steps;
    this.#isOpen = isOpen;
    this.#position = steps.length;
  }

  /** What is read from now on stands in the step of this index. */
  moveTo(position: number): void {
    this.#position = position;
  }

  /** What is read from now on is computed behind all steps. */
  moveToEnd(): void {
    this.#position = this.#steps.length;
  }

  /** Why a reference to this step cannot stand here: the end of a sentence. */
  problemOf(step: object): string | undefined {
    const index = this.#steps.findIndex((other) => other.step === step);
    if (index !== -1 && index < this.#position) return undefined;
    const { id = "" } = step as { readonly id?: string };
    return index === -1
      ? `the step ${JSON.stringify(id)}, which is not a step of this job. A step refers to earlier steps of its own job; use the \`outputs\` of the other job, and get().`
      : laterProblem(id, index === this.#position);
  }

  /** The same for `["steps", "<id>", "outputs", "<output>"]`. GitHub ignores case. */
  problemOfPath([, id, property, output]: readonly string[]): string | undefined {
    if (id === undefined || id === anyName) return undefined;
    const isSame = (other: OrderedStep): boolean => other.id?.toLowerCase() === id.toLowerCase();
    const index = this.#steps.findIndex(isSame);
    if (index === -1 && this.#isOpen) return undefined;
    if (index === -1) {
      const ids = this.#steps.flatMap((step) => step.id ?? []);
      return `the step ${JSON.stringify(id)}, which there is not. The steps of its job with an id are ${quotedList(ids)}.${didYouMean(id, ids)}`;
    }
    if (index >= this.#position) return laterProblem(id, index === this.#position);
    const outputs = this.#steps[index]?.outputs;
    const isOutput = property?.toLowerCase() === "outputs" && output !== undefined;
    if (outputs === undefined || !isOutput || output === anyName) return undefined;
    if (outputs.some((other) => other.toLowerCase() === output.toLowerCase())) return undefined;
    return `the output ${JSON.stringify(output)} of its own task. The outputs of that are ${quotedList(outputs)}.${didYouMean(output, outputs)}`;
  }
}

function laterProblem(id: string, isItself: boolean): string {
  return isItself
    ? `the step ${JSON.stringify(id)}, which it stands in. A step refers to earlier steps of its job.`
    : `the step ${JSON.stringify(id)}, which comes later. A step refers to earlier steps of its job.`;
}
