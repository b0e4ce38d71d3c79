import { UsageError } from "../problems/usage-error.ts";

/** Where in a declaration a mistake is. */
export interface Place {
  /** Undefined where the mistake is in the app. */
  readonly automation?: string | undefined;
  readonly job?: string | undefined;
  /** The step, in a few words: its id, its action, its command. */
  readonly step?: string | undefined;
  /** The index of the step among those of the job. */
  readonly index?: number | undefined;
  /** The option's name in the code: `timeoutMinutes`, `on`. */
  readonly option?: string | undefined;
}

/** A mistake in the declaration of an automation, with its place as data. */
export class DeclarationError extends UsageError {
  override readonly name: string = "DeclarationError";
  readonly place: Place;

  constructor(place: Place, message: string, hints: readonly string[] = []) {
    super(`${placeLabel(place)}: ${message}`, hints);
    this.place = place;
  }
}

/** `automation "ci", job "deploy", option "timeoutMinutes"`. */
export function placeLabel({ automation, job, step, option }: Place): string {
  const parts = [automation === undefined ? "app()" : `automation ${JSON.stringify(automation)}`];
  if (job !== undefined) parts.push(`job ${JSON.stringify(job)}`);
  if (step !== undefined) parts.push(`step ${JSON.stringify(step)}`);
  if (option !== undefined) parts.push(`option ${JSON.stringify(option)}`);
  return parts.join(", ");
}

/** Adds the place to the errors of a check that does not know it. */
export function at<Value>(place: Place, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof UsageError) || error instanceof DeclarationError) throw error;
    throw new DeclarationError(place, error.message, error.hints);
  }
}
