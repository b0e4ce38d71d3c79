import { flagName } from "../../inputs/flag.ts";
import { nearest } from "../../problems/nearest.ts";
import { UsageError } from "../../problems/usage-error.ts";

interface KnownFlag {
  readonly name: string;
  readonly guesses?: readonly string[];
}

/** People want them of the whole program, or of a built-in command. */
const runOptions: ReadonlySet<string> = new Set(["watch", "notify"]);

/** The command that an option belongs to which another one was given. */
export interface OptionOwner {
  /** In words: `automations`, `the task "build"`. */
  readonly owner: string;
  /** What to type for more about the option. */
  readonly seeMore?: string | undefined;
}

/** Finds the owner of an option by its name, without dashes, as it is in help. */
export type FindOwner = (name: string) => OptionOwner | undefined;

/**
 * The error, with what may have been meant.
 *
 * @param findOwner Knows the options of other commands.
 */
export function unknownFlag(
  text: string,
  spellings: ReadonlyMap<string, { readonly flag: KnownFlag }>,
  seeMore: string,
  findOwner: FindOwner = () => undefined,
): UsageError {
  const name = text.replace(/^-+/, "");
  if (runOptions.has(name)) {
    const where = "it goes behind the name of a task or an automation";
    return new UsageError(`there is no option ${text} here: ${where}.`, [seeMore]);
  }
  const given = flagName(name);
  // A switch may have been given by its negation.
  const other = findOwner(given) ?? findOwner(given.replace(/^no-/, ""));
  if (other !== undefined && text.startsWith("--")) {
    const more = other.seeMore === undefined ? [] : [other.seeMore];
    return new UsageError(`there is no option ${text} here: it belongs to ${other.owner}.`, [
      ...more,
      seeMore,
    ]);
  }
  const match = [...spellings.values()].find(({ flag }) => flag.guesses?.includes(name));
  const close = match?.flag.name ?? nearest(name, spellings.keys());
  return new UsageError(
    `there is no option ${text} here.${close === undefined ? "" : ` Did you mean --${close}?`}`,
    [seeMore],
  );
}
