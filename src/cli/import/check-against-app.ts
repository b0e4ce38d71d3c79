/** `import --check` in a project with an app: how its workflows differ from those that somebody wrote, by meaning. */
import { join } from "node:path";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { compareWorkflows } from "../../import/compare/compare-workflows.ts";
import { readWorkflow } from "../../import/read-workflow.ts";
import { placesOf } from "../../import/yaml-places.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shellWord } from "../../problems/shell-word.ts";
import { counted, quotedList } from "../../problems/wording.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { FolderContents } from "../../workflow/files/folder-contents.ts";
import { workflowCompiler } from "../../workflow/generate.ts";
import { readPins } from "../../workflow/pins/read-pins.ts";
import { renderWorkflow } from "../../workflow/print/render.ts";
import { generateRequest } from "../commands/workflow-folder.ts";
import { exitCode } from "../exit-code.ts";
import type { AppContext } from "../program-context.ts";
import { findingLines } from "./import-report.ts";
import { importSources, isWorkflowSource, type WorkflowSource } from "./import-sources.ts";
import { differenceFindings, type ImportFinding, readSource } from "./imported-workflow.ts";

/** @param files Originals, wherever they are: their names say which automation is meant. */
export function checkAgainstApp(files: readonly string[], context: AppContext): number {
  const { host, style } = context;
  const request = generateRequest(context);
  const compile = workflowCompiler(request);
  const sources = originals(files, context);
  const results = sources.map((source) => {
    const automation = request.automations.find(({ file }) => file === source.name);
    if (automation === undefined) {
      throw new UsageError(
        `no automation is written to ${source.name}, so there is nothing to compare it with. They are written to ${quotedList(request.automations.map(({ file }) => file))}.`,
      );
    }
    const made = renderWorkflow(compile(automation), request.source, request.regenerate);
    return { source, findings: findingsOf(source, made) };
  });
  for (const { source, findings } of results) {
    printLines(host, [
      findings.length === 0
        ? `${style.green("✓")} ${source.name} and the automation mean the same`
        : `${style.red("✗")} ${source.name}: ${counted(findings.length, "difference")}:`,
      ...findingLines(source.name, findings, style),
    ]);
  }
  const isSame = results.every(({ findings }) => findings.length === 0);
  return isSame ? exitCode.success : exitCode.failure;
}

function findingsOf(source: WorkflowSource, made: string): readonly ImportFinding[] {
  const [before, after] = [readSource(source), readWorkflow(made)];
  const differences = compareWorkflows(before, after, source.name, readPins(made));
  return differenceFindings(placesOf(source.text), differences);
}

/** Without names: the workflows of the repository that somebody wrote and that an automation would replace. */
function originals(named: readonly string[], { host, app }: AppContext): readonly WorkflowSource[] {
  if (named.length > 0) return importSources(named, host.cwd).filter(isWorkflowSource);
  const folder = new FolderContents(join(repositoryTop(host.cwd), ".github/workflows"));
  const names = app.automations
    .map(({ file }) => file)
    .filter((name) => folder.file(name)?.isGenerated === false);
  if (names.length > 0) return importSources(names, folder.path).filter(isWorkflowSource);
  const files = app.automations.map(({ file }) => file);
  const file = files.find((name) => folder.file(name) !== undefined) ?? files[0] ?? "ci.yml";
  throw new UsageError(
    "--check compares with workflows that somebody wrote, and the app replaces none that is there. Name one, such as an earlier version of a generated file: HEAD has it while what replaces it is not committed, then the commit before that.",
    [
      `git show ${shellWord(`HEAD:.github/workflows/${file}`)} >${shellWord(`/tmp/${file}`)}`,
      `${app.defaults.entryPoint} import --check ${shellWord(`/tmp/${file}`)}`,
    ],
  );
}
