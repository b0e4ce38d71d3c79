import { describe, expect, test } from "vitest";
import { documentedRows, placeholders } from "../support/documented-rows.ts";
import { definitions } from "../support/github/workflow-schema.ts";

/** The keys in the first column of the tables. */
const documented = documentedRows.flatMap(({ keys }) => keys);

/** Every key that the schema of GitHub's own parser has, as `jobs.<job_id>.steps[].uses`. */
function schemaKeys(name: string, path = "", above: readonly string[] = []): string[] {
  const definition = definitions[name];
  if (definition === undefined || above.includes(name)) return [];
  const below = [...above, name];
  const { mapping, sequence } = definition;
  const named = Object.entries(mapping?.properties ?? {}).flatMap(([key, property]) => {
    const inner = path === "" ? key : `${path}.${key}`;
    const type = typeof property === "string" ? property : property.type;
    return [inner, ...schemaKeys(type, inner, below)];
  });
  const last = path.split(".").at(-1) ?? "";
  const free = mapping?.["loose-value-type"];
  return [
    ...named,
    ...(free === undefined
      ? []
      : schemaKeys(free, `${path}.${placeholders[last] ?? "<name>"}`, below)),
    ...(sequence === undefined ? [] : schemaKeys(sequence["item-type"], `${path}[]`, below)),
    ...(definition["one-of"] ?? []).flatMap((one) => schemaKeys(one, path, below)),
  ];
}

describe("docs/workflow-keys.md", () => {
  test("says of every key that GitHub has how it is written here, or why not", () => {
    const keys = [...new Set(schemaKeys("workflow-root-strict"))];
    expect(keys.length).toBeGreaterThan(200);
    expect(new Set(documented)).toEqual(new Set(keys));
  });

  test("has no key twice", () => {
    expect(documented).toHaveLength(new Set(documented).size);
  });
});
