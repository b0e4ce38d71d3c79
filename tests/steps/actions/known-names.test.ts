import { describe, expect, test } from "vitest";
import { namesOf, takesInputs } from "../../../src/steps/actions/known-names.ts";

const sha = "8f4b7f84864484a7bf31766abe9204da3cbe65b3";

describe("names of an action", () => {
  test.each([
    "docker/build-push-action@v7",
    "docker/build-push-action@v6",
    "docker/build-push-action@v6.2",
    "docker/build-push-action@v6.2.1",
    `docker/build-push-action@${sha} # v6.2.1`,
    `docker/build-push-action@${sha}  #v7`,
  ])("%s", (action) => {
    const names = namesOf(action);
    expect(names?.outputs).toEqual(["imageid", "digest", "metadata"]);
    expect(names?.inputs.get("push")).toEqual({ isRequired: false, isFlag: true });
    expect(names?.inputs.get("context")).toEqual({ isRequired: false, isFlag: false });
  });

  test("may be more than are declared", () => {
    expect(namesOf("dorny/paths-filter@v3")?.outputs).toBeUndefined();
    expect(namesOf("dorny/paths-filter@v3")?.inputs.get("filters")?.isRequired).toBe(true);
  });

  test("of a branch and of a folder", () => {
    expect(namesOf("dtolnay/rust-toolchain@stable")?.outputs).toEqual(["cachekey", "name"]);
    expect(namesOf("github/codeql-action/init@v4.1.0")?.inputs.has("languages")).toBe(true);
  });

  test.each([
    "docker/build-push-action@v60",
    `docker/build-push-action@${sha}`,
    "docker/build-push-action",
    "own/act@v1",
    "./docker/build-push-action",
    "constructor",
    "",
  ])("%j is not known", (action) => {
    expect(namesOf(action)).toBeUndefined();
    expect(takesInputs(action, { anything: "yes" })).toBe(true);
  });
});

describe("inputs that compile", () => {
  test.each<[Record<string, unknown>, boolean]>([
    [{}, true],
    [{ context: 5, push: true }, true],
    [{ push: "False" }, true],
    [{ push: "${{ github.ref == 'refs/heads/main' }}" }, true],
    [{ push: "${{ a }}${{ b }}" }, false],
    [{ push: "yes" }, false],
    [{ push: 1 }, false],
    [{ psuh: true }, false],
    [{ Push: true }, false],
  ])("%j of docker/build-push-action: %s", (inputs, isTaken) => {
    expect(takesInputs("docker/build-push-action@v6", inputs)).toBe(isTaken);
  });

  test("are those that the action needs, among them", () => {
    expect(takesInputs("actions/cache@v4", { path: "a" })).toBe(false);
    expect(takesInputs("actions/cache@v4", { path: "a", key: "b" })).toBe(true);
  });
});
