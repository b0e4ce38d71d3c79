import { formatWorkflowCommand } from "../events/workflow-command.ts";
import { nodeHost } from "../host/node-host.ts";
import { Masker } from "../process/masker.ts";
import type { Session } from "./session.ts";

/** For a task that a script or a test calls directly. It prints the task's lines as they are, and nothing else. */
export function standaloneSession(): Session {
  return {
    cwd: nodeHost.cwd,
    env: nodeHost.env,
    secretSource: nodeHost.env,
    emit(event) {
      if (event.type === "mask" && nodeHost.env["GITHUB_ACTIONS"] === "true") {
        nodeHost.stdout.write(`${formatWorkflowCommand("add-mask", event.value)}\n`);
      }
      if ((event.type !== "line" && event.type !== "lines") || event.stream === "debug") return;
      const output = event.stream === "stdout" ? nodeHost.stdout : nodeHost.stderr;
      output.write(event.type === "line" ? `${event.text}\n` : event.bytes);
    },
    together: (body) => nodeHost.writeTogether(body),
    now: () => nodeHost.now(),
    signal: new AbortController().signal,
    takeFault: () => undefined,
    // The script that calls the task has work of its own.
    untilIdle: () => Promise.resolve(true),
    masker: new Masker(),
    color: nodeHost.stdout.isTerminal,
    isInteractive: nodeHost.stdin.isTerminal,
  };
}
