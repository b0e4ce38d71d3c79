/** `./run generate-gha`: writes the workflow of each automation, or says what would change. */
import { relative, resolve } from "node:path";
import { UsageError } from "../../problems/usage-error.ts";
import { counted } from "../../problems/wording.ts";
import { createStyle } from "../../reporters/style.ts";
import { compileWorkflow } from "../../workflow/compile.ts";
import { renderWorkflow } from "../../workflow/render.ts";
import { workflowErrors } from "../../workflow/validate.ts";
import {
  applyChanges,
  type FileChange,
  type GeneratedFile,
  planChanges,
} from "../../workflow/workflow-files.ts";
import { exitCode } from "../exit-code.ts";
import type { ParsedFlags } from "../flags.ts";
import type { AppContext } from "../program-context.ts";

export async function generateGha(parsed: ParsedFlags, context: AppContext): Promise<number> {
  const { host, root, app } = context;
  const folder = resolve(root, ".github/workflows");
  const files = await renderAll(context);
  const changes = planChanges(folder, files);
  const style = createStyle(context.color);
  const name = (change: FileChange): string => relative(host.cwd, resolve(folder, change.name));
  if (parsed.values.get("check") === true) {
    for (const change of changes) {
      host.stdout.write(`${style.red("✗")} ${name(change)} ${outOfDate[change.kind]}\n`);
    }
    if (changes.length === 0) {
      host.stdout.write(`${style.green("✓")} ${counted(files.length, "workflow")} up to date\n`);
      return exitCode.success;
    }
    host.stdout.write(`Type ${app.defaults.entryPoint} generate-gha, and commit what it writes.\n`);
    return exitCode.failure;
  }
  applyChanges(folder, changes);
  for (const change of changes) {
    host.stdout.write(`${style.green("✓")} ${name(change)} ${done[change.kind]}\n`);
  }
  const same = files.length - changes.filter(({ kind }) => kind !== "remove").length;
  if (same > 0) host.stdout.write(`${style.green("✓")} ${counted(same, "workflow")} unchanged\n`);
  return exitCode.success;
}

const outOfDate: Readonly<Record<FileChange["kind"], string>> = {
  create: "is missing",
  update: "is out of date",
  remove: "belongs to no automation any more",
};

const done: Readonly<Record<FileChange["kind"], string>> = {
  create: "written",
  update: "updated",
  remove: "removed",
};

async function renderAll({ app, appFile, root }: AppContext): Promise<GeneratedFile[]> {
  if (app.automations.length === 0) {
    throw new UsageError("there are no automations to write: list them in `automations` of app().");
  }
  const regenerate = `${app.defaults.entryPoint} generate-gha`;
  return Promise.all(
    app.automations.map(async (automation) => {
      const name = `${automation.name}.yml`;
      const workflow = compileWorkflow(automation, app.defaults);
      const content = renderWorkflow(workflow, relative(root, appFile), regenerate);
      const [error] = await workflowErrors(name, content);
      if (error !== undefined) {
        throw new UsageError(
          `automation ${JSON.stringify(automation.name)}: GitHub would reject its workflow: ${error}`,
        );
      }
      return { name, content };
    }),
  );
}
