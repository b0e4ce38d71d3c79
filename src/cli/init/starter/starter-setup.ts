/** The setup steps that the jobs of a new app need, for each stack. */
import { join } from "node:path/posix";
import type { LanguageVersion, ProjectPart, Stack } from "../../../project/project-facts.ts";
import { call, callWith, object, type Plan } from "../../../typescript/plan.ts";
import type { AppPlace } from "../app-place.ts";
import { nodePartSetup, nodeSetup } from "./node-setup.ts";

export interface StarterSetup {
  /** What every job does first: recompose itself needs the repository and Node. */
  readonly common: readonly Plan[];
  /** What the jobs of a part do besides. */
  readonly ofPart: (part: ProjectPart) => readonly Plan[];
}

export function starterSetup(place: AppPlace, parts: readonly ProjectPart[]): StarterSetup {
  return {
    common: [call("checkout"), ...nodeSetup(place, parts)],
    // Paths in a workflow start at the root of the repository.
    ofPart: (part) =>
      part.stack === "node"
        ? nodePartSetup(place, parts, part)
        : stackSetup(part, part.stack, (file) =>
            join(place.workingDirectory ?? "", part.folder, file),
          ),
  };
}

type Paths = (file: string) => string;

function stackSetup(part: ProjectPart, stack: Exclude<Stack, "node">, at: Paths): readonly Plan[] {
  switch (stack) {
    case "python":
      return pythonSetup(part, at);
    case "rust":
      return rustSetup(part, at);
    case "go":
      return goSetup(part, at);
    case "java":
      return javaSetup(part, at);
    case "deno":
      return [call("setupDeno", versionOf(part.version, at) ?? "2.x", object({ cache: true }))];
    default:
      return stack satisfies never;
  }
}

/** A version as setup functions take it. */
function versionOf(version: LanguageVersion | undefined, at: Paths): Plan | undefined {
  if (version === undefined) return undefined;
  return "text" in version ? version.text : object({ versionFile: at(version.file) });
}

function pythonSetup(
  { tool, version, toolVersion, lockfile }: ProjectPart,
  at: Paths,
): readonly Plan[] {
  // uv brings the Python that the project asks for.
  if (tool === "uv") return [callWith("setupUv", [], object({ version: toolVersion }))];
  const program = `pipx install ${tool}${toolVersion === undefined ? "" : `==${toolVersion}`}`;
  const cache = tool === "pip" || tool === "poetry" ? tool : undefined;
  const isElsewhere = lockfile !== undefined && at(lockfile) !== lockfile;
  const cacheDependencyPath = cache !== undefined && isElsewhere ? at(lockfile) : undefined;
  return [
    ...(tool === "pip" ? [] : [call("shell", program)]),
    callWith(
      "setupPython",
      [versionOf(version, at) ?? "3.x"],
      object({ cache, cacheDependencyPath }),
    ),
  ];
}

function rustSetup({ version }: ProjectPart, at: Paths): readonly Plan[] {
  const versionFile = version !== undefined && "file" in version ? at(version.file) : undefined;
  const toolchain = version !== undefined && "text" in version ? version.text : undefined;
  const folder = at(".");
  return [
    call("setupRust", object({ versionFile, toolchain, components: ["clippy", "rustfmt"] })),
    callWith("cacheRust", [], object({ workspaces: folder === "." ? undefined : folder })),
  ];
}

function goSetup({ version, lockfile }: ProjectPart, at: Paths): readonly Plan[] {
  // By itself the action looks for a go.mod at the top of the repository.
  const isElsewhere = at("go.mod") !== "go.mod";
  const cacheDependencyPath = isElsewhere ? at(lockfile ?? "go.mod") : lockfile;
  return [
    call(
      "setupGo",
      versionOf(version, at) ?? "stable",
      object({ cache: true, cacheDependencyPath }),
    ),
  ];
}

function javaSetup({ tool, version }: ProjectPart, at: Paths): readonly Plan[] {
  const java = versionOf(version, at) ?? "21";
  if (tool === "gradle") {
    // The action's own cache is not open source.
    const gradle = call("setupGradle", object({ cacheProvider: "basic" }));
    return [call("setupJava", java), gradle];
  }
  return [call("setupJava", java, object({ cache: "maven" }))];
}
