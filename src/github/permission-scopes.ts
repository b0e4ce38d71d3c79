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
export type ScopeLevels = Readonly<Record<AnyLevelScope, Level>> & {
  readonly "copilot-requests": "write" | "none";
  readonly "id-token": "write" | "none";
  readonly models: "read" | "none";
  readonly "vulnerability-alerts": "read" | "none";
};

export type PermissionScope = keyof ScopeLevels;

export interface ScopeInfo<Scope extends PermissionScope> {
  readonly levels: readonly ScopeLevels[Scope][];
  /** What the scope is about. Printed beside every permission except the one that each checkout needs. */
  readonly note: string;
}

const any: readonly Level[] = ["read", "write", "none"];

/**
 * The permissions that a workflow's token can have. A test compares them with the schema of GitHub's own parser.
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
