/** The inputs of an action as it reads them: https://github.com/actions/toolkit/blob/main/packages/core/src/core.ts */
import { quotedList } from "../../problems/wording.ts";
import type { ActionStep } from "../../model/workflow.ts";
import { actionName } from "../tools/tool-requests.ts";

export class ActionInputs {
  readonly #action: string;
  /** By names in lower case: the runner passes them as variables in upper case. */
  readonly #given: ReadonlyMap<string, string>;
  readonly #defaults: Readonly<Record<string, string>>;
  readonly #evaluate: (text: string) => string;

  /**
   * @param defaults for inputs that the step does not have. One that it has, and that is empty, stays empty.
   * @param evaluate returns the text with its expressions replaced.
   */
  constructor(
    step: ActionStep,
    defaults: Readonly<Record<string, string>>,
    evaluate: (text: string) => string,
  ) {
    this.#action = actionName(step);
    this.#given = new Map(
      Object.entries(step.with ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    this.#defaults = defaults;
    this.#evaluate = evaluate;
  }

  /** Whether the step has a text for it, whatever that comes to. */
  has(name: string): boolean {
    return (this.#given.get(name) ?? "").trim() !== "";
  }

  /**
   * Without space around it; empty where there is none.
   *
   * @throws UnknownError
   */
  text(name: string): string {
    const given = this.#given.get(name);
    return (given === undefined ? (this.#defaults[name] ?? "") : this.#evaluate(given)).trim();
  }

  /** @throws Error for a text that YAML 1.2 does not read as a boolean, as `getBooleanInput` does. */
  boolean(name: string): boolean {
    const text = this.text(name);
    if (/^(?:true|True|TRUE)$/.test(text)) return true;
    if (/^(?:false|False|FALSE)$/.test(text)) return false;
    throw this.#refusal(name, text, "true or false");
  }

  /** @throws Error for any other than these. */
  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const text = this.text(name);
    const choice = choices.find((each) => each === text);
    if (choice === undefined) throw this.#refusal(name, text, quotedList(choices, "or"));
    return choice;
  }

  /**
   * The digits at the start of the text, as `parseInt` reads them; undefined where it is empty.
   *
   * @throws Error for what is no number.
   */
  number(
    name: string,
    { from, to }: { readonly from?: number; readonly to?: number } = {},
  ): number | undefined {
    const text = this.text(name);
    if (text === "") return undefined;
    const number = Number.parseInt(text, 10);
    if (Number.isNaN(number)) throw this.#refusal(name, text, "a number");
    if ((from !== undefined && number < from) || (to !== undefined && number > to)) {
      throw this.#refusal(name, text, `a number from ${from} to ${to}`);
    }
    return number;
  }

  #refusal(name: string, text: string, wanted: string): Error {
    return new Error(`${name} of ${this.#action} is ${JSON.stringify(text)}: it takes ${wanted}`);
  }
}
