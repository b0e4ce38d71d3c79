/** `./run pins`: the releases of the actions that the workflows use, and `--update` to the newest ones. */
import { counted } from "../../problems/wording.ts";
import { createStyle } from "../../reporters/style.ts";
import { compileAll, generateWorkflows } from "../../workflow/generate.ts";
import { runGh } from "../../workflow/gh.ts";
import { listPins, updatedPins } from "../../workflow/pin-update.ts";
import { applyChanges, planChanges } from "../../workflow/workflow-files.ts";
import { exitCode } from "../exit-code.ts";
import type { ParsedFlags } from "../flags.ts";
import type { AppContext } from "../program-context.ts";
import { generateRequest, sourceExists } from "../workflow-folder.ts";

export async function pins(parsed: ParsedFlags, context: AppContext): Promise<number> {
  const { stdout } = context.host;
  const style = createStyle(context.color);
  const request = generateRequest(context, undefined);
  const uses = listPins(compileAll(request));
  if (parsed.values.get("update") !== true) {
    const width = Math.max(0, ...uses.map(({ action }) => action.length));
    for (const { action, version, sha, files } of uses) {
      const where = style.dim(files.join(", "));
      stdout.write(
        `${action.padEnd(width)}  ${version}  ${sha ?? style.yellow("no commit")}  ${where}\n`,
      );
    }
    return exitCode.success;
  }
  const { pins: newest, updates } = await updatedPins(uses, runGh);
  const files = await generateWorkflows({ ...request, pins: newest });
  const changes = planChanges(request.folder, files, {
    source: request.source,
    sourceExists: sourceExists(context),
  });
  applyChanges(request.folder, changes);
  for (const { action, from, to } of updates) {
    stdout.write(`${style.green("✓")} ${action} ${from} → ${to}\n`);
  }
  const what =
    updates.length === 0
      ? "all pins are the newest"
      : `${counted(changes.length, "workflow")} written`;
  stdout.write(`${what}\n`);
  return exitCode.success;
}
