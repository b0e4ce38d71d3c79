import { describe, expect, test } from "vitest";
import {
  isArtifactName,
  isSecretName,
  isValidId,
  isValidName,
  isVariableName,
  isWorkflowFile,
} from "../../src/github/name-rules.ts";

const long = "a".repeat(99);

describe.each([
  ["an id", isValidId, ["a", "_a-1", "A", long], ["", "1a", "-a", "__a", "a.b", `${long}a`]],
  ["an input", isValidName, ["a", "__a-1", `${long}a`], ["", "1a", "-a", "a.b", "a b"]],
  ["a secret", isSecretName, ["a", "_A1", "GITHUB_TOKEN"], ["", "1A", "A-B", "github_a"]],
  ["a variable", isVariableName, ["a", "a.b", "1", "a(b)"], ["", "a b", "a=b", "a\0", "a\n"]],
  [
    "the file of a workflow",
    isWorkflowFile,
    ["ci.yml", "my weird näme.v2.yaml", ".a.yml", "(a) & b.yml", "-a.yml"],
    [
      "a",
      ".yml",
      "a.yml ",
      " a.yml",
      "../a.yml",
      "a/b.yml",
      "a\\b.yml",
      "a\nb.yml",
      "a:b.yml",
      "..yml",
    ],
  ],
  ["an artifact", isArtifactName, ["a b", "..a", "a.b"], ["", ".", "..", "a/b", "a\\b", "a:b"]],
] as const)("the name of %s", (_, isValid, valid, invalid) => {
  test.each(valid)("may be %j", (name) => expect(isValid(name)).toBe(true));
  test.each(invalid)("may not be %j", (name) => expect(isValid(name)).toBe(false));
});
