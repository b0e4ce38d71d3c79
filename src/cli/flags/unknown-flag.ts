import { nearest } from "../../problems/nearest.ts";
import { UsageError } from "../../problems/usage-error.ts";

interface KnownFlag {
  readonly name: string;
  readonly guesses?: readonly string[];
}

/** People want them of the whole program, or of a built-in command. */
const runOptions: ReadonlySet<string> = new Set(["watch", "notify"]);

/** The error, with what may have been meant. */
export function unknownFlag(
  text: string,
  spellings: ReadonlyMap<string, { readonly flag: KnownFlag }>,
  seeMore: string,
): UsageError {
  const name = text.replace(/^-+/, "");
  if (runOptions.has(name)) {
    const where = "it goes behind the name of a task or an automation";
    return new UsageError(`there is no option ${text} here: ${where}.`, [seeMore]);
  }
  const match = [...spellings.values()].find(({ flag }) => flag.guesses?.includes(name));
  const close = match?.flag.name ?? nearest(name, spellings.keys());
  return new UsageError(
    `there is no option ${text} here.${close === undefined ? "" : ` Did you mean --${close}?`}`,
    [seeMore],
  );
}
