import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { Permissions } from "../../model/workflow.ts";
import { DeclarationError, type Place } from "../place.ts";

type Level = "read" | "write" | "none";

type AnyLevelScope =
  | "actions"
  | "artifact-metadata"
  | "attestations"
  | "checks"
  | "code-quality"
  | "contents"
  | "deployments"
  | "discussions"
  | "drives"
  | "issues"
  | "packages"
  | "pages"
  | "pull-requests"
  | "repository-projects"
  | "security-events"
  | "statuses";

/** The levels that GitHub has for each scope. */
type ScopeLevels = Readonly<Record<AnyLevelScope, Level>> & {
  readonly "copilot-requests": "write" | "none";
  readonly "id-token": "write" | "none";
  readonly models: "read" | "none";
  readonly "vulnerability-alerts": "read" | "none";
};

export type PermissionScope = keyof ScopeLevels;

interface ScopeInfo<Scope extends PermissionScope> {
  readonly levels: readonly ScopeLevels[Scope][];
  /** What the token may then do; printed beside every permission but the one that each checkout needs. */
  readonly note: string;
}

const any: readonly Level[] = ["read", "write", "none"];

/**
 * What a workflow's token can be allowed. A test holds it equal to the schema of GitHub's own parser.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export const permissionScopes: { readonly [Scope in PermissionScope]: ScopeInfo<Scope> } = {
  actions: { levels: any, note: "workflow runs and their artifacts" },
  "artifact-metadata": { levels: any, note: "storage and deployment records of artifacts" },
  attestations: { levels: any, note: "artifact attestations" },
  checks: { levels: any, note: "check runs and check suites" },
  "code-quality": { levels: any, note: "code quality data" },
  contents: { levels: any, note: "commits, branches, tags and releases" },
  "copilot-requests": { levels: ["write", "none"], note: "requests to GitHub Copilot" },
  deployments: { levels: any, note: "deployments and their statuses" },
  discussions: { levels: any, note: "discussions and their comments" },
  drives: { levels: any, note: "the storage of a workspace" },
  "id-token": { levels: ["write", "none"], note: "OpenID Connect tokens for other services" },
  issues: { levels: any, note: "issues, their comments, labels and milestones" },
  models: { levels: ["read", "none"], note: "calls of GitHub Models" },
  packages: { levels: any, note: "packages in GitHub's registry" },
  pages: { levels: any, note: "builds and settings of GitHub Pages" },
  "pull-requests": { levels: any, note: "pull requests, their comments, labels and reviews" },
  "repository-projects": { levels: any, note: "classic projects of the repository" },
  "security-events": { levels: any, note: "code scanning alerts" },
  statuses: { levels: any, note: "statuses of commits" },
  "vulnerability-alerts": { levels: ["read", "none"], note: "Dependabot alerts" },
};

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** What the workflow's token may do; a scope may be written `id-token` or `idToken`. What is not named it may not do. */
export type PermissionOptions =
  | "read-all"
  | "write-all"
  | ({ readonly [Scope in PermissionScope]?: ScopeLevels[Scope] } & {
      readonly [Scope in PermissionScope as CamelCase<Scope>]?: ScopeLevels[Scope];
    });

/** @throws DeclarationError for a scope or a level that GitHub does not have. */
export function readPermissions(given: PermissionOptions, place: Place): Permissions {
  if (given === "read-all" || given === "write-all") return given;
  if (typeof given !== "object" || given === null) {
    throw new DeclarationError(
      place,
      `permissions are "read-all", "write-all" or scopes with levels, not ${JSON.stringify(given)}.`,
      ['permissions: { contents: "read" }'],
    );
  }
  const entries = Object.entries(given).filter(([, level]) => level !== undefined);
  return Object.fromEntries(
    entries.map(([name, level]) => {
      const scope = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const info = scopeInfo(scope);
      if (info === undefined) {
        const known = Object.keys(permissionScopes);
        throw new DeclarationError(
          place,
          `GitHub has no permission ${JSON.stringify(name)}.${didYouMean(scope, known)}`,
        );
      }
      if (!info.levels.includes(level)) {
        throw new DeclarationError(
          place,
          `the permission ${JSON.stringify(scope)} is one of ${quotedList(info.levels, "or")}, not ${JSON.stringify(level)}.`,
        );
      }
      return [scope, level];
    }),
  );
}

function scopeInfo(scope: string): ScopeInfo<PermissionScope> | undefined {
  return Object.hasOwn(permissionScopes, scope)
    ? permissionScopes[scope as PermissionScope]
    : undefined;
}

/** What a permission is for, in a few words; undefined where it needs no explanation. */
export function permissionNote(scope: string, level: string): string | undefined {
  if (scope === "contents" && level === "read") return undefined;
  const note = scopeInfo(scope)?.note;
  return level === "none" && note !== undefined ? `no ${note}` : note;
}
