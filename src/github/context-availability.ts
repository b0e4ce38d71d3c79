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

/** GitHub offers `secrets` in these, too, where every step would get them, or another job. */
const sharedKeys: ReadonlySet<string> = new Set<ContextKey>([
  "jobs.<job_id>.outputs.<output_id>",
  "env",
  "jobs.<job_id>.env",
  "jobs.<job_id>.container.env.<name>",
  "jobs.<job_id>.services.<service_id>.env.<name>",
]);

const offersByKey = new Map<string, ContextOffer>(
  contextOffers.flatMap(({ contexts, functions, keys }) =>
    keys.map((key) => {
      const all: readonly string[] = contexts;
      const offered = sharedKeys.has(key) ? all.filter((name) => name !== "secrets") : all;
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
