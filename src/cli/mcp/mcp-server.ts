/** The protocol, by its official SDK: the tools, and how a call becomes a result. */
import { McpServer, type ServerContext } from "@modelcontextprotocol/server";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { Host } from "../../host/host.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { version } from "../version.ts";
import type { SendProgress } from "./progress.ts";
import { ResultMask } from "./result-mask.ts";
import { ToolCalls } from "./tool-calls.ts";
import { instructions, type Tool, type ToolName, tools } from "./tools.ts";

/**
 * Answers on stdout what comes on stdin until that ends, and then ends all that still runs.
 *
 * @param cwd A folder of the project.
 */
export async function serveTools(host: Host, cwd: string, signal: AbortSignal): Promise<void> {
  const mask = new ResultMask(host.env);
  const calls = new ToolCalls(host, cwd, mask);
  const transport = new ClosingTransport();
  serveStdio(() => toolServer(calls, mask), { transport });
  signal.addEventListener("abort", () => void transport.close());
  await transport.closed;
  await calls.stop();
}

/** Tells when it is closed, as it is when nobody writes to stdin or reads stdout any more. */
class ClosingTransport extends StdioServerTransport {
  readonly closed: Promise<void>;
  #tell: () => void = () => {};

  constructor() {
    super();
    this.closed = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  override async close(): Promise<void> {
    this.#tell();
    await super.close();
  }
}

function toolServer(calls: ToolCalls, mask: ResultMask): McpServer {
  const server = new McpServer(
    { name: "recompose", title: "recompose", version },
    { instructions, jsonSchemaValidator: noValidator },
  );
  for (const name of Object.keys(tools) as ToolName[]) {
    const { title, description, isReadOnly } = tools[name];
    const annotations = {
      readOnlyHint: isReadOnly,
      destructiveHint: !isReadOnly,
      idempotentHint: isReadOnly,
      openWorldHint: !isReadOnly,
    };
    const config = { title, description, inputSchema: schemaOf(tools[name]), annotations };
    server.registerTool(name, config, async (values, context: ServerContext) => {
      const { signal } = context.mcpReq;
      try {
        const result = await calls.call(name, values, {
          signal,
          sendProgress: progressOf(context, mask),
        });
        const structuredContent = mask.result(result) as Record<string, unknown>;
        const text = JSON.stringify(structuredContent);
        return { content: [{ type: "text", text }], structuredContent };
      } catch (error) {
        const text = mask.result(errorText(error));
        return { content: [{ type: "text", text }], isError: true };
      }
    });
  }
  return server;
}

/** The SDK has one for forms that a server shows, which this one has none of. It would double the size of the SDK. */
const noValidator = {
  getValidator(): never {
    throw new Error("There is nothing to validate.");
  },
};

type Arguments = Readonly<Record<string, unknown>>;

/** `ToolArguments` reads the values, in words that say what to pass instead. */
function schemaOf({ properties, required }: Tool): {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { readonly value: Arguments };
    readonly jsonSchema: {
      readonly input: () => Record<string, unknown>;
      readonly output: () => Record<string, unknown>;
    };
  };
} {
  const schema = (): Record<string, unknown> => ({
    type: "object",
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  });
  return {
    "~standard": {
      version: 1,
      vendor: "recompose",
      validate: (value) => ({ value: value as Arguments }),
      jsonSchema: { input: schema, output: schema },
    },
  };
}

function progressOf({ mcpReq }: ServerContext, mask: ResultMask): SendProgress | undefined {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress, text) => {
    const params = { progressToken, progress, message: mask.result(text) };
    // Where the client is gone, the transport says so.
    mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
  };
}

function errorText(error: unknown): string {
  const hints = error instanceof UsageError ? error.hints : [];
  return [messageOf(error), ...hints.map((hint) => `  → ${hint}`)].join("\n");
}
