import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { App } from "recompose-ci";
import { FolderContents } from "../../src/workflow/files/folder-contents.ts";
import { generateWorkflows } from "../../src/workflow/generate.ts";

const golden = fileURLToPath(new URL("../golden/", import.meta.url));
const names = readdirSync(golden).filter((name) => existsSync(`${golden}${name}/recompose.ts`));

function expectedFiles(name: string): readonly string[] {
  const files = readdirSync(`${golden}${name}`, { encoding: "utf8", recursive: true });
  return files
    .filter((file) => file.endsWith(".yml"))
    .map((file) => `${name}/${file.replaceAll("\\", "/")}`)
    .sort();
}

/** `npx vitest run tests/workflow/golden.test.ts -u` writes them anew, for review; with a new file, twice. */
describe("the workflow is as expected", () => {
  test("for some apps", () => {
    expect(names.length).toBeGreaterThan(0);
  });

  test.each(names)("%s", async (name) => {
    const { default: app } = (await import(`../golden/${name}/recompose.ts`)) as { default: App };
    const { files } = await generateWorkflows({
      automations: app.automations,
      defaults: app.defaults,
      folder: new FolderContents(`${tmpdir()}/recompose-golden-without-files`),
      source: "recompose.ts",
      regenerate: "./run generate-gha",
    });
    const compared: string[] = [];
    for (const [index, { name: file, content }] of files.entries()) {
      // What the first of them calls has a folder of its own.
      const folder = index === 0 ? name : `${name}/${file.replace(/\.yml$/, "")}`;
      await expect(content).toMatchFileSnapshot(`${golden}${folder}/expected.yml`);
      compared.push(`${folder}/expected.yml`);
    }
    expect(compared.sort()).toEqual(expectedFiles(name));
  });
});
