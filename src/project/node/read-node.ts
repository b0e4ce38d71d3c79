/** Node, with any of its package managers. */
import { join, relative, sep } from "node:path";
import { quotedList } from "../../problems/wording.ts";
import { type FolderFiles, mappingAt, type Mapping } from "../folder-files.ts";
import type { FoundCheck, FoundPart } from "../found-part.ts";
import { detectManager, type DetectedManager, lockfilesIn } from "../package-manager.ts";
import { isWorkspaceRoot, memberTest } from "../workspace.ts";
import { configuredChecks } from "./node-configuration.ts";
import { nodeVersion } from "./node-version.ts";
import { type ChosenScript, chooseScripts } from "./script-choice.ts";
import { memberChecks } from "./workspace-scripts.ts";

const manifestFile = "package.json";

export function readNode(files: FolderFiles): FoundPart | undefined {
  if (!files.has(manifestFile)) return undefined;
  const manifest = files.json(manifestFile);
  const manager = detectManager(files.folder);
  const version = nodeVersion(files, manifest ?? {});
  const lockfile = relative(files.folder, join(manager.top, manager.lockfile)).split(sep).join("/");
  const hasLock = files.has(lockfile) && !files.isIgnored(lockfile);
  const { checks, notes } = manifest === undefined ? none : nodeChecks(files, manifest, manager);
  return {
    stack: "node",
    tool: manager.name,
    ...(manager.version !== undefined && { toolVersion: manager.version }),
    ...(version !== undefined && { version }),
    ...(hasLock && { lockfile }),
    // Neither has a word with a blank in it.
    install: (hasLock ? manager.frozenInstall : manager.install).split(" "),
    checks,
    notes: [...files.notes, ...lockfileNotes(manager), ...notes],
    isMember: memberTest(files.folder, manager.name),
  };
}

const none = { checks: [], notes: [] };

function nodeChecks(
  files: FolderFiles,
  manifest: Mapping,
  manager: DetectedManager,
): Pick<FoundPart, "checks" | "notes"> {
  const { scripts, programs, ofBrowsers } = chooseScripts(mappingAt(manifest, "scripts"), [
    manager.name,
  ]);
  const own = scripts.map((script) => scriptCheck(script, manager));
  const exec = execWords(manager);
  const kinds = own.map(({ kind }) => kind);
  const members = isWorkspaceRoot(files.folder, manager.name)
    ? memberChecks(files, manifest, { manager, kinds, exec })
    : [];
  const known = [...kinds, ...members.map(({ kind }) => kind)];
  const configured = configuredChecks({ files, manifest, programs, kinds: known, exec });
  const note = `${manifestFile}, script ${quotedList(ofBrowsers)}, needs a browser: it is not among the checks.`;
  return {
    checks: [...own, ...members, ...configured],
    notes: ofBrowsers.length === 0 ? [] : [note],
  };
}

function scriptCheck({ kind, name, args }: ChosenScript, manager: DetectedManager): FoundCheck {
  // npm keeps options for itself that do not stand behind "--"; the others pass them on.
  const separator = manager.name === "npm" && args.length > 0 ? ["--"] : [];
  return {
    kind,
    name,
    command: [...manager.runScript, name, ...separator, ...args],
    source: `${manifestFile}, script ${JSON.stringify(name)}`,
    detail: name,
  };
}

/** What runs a program of an installed package, and downloads none. */
function execWords({ name }: DetectedManager): readonly string[] {
  switch (name) {
    case "npm":
      return ["npx", "--no-install"];
    case "pnpm":
      return ["pnpm", "exec"];
    case "yarn":
      return ["yarn", "run"];
    case "bun":
      return ["bun", "run"];
  }
}

function lockfileNotes({ top, name, lockfile }: DetectedManager): readonly string[] {
  const others = lockfilesIn(top);
  if (others.length > 1) {
    return [
      `${quotedList(others)} are there: ${name} is used, and the others would install something else.`,
    ];
  }
  return others.length === 1 && !others.includes(lockfile)
    ? [`${manifestFile} names ${name}, and the lockfile that is there is ${others[0]}.`]
    : [];
}
