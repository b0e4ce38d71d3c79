import type { permissionLevels } from "./schema/permission-schema.ts";

export type PermissionScope = keyof typeof permissionLevels;

/** The levels that GitHub has for each scope. */
export type ScopeLevels = {
  readonly [Scope in PermissionScope]: (typeof permissionLevels)[Scope][number];
};

/**
 * What each scope is about. Printed beside every permission except the one that each checkout needs.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export const permissionNotes: Readonly<Record<PermissionScope, string>> = {
  actions: "workflow runs and their artifacts",
  "artifact-metadata": "storage and deployment records of artifacts",
  attestations: "artifact attestations",
  checks: "check runs and check suites",
  "code-quality": "code quality data",
  contents: "commits, branches, tags and releases",
  "copilot-requests": "requests to GitHub Copilot",
  deployments: "deployments and their statuses",
  discussions: "discussions and their comments",
  drives: "the storage of a workspace",
  "id-token": "OpenID Connect tokens for other services",
  issues: "issues, their comments, labels and milestones",
  models: "calls of GitHub Models",
  packages: "packages in GitHub's registry",
  pages: "builds and settings of GitHub Pages",
  "pull-requests": "pull requests, their comments, labels and reviews",
  "repository-projects": "classic projects of the repository",
  "security-events": "code scanning alerts",
  statuses: "statuses of commits",
  "vulnerability-alerts": "Dependabot alerts",
};
