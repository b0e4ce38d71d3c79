import { nodeHost } from "../host/node-host.ts";
import { program } from "./program.ts";
import { reportError } from "./report-error.ts";

try {
  nodeHost.setExitCode(await program(nodeHost));
} catch (error) {
  nodeHost.setExitCode(reportError(error, nodeHost));
}
