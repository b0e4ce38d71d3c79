/** Where the workflows of an app are, and how they name the app. */
import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { cacheFolders, checksName } from "../../app/cache/cache-folders.ts";
import type { Warning } from "../../automation/warning.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { quotedList } from "../../problems/wording.ts";
import { FolderContents } from "../../workflow/files/folder-contents.ts";
import type { GenerateRequest } from "../../workflow/generate.ts";
import type { AppContext } from "../program-context.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { checkingCode } from "../version.ts";

/**
 * The repository's root: the app's folder without its `workingDirectory`.
 *
 * @throws UsageError if the app is in another folder than it says.
 */
export function repositoryRoot({ app, root }: AppContext): string {
  const below = app.defaults.workingDirectory ?? "";
  const steps = below.split("/").filter((part) => part !== "" && part !== ".");
  const ending = steps.map((step) => sep + step).join("");
  if (root.endsWith(ending)) return root.slice(0, root.length - ending.length) || sep;
  throw new UsageError(
    `app(): \`workingDirectory\` is ${JSON.stringify(below)}, and the app is in ${root}, which does not end with that.`,
    ["workingDirectory: the folder of recompose.ts, from the root of the repository"],
  );
}

/** Warns if the workflows are not at the top of the repository, where GitHub looks for them. */
export function placeWarnings(context: AppContext): readonly Warning[] {
  const repository = repositoryRoot(context);
  const top = repositoryTop(repository);
  if (top === repository) return [];
  const below = relative(top, context.root).split(sep).join("/");
  const text = `the app is in ${below} of its repository, and its workflows are written below that, where GitHub does not look for them. Give app() the option workingDirectory: ${JSON.stringify(below)}.`;
  return [{ kind: "misplaced", text }];
}

/** Warns of workflows that were not generated and that GitHub runs beside those of the same name. */
export function twinWarnings(
  folder: FolderContents,
  automations: GenerateRequest["automations"],
): readonly Warning[] {
  const own = new Set(automations.map(({ file }) => file));
  return twins(folder, automations)
    .filter(({ other }) => !own.has(other))
    .map(({ other, file }) => ({
      kind: "runs-beside",
      text: `${other}, which was not generated, goes by the same name as ${file}: GitHub runs both. Remove ${other} once ${file} does its work.`,
    }));
}

/** Warns of automations that GitHub shows by one name: a group that is named after `github.workflow` is one for them, too. */
export function titleWarnings(automations: GenerateRequest["automations"]): readonly Warning[] {
  const before = new Map<string, string>();
  return automations.flatMap(({ name, title }): readonly Warning[] => {
    const other = before.get(title.toLowerCase());
    before.set(title.toLowerCase(), name);
    if (other === undefined) return [];
    const text = `the automations ${quotedList([other, name])} have the title ${JSON.stringify(title)}: GitHub shows both by it, and github.workflow, after which their concurrency groups are named, is one name, so runs of one may cancel those of the other. Give one another \`title\`.`;
    return [{ kind: "shared-title", text }];
  });
}

/**
 * The files in `folder` that were not generated and have the name of one of `workflows`: GitHub runs every file.
 * Workflows of one `name:` also share a concurrency group that is named after `github.workflow`, so they cancel each
 * other. Names of groups are not case-sensitive.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
 */
export function twins(
  folder: FolderContents,
  workflows: readonly { readonly file: string; readonly title: string }[],
): readonly { readonly other: string; readonly file: string }[] {
  return folder.names.flatMap((other) => {
    const contents = folder.file(other);
    if (contents === undefined || contents.isGenerated) return [];
    const [, , name] = /^name:\s*(["']?)(.*?)\1\s*(?:#.*)?$/m.exec(contents.text) ?? [];
    return workflows
      .filter(
        ({ file, title }) =>
          stem(file) === stem(other) || name?.toLowerCase() === title.toLowerCase(),
      )
      .map(({ file }) => ({ other, file }));
  });
}

function stem(file: string): string {
  return file.replace(/\.ya?ml$/, "").toLowerCase();
}

/** All workflows of the app, to be written to `outputDirectory`, or else to where GitHub looks for them. */
export function generateRequest(context: AppContext, outputDirectory?: string): GenerateRequest {
  const { app, appFile, host } = context;
  const { entryPoint, workingDirectory } = app.defaults;
  const repository = repositoryRoot(context);
  const committedFolder = new FolderContents(resolve(repository, ".github/workflows"));
  if (outputDirectory?.trim() === "") {
    throw new UsageError("--output-dir needs the name of a folder.", ["--output-dir build"]);
  }
  const command = `${entryPoint} generate-gha`;
  return {
    automations: app.automations,
    defaults: app.defaults,
    warningOption: app.warningOption,
    folder:
      outputDirectory === undefined
        ? committedFolder
        : new FolderContents(resolve(host.cwd, outputDirectory)),
    committed: committedFolder,
    repository: { folder: repository, workflows: app.automations.map(({ file }) => file) },
    source: relative(repository, appFile).split(sep).join("/"),
    checks: checkCache(context),
    regenerate: workingDirectory === undefined ? command : `cd ${workingDirectory} && ${command}`,
  };
}

/** Is beside the app's bundle. Undefined if recompose runs from its source, which has no hash of its code. */
function checkCache({ appFile, host }: AppContext): GenerateRequest["checks"] {
  if (checkingCode === undefined) return undefined;
  const folders = {
    *[Symbol.iterator]() {
      for (const folder of cacheFolders(appFile, host).folders) yield join(folder, checksName);
    },
  };
  return { folders, code: checkingCode };
}

/** Whether an app is still at the path that a generated file names. */
export function sourceExists(context: AppContext): (source: string) => boolean {
  const repository = repositoryRoot(context);
  return (source) => existsSync(resolve(repository, source));
}
