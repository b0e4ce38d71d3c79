/** What docs/run/programs-and-agents.md says of the server. */
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, onTestFinished, test } from "vitest";
import { defaultLines, mostLines, tools } from "../../../src/cli/mcp/tools.ts";
import { Project, runScript } from "../../support/project.ts";

interface ServerConfiguration {
  readonly command: string;
  readonly args: readonly string[];
}

interface Configuration {
  readonly mcpServers?: Readonly<Record<string, ServerConfiguration>>;
  readonly servers?: Readonly<Record<string, ServerConfiguration>>;
}

const page = readFileSync(
  new URL("../../../docs/run/programs-and-agents.md", import.meta.url),
  "utf8",
);

test("the table has all tools with all their arguments, in order", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` +\| ([^|]*)\|/gm)].map(([, name, list = ""]) => [
    name,
    [...list.matchAll(/`(\w+)`/g)].map(([, argument]) => argument),
  ]);
  expect(rows).toEqual(
    Object.entries(tools).map(([name, { properties }]) => [name, Object.keys(properties)]),
  );
  expect(page).toContain(`\`lines\` is ${defaultLines} where nothing else is said`);
  expect(page).toContain(`${mostLines.toLocaleString("en")} at most`);
});

describe("each configuration starts a server that finds the project", () => {
  const blocks = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""]) => text);

  test("there is one for each client", () => expect(blocks).toHaveLength(3));

  test.each(blocks)("%s", async (text) => {
    const project = new Project({
      "recompose.ts": `import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "lint", run() {} })] });`,
      run: runScript(),
    });
    // A client that knows the folder of the project need not start the server there.
    const knowsFolder = text.includes("${workspaceFolder}");
    const configuration = JSON.parse(
      text.replaceAll("${workspaceFolder}", project.folder),
    ) as Configuration;
    const { recompose } = configuration.mcpServers ?? configuration.servers ?? {};
    const transport = new StdioClientTransport({
      command: recompose?.command ?? "",
      args: [...(recompose?.args ?? [])],
      cwd: knowsFolder ? new Project({}).folder : project.folder,
    });
    const client = new Client({ name: "test", version: "1" });
    onTestFinished(() => client.close());
    await client.connect(transport);
    const { structuredContent } = await client.callTool({ name: "list_commands" });
    expect(structuredContent).toMatchObject({ tasks: [{ name: "lint" }] });
  });
});
