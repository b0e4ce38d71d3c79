/** Scripts that the members of a workspace have, run from its root. */
import { join } from "node:path";
import { at, FolderFiles, mappingAt, type Mapping } from "../folder-files.ts";
import { type FoundCheck, kindNames } from "../found-part.ts";
import type { DetectedManager } from "../package-manager.ts";
import type { CheckKind } from "../project-facts.ts";
import { memberTest } from "../workspace.ts";
import { dependenciesOf } from "./node-configuration.ts";
import { chooseScripts } from "./script-choice.ts";

/** How deep a pattern such as `packages/**` is followed. */
const deepest = 4;

interface Member {
  readonly scripts: Mapping;
  readonly chosen: ReturnType<typeof chooseScripts>;
}

/** For kinds of checks that the root itself has no script for. */
export function memberChecks(
  files: FolderFiles,
  manifest: Mapping,
  {
    manager,
    kinds,
    exec,
  }: {
    readonly manager: DetectedManager;
    readonly kinds: readonly CheckKind[];
    readonly exec: readonly string[];
  },
): readonly FoundCheck[] {
  const members = readMembers(files.folder, manager.name);
  const runner = runnerOf(files, manifest, { manager, exec });
  const found = new Map<string, CheckKind>();
  for (const { chosen } of members) {
    // What a member needs to be told so that it ends cannot be told to all of them.
    for (const { name, kind, args } of chosen.scripts) {
      if (args.length === 0 && !kinds.includes(kind) && !found.has(name)) found.set(name, kind);
    }
  }
  return [...found].flatMap(([name, kind]) => {
    const owners = members.filter(({ scripts }) => at(scripts, name) !== undefined);
    const isForAll = owners.every(({ chosen }) =>
      chosen.scripts.some((each) => each.name === name),
    );
    const command = runner(name, owners.length === members.length);
    if (!isForAll || command === undefined) return [];
    return [
      {
        kind,
        name: name === "" ? kindNames[kind] : name,
        command,
        source: `package.json of ${owners.length} of ${members.length} members, script ${JSON.stringify(name)}`,
        detail: name,
      },
    ];
  });
}

function readMembers(root: string, manager: string): readonly Member[] {
  const isMember = memberTest(root, manager);
  const folders = (above: string, depth: number): readonly string[] => {
    const names = new FolderFiles(join(root, above)).names();
    return names
      .filter((name) => !name.startsWith(".") && name !== "node_modules")
      .map((name) => (above === "" ? name : `${above}/${name}`))
      .filter((path) => new FolderFiles(root).hasFolder(path))
      .flatMap((path) => [path, ...(depth < deepest ? folders(path, depth + 1) : [])]);
  };
  return folders("", 1)
    .filter(isMember)
    .flatMap((path) => {
      const manifest = new FolderFiles(join(root, path)).json("package.json");
      if (manifest === undefined) return [];
      const scripts = mappingAt(manifest, "scripts");
      return [{ scripts, chosen: chooseScripts(scripts, [manager]) }];
    });
}

type Runner = (script: string, isInEvery: boolean) => readonly string[] | undefined;

/** What the project has for it, else what the package manager can do itself. */
function runnerOf(
  files: FolderFiles,
  manifest: Mapping,
  { manager, exec }: { readonly manager: DetectedManager; readonly exec: readonly string[] },
): Runner {
  const dependencies = dependenciesOf(manifest);
  // https://turborepo.com/docs/reference/run: only tasks of turbo.json
  const turbo = dependencies.has("turbo") ? files.json("turbo.json") : undefined;
  const tasks = { ...mappingAt(turbo, "pipeline"), ...mappingAt(turbo, "tasks") };
  const own = managerRunner(manager);
  return (script, isInEvery) => {
    if (Object.hasOwn(tasks, script)) return [...exec, "turbo", "run", script];
    // https://nx.dev/nx-api/nx/documents/run-many
    if (dependencies.has("nx") && files.has("nx.json")) {
      return [...exec, "nx", "run-many", `--target=${script}`];
    }
    if (dependencies.has("lerna") && files.has("lerna.json"))
      return [...exec, "lerna", "run", script];
    return own(script, isInEvery);
  };
}

function managerRunner({ name, mayPlugAndPlay }: DetectedManager): Runner {
  switch (name) {
    case "npm":
      // https://docs.npmjs.com/cli/using-npm/workspaces#running-commands-in-the-context-of-workspaces
      return (script) => ["npm", "run", script, "--workspaces", "--if-present"];
    case "pnpm":
      return (script) => ["pnpm", "-r", "run", script]; // https://pnpm.io/cli/run#--recursive--r
    case "bun":
      return (script) => ["bun", "run", "--filter", "*", script]; // https://bun.sh/docs/cli/filter
    case "yarn":
      // Yarn 1 stops at a member without the script: https://classic.yarnpkg.com/en/docs/cli/workspaces
      return (script, isInEvery) => {
        if (mayPlugAndPlay) return ["yarn", "workspaces", "foreach", "--all", "run", script];
        return isInEvery ? ["yarn", "workspaces", "run", script] : undefined;
      };
  }
}
