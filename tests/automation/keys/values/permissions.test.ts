import { expect, test } from "vitest";
import {
  permissionNote,
  readPermissions,
} from "../../../../src/automation/keys/values/permissions.ts";
import { permissionLevels } from "../../../../src/github/schema/permission-schema.ts";
import { properties } from "../../../support/github/workflow-schema.ts";

const place = { automation: "ci", option: "permissions" };

test("the scopes and their levels are those of GitHub's schema", () => {
  const levels: Readonly<Record<string, readonly string[]>> = {
    "permission-level-any": ["read", "write", "none"],
    "permission-level-read-or-no-access": ["read", "none"],
    "permission-level-write-or-no-access": ["write", "none"],
  };
  const schema = Object.entries(properties("permissions-mapping")).map(([scope, type]) => [
    scope,
    levels[type],
  ]);
  expect(permissionLevels).toEqual(Object.fromEntries(schema));
});

test("a scope may be written as in YAML or as in code", () => {
  expect(readPermissions({ "id-token": "write", pullRequests: "read" }, place)).toEqual({
    "id-token": "write",
    "pull-requests": "read",
  });
});

test.each([
  [{ content: "read" }, `GitHub has no permission "content". Did you mean "contents"?`],
  [
    { contents: "admin" },
    `the permission "contents" is one of "read", "write" or "none", not "admin".`,
  ],
  [{ models: "write" }, `the permission "models" is one of "read" or "none", not "write".`],
  ["read", `permissions are "read-all", "write-all" or scopes with levels, not "read".`],
])("%j is refused", (given, message) => {
  expect(() => readPermissions(given as never, place)).toThrow(
    `automation "ci", option "permissions": ${message}`,
  );
});

test("every permission but reading the code is explained", () => {
  expect(permissionNote("contents", "read")).toBeUndefined();
  expect(permissionNote("issues", "none")).toBe("no issues, their comments, labels and milestones");
  expect(permissionNote("contents", "write")).toBe("commits, branches, tags and releases");
});
