/** `./run mcp`: lets an agent list and run what the app has, by the Model Context Protocol on stdin and stdout. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../problems/usage-error.ts";
import { thisStart } from "../../start/this-start.ts";
import { exitCode } from "../exit-code.ts";
import { mcpFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import { withInterrupts } from "../interrupts.ts";
import type { ProgramContext } from "../program-context.ts";
import { serveTools } from "./mcp-server.ts";

/** Loads no app: what an app prints would be taken for the protocol, and one with a mistake would end the server. */
export async function mcp(parsedFlags: ParsedFlags, { host }: ProgramContext): Promise<number> {
  const { project } = readFlags(mcpFlags, parsedFlags, host.cwd);
  const cwd = resolve(host.cwd, project ?? ".");
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`--project: there is no folder ${cwd}.`);
  }
  if (host.stdin.isTerminal) {
    throw new UsageError("mcp is for an agent to start, and answers no person.", [
      "claude mcp add --scope project recompose -- ./run mcp",
      "for other agents, see docs/run/programs-and-agents.md",
    ]);
  }
  thisStart.isUsual = false;
  return withInterrupts(host, async ({ signal }) => {
    await serveTools(host, cwd, signal);
    return exitCode.success;
  });
}
