/** The setup steps that the jobs of a new app need, for each stack. */
import { join } from "node:path/posix";
import type { LanguageVersion, ProjectPart } from "../../project/project-facts.ts";
import { call, callWith, object, type Plan, type PlanNode } from "../../typescript/plan.ts";
import type { AppPlace } from "./app-place.ts";
import { nodeSetup } from "./node-setup.ts";

export interface StarterSetup {
  /** What every job does first: recompose itself needs the repository and Node. */
  readonly common: readonly Plan[];
  /** What the jobs of a part do besides. */
  readonly ofPart: (part: ProjectPart) => readonly Plan[];
}

export function starterSetup(place: AppPlace, parts: readonly ProjectPart[]): StarterSetup {
  return {
    common: [call("checkout"), ...nodeSetup(place, parts)],
    ofPart: (part) => stackSetup(part, (file) => pathFrom(place, part, file)),
  };
}

/** Paths in a workflow start at the root of the repository. */
export function pathFrom(
  { workingDirectory }: AppPlace,
  { folder }: ProjectPart,
  file: string,
): string {
  return join(workingDirectory ?? "", folder, file);
}

function stackSetup(part: ProjectPart, at: (file: string) => string): readonly Plan[] {
  switch (part.stack) {
    case "node":
      return [];
    case "python":
      return pythonSetup(part, at);
    case "rust":
      return rustSetup(part, at);
    case "go":
      return goSetup(part, at);
    case "java":
      return javaSetup(part, at);
    case "deno":
      return [call("uses", "denoland/setup-deno@v2")];
    default:
      return part.stack satisfies never;
  }
}

/** A version as setup functions take it. */
function versionOf(
  version: LanguageVersion | undefined,
  at: (file: string) => string,
): Plan | undefined {
  if (version === undefined) return undefined;
  return "text" in version ? version.text : object({ versionFile: at(version.file) });
}

type Paths = (file: string) => string;

function pythonSetup(
  { tool, version, toolVersion, lockfile }: ProjectPart,
  at: Paths,
): readonly Plan[] {
  // uv brings the Python that the project asks for.
  if (tool === "uv") return [callWith("setupUv", [], object({ version: toolVersion }))];
  const python = versionOf(version, at) ?? "3.x";
  const options = (cache: string | undefined): PlanNode =>
    callWith(
      "setupPython",
      [python],
      object({
        cache,
        cacheDependencyPath:
          cache && lockfile && lockfile !== at(lockfile) ? at(lockfile) : undefined,
      }),
    );
  if (tool === "poetry")
    return [
      call("shell", `pipx install poetry${toolVersion === undefined ? "" : `==${toolVersion}`}`),
      options("poetry"),
    ];
  if (tool === "pip") return [options("pip")];
  return [options(undefined), call("shell", `pipx install ${tool}`)];
}

function rustSetup({ version, lockfile }: ProjectPart, at: Paths): readonly Plan[] {
  const versionFile = version !== undefined && "file" in version ? at(version.file) : undefined;
  const toolchain = version !== undefined && "text" in version ? version.text : undefined;
  const key = lockfile ?? "Cargo.toml";
  const home = ["~/.cargo/registry", "~/.cargo/git"];
  return [
    call("setupRust", object({ versionFile, toolchain, components: ["clippy", "rustfmt"] })),
    call("cache", object({ path: [...home, at("target")], key: hashKey("cargo", at(key)) })),
  ];
}

/** The name of a cache that a file names, for each system. */
function hashKey(name: string, file: string): Plan {
  return { kind: "template", parts: [`${name}-`, call("hashFiles", file)] };
}

function goSetup({ version, lockfile }: ProjectPart, at: Paths): readonly Plan[] {
  const sums = lockfile !== undefined && at(lockfile) !== lockfile ? at(lockfile) : undefined;
  const go = versionOf(version, at) ?? "stable";
  return [callWith("setupGo", [go], object({ cache: true, cacheDependencyPath: sums }))];
}

function javaSetup({ tool, version }: ProjectPart, at: Paths): readonly Plan[] {
  const setting =
    version === undefined
      ? { "java-version": "21" }
      : "text" in version
        ? { "java-version": version.text }
        : { "java-version-file": at(version.file) };
  return [
    call(
      "uses",
      "actions/setup-java@v5",
      object({ with: object({ distribution: "temurin", ...setting, cache: tool }) }),
    ),
  ];
}
