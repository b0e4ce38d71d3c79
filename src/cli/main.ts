import { nodeHost } from "../host/node-host.ts";
import { thisStart } from "../start/this-start.ts";
import { exitCode } from "./exit-code.ts";
import { program } from "./program.ts";
import { reportError } from "./report-error.ts";

export { api } from "./api.ts";

/** Runs the command of this process. Returns whether the start was like most of its kind. */
export async function main(): Promise<boolean> {
  let code: number;
  try {
    code = await program(nodeHost);
  } catch (error) {
    code = reportError(error, nodeHost);
  }
  nodeHost.setExitCode(code);
  return code === exitCode.success && thisStart.isUsual;
}
