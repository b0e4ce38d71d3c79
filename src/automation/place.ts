import { UsageError } from "../problems/usage-error.ts";

/** Where in a declaration a mistake is: what an error names instead of a line of YAML. */
export interface Place {
  /** None where it is the app's. */
  readonly automation?: string | undefined;
  readonly job?: string | undefined;
  /** As in the code: `timeoutMinutes`, `on`. */
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
export function placeLabel({ automation, job, option }: Place): string {
  const parts = [automation === undefined ? "app()" : `automation ${JSON.stringify(automation)}`];
  if (job !== undefined) parts.push(`job ${JSON.stringify(job)}`);
  if (option !== undefined) parts.push(`option ${JSON.stringify(option)}`);
  return parts.join(", ");
}

/** Gives the errors of a check that knows no automations their place. */
export function at<Value>(place: Place, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof UsageError) || error instanceof DeclarationError) throw error;
    throw new DeclarationError(place, error.message, error.hints);
  }
}
