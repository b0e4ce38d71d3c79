/** What reaches a terminal or GitHub's log goes through the one place that makes text from outside harmless. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../src", import.meta.url));

/** Who writes to an output, and why it may. */
const writers: Readonly<Record<string, string>> = {
  "reporters/lines/line-printer.ts": "the one place; JSON for programs",
  "reporters/lines/live-region.ts": "moves the cursor; its lines are made harmless there",
  "reporters/lines/terminal-signs.ts": "signs of ours that are no text",
  "reporters/json.ts": "events as JSON, and the wire to a run",
  "cli/pause/held-output.ts": "passes on what reporters write",
  "cli/pause/pause.ts": "what a person's own shell prints, with secrets hidden",
  "cli/commands/completion.ts": "a script of ours for a shell to read",
  "cli/commands/complete.ts": "words for a completion script",
  "task/standalone-session.ts": "a program's own lines, where a script calls its task",
};

/** A `write` of something that is no output. */
const others: Readonly<Record<string, RegExp>> = {
  "runner/open-run.ts": /\bworkspaces\.write\(/,
  "runner/run-folder/run-folder.ts": /#files\.\w+\.write\(/,
  "process/line-splitter.ts": /#decoder\.write\(/,
  "process/stream-masker.ts": /#decoder\.write\(/,
  "app/load-app.ts": /\bcache\.write\(/,
  "cli/commands/run-automation.ts": /\breport\?\.write\(/,
  "host/processes/watchdog.ts": /\bshell\.stdin\.write\(/,
};

test("only the named places write to an output", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(".ts") && file !== "host/buffered-output.ts");
  const found = new Set<string>();
  for (const file of files) {
    for (const line of readFileSync(path.join(root, file), "utf8").split("\n")) {
      if (/\.write\b/.test(line) && others[file]?.test(line) !== true) found.add(file);
    }
  }
  // These two stand between a task's own output and its reporter.
  for (const file of ["host/node-host.ts", "host/console-capture.ts"]) found.delete(file);
  expect([...found].sort()).toEqual(Object.keys(writers).sort());
});
