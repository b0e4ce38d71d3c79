/**
 * Which contexts and functions the expressions of a key may use.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability
 */
import { contextOffers } from "./schema/context-schema.ts";

/** A key as GitHub's documentation writes it, such as `jobs.<job_id>.runs-on`. "none" is any key without expressions. */
export type ContextKey = (typeof contextOffers)[number]["keys"][number] | "none";

export interface ContextOffer {
  readonly contexts: readonly string[];
  /** Beside those that work in every expression. */
  readonly functions: readonly string[];
}

/** GitHub offers `secrets` in these, too. This program does not, and says who would get them. */
const readersOfSecrets: ReadonlyMap<string, string> = new Map<ContextKey, string>([
  ["jobs.<job_id>.outputs.<output_id>", "other jobs"],
  ["env", "every step of every job"],
  ["jobs.<job_id>.env", "every step of the job"],
  ["jobs.<job_id>.container.env.<name>", "every step of the job"],
]);

/** Who would get a secret of the key, where GitHub offers secrets and this program does not. */
export function readerOfSecrets(key: ContextKey): string | undefined {
  return readersOfSecrets.get(key);
}

const offersByKey = new Map<string, ContextOffer>(
  contextOffers.flatMap(({ contexts, functions, keys }) =>
    keys.map((key) => {
      const all: readonly string[] = contexts;
      const offered = readersOfSecrets.has(key) ? all.filter((name) => name !== "secrets") : all;
      return [key, { contexts: offered, functions }];
    }),
  ),
);

export function contextOffer(key: ContextKey): ContextOffer {
  return offersByKey.get(key) ?? { contexts: [], functions: [] };
}

export function contextKey(path: string): ContextKey {
  return offersByKey.has(path) ? (path as ContextKey) : "none";
}
