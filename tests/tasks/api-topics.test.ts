/** What docs/api/ is made of: each export stands on one page. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { topicModules, topics, topicsPage } from "../../tasks/api/topics.ts";
import { exportsOfPackage } from "../support/api/public-api.ts";

const index = readFileSync("src/index.ts", "utf8");

function exportedBy(text: string): readonly string[] {
  return [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
    list
      .split(",")
      .map((name) => name.replace(/^\s*type /, "").trim())
      .filter((name) => name !== ""),
  );
}

describe("the topics of the API", () => {
  test("have each export of the package, once", () => {
    const names = Object.values(topicModules(index, "./src")).flatMap(exportedBy);
    const exported = [...new Set(exportsOfPackage().map(({ name }) => name))];
    expect([...names].sort()).toEqual(exported.sort());
  });

  test("have something each, and a line on the first page", () => {
    for (const [name, text] of Object.entries(topicModules(index, "./src"))) {
      expect({ name, exported: exportedBy(text).length }).not.toEqual({ name, exported: 0 });
      expect(topicsPage(index)).toContain(`- **[${name}](${name}.md)**: `);
    }
    expect(topicsPage(index)).toContain("[`CommandError`](tasks.md#commanderror)");
    expect(topicsPage(index)).not.toContain("TaskDefinition");
    expect(Object.keys(topicModules(index, "./src"))).toEqual(topics.map(({ name }) => name));
  });

  test("take a file by the longest beginning", () => {
    const text = 'export { matrix } from "./automation/matrix/matrix.ts";\n';
    const { matrices = "", automations = "" } = topicModules(text, "/src");
    expect(matrices).toContain('export { matrix } from "/src/automation/matrix/matrix.ts";');
    expect(automations).not.toContain("export");
  });

  test("do not leave out what nobody thought of", () => {
    const text = 'export { news } from "./news/news.ts";\n';
    expect(() => topicModules(text, "./src")).toThrow(
      "no topic of tasks/api/topics.ts has src/news",
    );
  });
});
