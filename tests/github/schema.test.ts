import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { githubRules } from "../../scripts/github-rules.mjs";

const project = new URL("../../", import.meta.url);

test("src/github/schema/ is what scripts/github-rules.mjs writes", async () => {
  const files = await githubRules();
  const paths = readdirSync(new URL("src/github/schema/", project)).map(
    (name) => `src/github/schema/${name}`,
  );
  const written = paths.map((path) => [path, readFileSync(new URL(path, project), "utf8")]);
  expect(Object.fromEntries(written)).toEqual(
    Object.fromEntries(files.map(({ path, text }) => [path, text])),
  );
});
