/** `./run pins`: lists the releases of the actions in the workflows. With `--update`, pins the newest ones. */
import { counted } from "../../problems/wording.ts";
import { runGh } from "../../host/gh.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { compiledPins, generateWorkflows } from "../../workflow/generate.ts";
import { mergePinUses, pinChanges } from "../../workflow/pins/pin-list.ts";
import { newestPins } from "../../workflow/pins/pin-update.ts";
import { applyChanges, planChanges } from "../../workflow/files/workflow-files.ts";
import { exitCode } from "../exit-code.ts";
import { pinsFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import type { AppContext } from "../program-context.ts";
import { generateRequest, sourceExists } from "./workflow-folder.ts";

export async function pins(parsedFlags: ParsedFlags, context: AppContext): Promise<number> {
  const { host, style } = context;
  const request = generateRequest(context);
  const uses = compiledPins(request);
  if (!readFlags(pinsFlags, parsedFlags, host.cwd).update) {
    const width = Math.max(0, ...uses.map(({ action }) => action.length));
    for (const { action, version, sha, files } of uses) {
      const where = style.dim(files.join(", "));
      printLines(host, [
        `${action.padEnd(width)}  ${version}  ${sha ?? style.yellow("no commit")}  ${where}`,
      ]);
    }
    return exitCode.success;
  }
  const updatedRequest = { ...request, pins: await newestPins(uses, runGh) };
  const generation = await generateWorkflows(updatedRequest);
  const { files } = generation;
  const after = mergePinUses([...generation.pins.values()]);
  const changes = planChanges(request.folder, files, {
    source: request.source,
    sourceExists: sourceExists(context),
  });
  applyChanges(request.folder.path, changes);
  // Compares what the files have: a commit that the code names stays, wherever its release is.
  const updates = pinChanges(uses, after);
  for (const { action, from, to } of updates) {
    printLines(host, [
      `${style.green("✓")} ${action} ${from} → ${to === from ? "its commit" : to}`,
    ]);
  }
  for (const { action, version, sha } of after) {
    if (version !== sha) continue;
    printLines(host, [
      `${style.yellow("•")} ${action} stays: the code names a commit without its release`,
    ]);
  }
  const what =
    updates.length === 0
      ? "all pins are the newest"
      : `${counted(changes.length, "workflow")} written`;
  printLines(host, [what]);
  return exitCode.success;
}
