import { expect, test } from "vitest";
import { knownEvents } from "../../src/github/schema/event-schema.ts";
import { allowedValues, properties } from "../support/github/workflow-schema.ts";

const events = properties("on-mapping-strict");

test("the events are those of GitHub's schema", () => {
  expect(Object.keys(knownEvents).sort()).toEqual(Object.keys(events).sort());
});

test.each(Object.entries(knownEvents))(
  "%s has the types and filters of the schema",
  (name, known) => {
    const { types, ...filters } = properties(events[name] ?? "");
    const allowed = types === undefined ? [] : [...new Set(allowedValues(types))];
    const given: readonly string[] = "types" in known ? known.types : [];
    expect([...given].sort()).toEqual(allowed.sort());
    const free = types !== undefined && allowed.length === 0 ? ["types"] : [];
    expect([...known.filters].sort()).toEqual([...Object.keys(filters), ...free].sort());
  },
);
