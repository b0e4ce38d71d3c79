/** A client of the protocol's SDK, connected to `recompose mcp` in a project. */
import { Client, type ClientOptions, type ProgressCallback } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { inject, onTestFinished } from "vitest";
import type { Project } from "../../support/project.ts";

export interface CallResult {
  /** The whole text, which is JSON but for an error. */
  readonly text: string;
  readonly isError: boolean;
  /** Of a call that worked. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly signal?: AbortSignal;
  readonly onprogress?: ProgressCallback;
}

export class ConnectedClient {
  readonly client: Client;
  readonly #transport: StdioClientTransport;

  constructor(client: Client, transport: StdioClientTransport) {
    this.client = client;
    this.#transport = transport;
  }

  /** Of the server. */
  get pid(): number {
    return this.#transport.pid ?? 0;
  }

  async call(name: string, values: Record<string, unknown>, call: Call = {}): Promise<CallResult> {
    const result = await this.client.callTool(
      { name, arguments: values },
      { timeout: 60_000, ...call },
    );
    const [content] = result.content;
    const text = content?.type === "text" ? content.text : "";
    const data = (result.structuredContent ?? {}) as Readonly<Record<string, unknown>>;
    return { text, isError: result.isError === true, data };
  }
}

/** Closed when the test has finished. */
export async function connect(
  project: Project,
  env: Record<string, string> = {},
  options: ClientOptions = {},
  args: readonly string[] = [],
): Promise<ConnectedClient> {
  const client = new Client({ name: "test", version: "1" }, options);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [inject("recomposeCli"), "mcp", ...args],
    cwd: project.folder,
    env,
    stderr: "inherit",
  });
  onTestFinished(() => client.close());
  await client.connect(transport);
  return new ConnectedClient(client, transport);
}
