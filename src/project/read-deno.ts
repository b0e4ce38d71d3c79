/** Deno, by its own configuration: https://docs.deno.com/runtime/fundamentals/configuration/ */
import { join } from "node:path/posix";
import { isMapping } from "../problems/options.ts";
import { at, type FolderFiles, mappingAt, type Mapping, textAt, textsAt } from "./folder-files.ts";
import { type FoundCheck, type FoundPart, kindNames } from "./found-part.ts";
import { chooseScripts, type ScriptChoice } from "./node/script-choice.ts";
import type { CheckKind, LanguageVersion } from "./project-facts.ts";
import { globExpression } from "./workspace.ts";

export function readDeno(files: FolderFiles): FoundPart | undefined {
  const file = files.firstOf(["deno.json", "deno.jsonc"]);
  if (file === undefined) return undefined;
  const content = files.jsonWithComments(file) ?? {};
  const tasks = mappingAt(content, "tasks");
  // A package of Node may have the file only to be published on JSR.
  if (files.has("package.json") && Object.keys(tasks).length === 0) return undefined;
  const version = versionFile(files);
  const members = [at(content, "workspace")]
    .flatMap((workspace) => [
      ...textsAt({ workspace }, "workspace"),
      ...textsAt(workspace, "members"),
    ])
    .map((path) => globExpression(join(path, ".")));
  const { scripts, kinds } = chooseTasks(tasks);
  return {
    stack: "deno",
    tool: "deno",
    ...(version !== undefined && { version }),
    ...(files.has("deno.lock") && !files.isIgnored("deno.lock") && { lockfile: "deno.lock" }),
    checks: [
      ...scripts.map(({ kind, name }) => ({
        kind,
        name,
        command: ["deno", "task", name],
        source: `${file}, task ${JSON.stringify(name)}`,
        detail: name,
      })),
      ...commandChecks(files, file, kinds),
    ],
    notes: files.notes,
    isMember: (path) => members.some((expression) => expression.test(path)),
  };
}

/** https://github.com/denoland/setup-deno#version-from-file */
function versionFile(files: FolderFiles): LanguageVersion | undefined {
  if (files.has(".dvmrc")) return { file: ".dvmrc" };
  return /^deno\s/m.test(files.text(".tool-versions") ?? "")
    ? { file: ".tool-versions" }
    : undefined;
}

/** A task is a command, or has one with the tasks that come before it: https://docs.deno.com/runtime/reference/cli/task/ */
function chooseTasks(tasks: Mapping): ScriptChoice {
  const texts = Object.entries(tasks).map(
    ([name, task]) => [name, isMapping(task) ? commandOf(task) : task] as const,
  );
  return chooseScripts(Object.fromEntries(texts), ["deno"]);
}

function commandOf(task: Mapping): string {
  const before = textsAt(task, "dependencies").map((name) => `deno task ${name}`);
  return [...before, textAt(task, "command") ?? ""].filter((text) => text !== "").join(" && ");
}

/** What Deno does itself, where no task does it. */
function commandChecks(
  files: FolderFiles,
  source: string,
  kinds: readonly CheckKind[],
): readonly FoundCheck[] {
  const commands: readonly FoundCheck[] = [
    { kind: "lint", name: kindNames.lint, command: ["deno", "lint"], source },
    { kind: "format", name: kindNames.format, command: ["deno", "fmt", "--check"], source },
    // Nobody can answer Deno's questions for permissions in a job.
    { kind: "test", name: kindNames.test, command: ["deno", "test", "--allow-all"], source },
  ];
  return commands.filter(
    ({ kind }) => !kinds.includes(kind) && (kind !== "test" || hasTests(files, ".", 1)),
  );
}

const deepest = 4;

/** https://docs.deno.com/runtime/fundamentals/testing/#running-tests */
function hasTests(files: FolderFiles, above: string, depth: number): boolean {
  return files.names(above).some((name) => {
    const path = above === "." ? name : `${above}/${name}`;
    if (/(?:^|[._])test\.(?:[mc]?[jt]s|[jt]sx)$/.test(name)) return true;
    const isOther = name.startsWith(".") || name === "node_modules" || depth > deepest;
    return !isOther && files.hasFolder(path) && hasTests(files, path, depth + 1);
  });
}
