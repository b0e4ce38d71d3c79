import { describe, expect, test } from "vitest";
import { hashFiles } from "../../../src/expression/build/functions.ts";
import { github } from "../../../src/expression/build/github-context.ts";
import { cache, restoreCache, saveCache } from "../../../src/steps/setup/cache.ts";

const key = `npm-${hashFiles("package-lock.json", "docs/package-lock.json")}`;

test("a cache may only be restored, or only be saved", () => {
  expect(restoreCache({ path: "~/.npm", key, restoreKeys: ["npm-", github.refName] })).toEqual({
    kind: "action",
    action: "actions/cache/restore",
    with: { path: "~/.npm", key, "restore-keys": "npm-\n${{ github.ref_name }}" },
  });
  const restored = restoreCache({ id: "restored", path: "~/.npm", key });
  const saved = saveCache({ path: ["a", "b"], key: restored.get("cache-primary-key") });
  expect(saved).toEqual({
    kind: "action",
    action: "actions/cache/save",
    with: { path: "a\nb", key: "${{ steps.restored.outputs.cache-primary-key }}" },
  });
});

test("the action's input enableCrossOsArchive keeps its name", () => {
  expect(cache({ path: "a", key: "k", enableCrossOsArchive: true }).with).toEqual({
    path: "a",
    key: "k",
    enableCrossOsArchive: true,
  });
});

describe("a cache without what it needs", () => {
  const untyped = { cache, restoreCache, saveCache } as unknown as Readonly<
    Record<string, (options?: unknown) => unknown>
  >;

  test.each(["cache", "restoreCache", "saveCache"])("is refused by %s()", (name) => {
    expect(() => untyped[name]?.({ path: "a" })).toThrow(
      `${name}() needs the path to keep and a key that names it.`,
    );
    expect(() => untyped[name]?.({ path: "a", key: " " })).toThrow(`${name}(): \`key\` is empty.`);
    expect(() => untyped[name]?.({ path: ["a", ""], key })).toThrow(
      `${name}(): \`path[1]\` is empty.`,
    );
    expect(() => untyped[name]?.({ path: 5, key })).toThrow(
      `${name}(): \`path\` is a text or a list of texts, not 5.`,
    );
  });

  test("is refused with a key that GitHub refuses, but commas may stand in its expressions", () => {
    expect(() => cache({ path: "a", key: "npm,22" })).toThrow(
      'cache(): `key` is "npm,22", and the key of a cache cannot have a comma.',
    );
    expect(() => cache({ path: "a", key, restoreKeys: ["npm,"] })).toThrow(
      'cache(): `restoreKeys` is "npm,", and the key of a cache cannot have a comma.',
    );
    expect(cache({ path: "a", key }).with?.["key"]).toContain(", ");
  });

  test("is refused with options of the other half", () => {
    expect(() => untyped["saveCache"]?.({ path: "a", key, restoreKeys: ["npm-"] })).toThrow(
      'saveCache() has no option "restoreKeys".',
    );
    expect(() => untyped["restoreCache"]?.({ path: "a", key, uploadChunkSize: 5 })).toThrow(
      'restoreCache() has no option "uploadChunkSize".',
    );
  });
});
