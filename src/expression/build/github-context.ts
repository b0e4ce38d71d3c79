/** The contexts that every workflow has: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
import type { Condition, Reference } from "./algebra.ts";
import { BuiltExpression, everywhere } from "./built-expression.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { contextReference } from "./reference.ts";
import { literal, path, type Tree } from "../language/syntax-tree.ts";

export interface GithubContext {
  /** `push`, `pull_request`, `workflow_dispatch` … */
  readonly eventName: Reference<string>;
  /** `refs/heads/main`. */
  readonly ref: Reference<string>;
  /** `main`. */
  readonly refName: Reference<string>;
  readonly refType: Reference<"branch" | "tag">;
  readonly sha: Reference<string>;
  readonly actor: Reference<string>;
  /** `owner/name`. */
  readonly repository: Reference<string>;
  /** The branch of a pull request; empty on other events. */
  readonly headRef: Reference<string>;
  /** The branch into which a pull request would be merged; empty on other events. */
  readonly baseRef: Reference<string>;
  /**
   * A property of the webhook's payload, null where the event does not have it: `github.event("pull_request.draft")`.
   * `*` stands for all items of a list: `github.event("commits.*.message")`.
   */
  event<Value = unknown>(property: string): Reference<Value> & Condition;
}

export const github: GithubContext = {
  eventName: contextReference("github", ["event_name"]),
  ref: contextReference("github", ["ref"]),
  refName: contextReference("github", ["ref_name"]),
  refType: contextReference("github", ["ref_type"]),
  sha: contextReference("github", ["sha"]),
  actor: contextReference("github", ["actor"]),
  repository: contextReference("github", ["repository"]),
  headRef: contextReference("github", ["head_ref"]),
  baseRef: contextReference("github", ["base_ref"]),
  event<Value>(property: string): Reference<Value> & Condition {
    const names = typeof property === "string" ? property.split(".") : [""];
    if (names.includes("")) {
      throw new UsageError(
        `github.event() takes names with dots between them, as in "pull_request.draft", not ${shown(property)}.`,
      );
    }
    const tree = names.reduce<Tree>(
      (of, name) =>
        name === "*" ? { kind: "filter", of } : { kind: "index", of, key: literal(name) },
      path("github", ["event"]),
    );
    const reference = new BuiltExpression(tree, "both", everywhere);
    return reference as Reference<Value> & BuiltExpression;
  },
};

/** A variable of the repository, its environment or organization; empty where it is not set. */
export function vars(name: string): Reference<string> {
  return contextReference("vars", [name]);
}

/**
 * A secret of the repository, its environment or organization, for the `env` or `with` of one step; empty where it is
 * not set. A secret that a task reads is declared at the task.
 *
 * @example uses("codecov/codecov-action@v5", { with: { token: secret("CODECOV_TOKEN") } })
 */
export function secret(name: string): Reference<string> {
  return contextReference("secrets", [name]);
}
