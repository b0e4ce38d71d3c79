import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fileUrl } from "../../src/start/file-url.ts";
import { cases } from "../support/cases.ts";

const name = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: fc.constantFrom("a", ".", "-", "_", "%", "#", "?", " ", "~", "\\", "é") }),
  )
  .filter((text) => text !== "" && !/[/\0]/.test(text));

test("the URL of any absolute path is Node's", () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const path = `/${names.join("/")}`;
      expect(fileUrl(path)).toBe(pathToFileURL(path).href);
    }),
    cases(300),
  );
});
