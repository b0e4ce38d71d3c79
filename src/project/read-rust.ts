/** Rust: a package of Cargo, or a workspace of them. */
import { at, type FolderFiles, mappingAt, type Mapping, textAt, textsAt } from "./folder-files.ts";
import { type FoundCheck, type FoundPart, kindNames } from "./found-part.ts";
import { globExpression } from "./workspace.ts";

const manifestFile = "Cargo.toml";

export function readRust(files: FolderFiles): FoundPart | undefined {
  if (!files.has(manifestFile)) return undefined;
  const manifest = files.toml(manifestFile);
  const toolchain = files.firstOf(["rust-toolchain.toml", "rust-toolchain"]);
  const hasLock = files.has("Cargo.lock") && !files.isIgnored("Cargo.lock");
  const oldest =
    textAt(manifest, "package", "rust-version") ??
    textAt(manifest, "workspace", "package", "rust-version");
  const oldestNote = `${manifestFile} says that Rust ${oldest} is enough: the checks run with the newest stable one.`;
  return {
    stack: "rust",
    tool: "cargo",
    ...(toolchain !== undefined && { version: { file: toolchain } }),
    ...(hasLock && { lockfile: "Cargo.lock" }),
    checks: manifest === undefined ? [] : rustChecks(files, manifest, hasLock),
    notes: [
      ...files.notes,
      ...(oldest !== undefined && toolchain === undefined ? [oldestNote] : []),
    ],
    isMember: (path) => isMember(manifest ?? {}, path),
  };
}

function rustChecks(
  files: FolderFiles,
  manifest: Mapping,
  hasLock: boolean,
): readonly FoundCheck[] {
  const isWorkspace = at(manifest, "workspace") !== undefined;
  const options = [...(isWorkspace ? ["--workspace"] : []), ...(hasLock ? ["--locked"] : [])];
  const clippy = clippySource(files, manifest);
  return [
    {
      kind: "format",
      name: kindNames.format,
      command: ["cargo", "fmt", ...(isWorkspace ? ["--all"] : []), "--check"],
      source: files.firstOf(["rustfmt.toml", ".rustfmt.toml"]) ?? manifestFile,
    },
    {
      kind: "lint",
      name: kindNames.lint,
      // What Clippy finds is a warning, and it ends with 0 after any number of them:
      // https://doc.rust-lang.org/clippy/usage.html#command-line
      command: ["cargo", "clippy", "--all-targets", ...options, "--", "-D", "warnings"],
      source: clippy ?? manifestFile,
    },
    {
      kind: "test",
      name: kindNames.test,
      command: ["cargo", "test", ...options],
      source: manifestFile,
    },
    {
      kind: "build",
      name: kindNames.build,
      command: ["cargo", "build", ...options],
      source: manifestFile,
    },
  ];
}

/** Where the project says what Clippy should find: https://doc.rust-lang.org/clippy/configuration.html */
function clippySource(files: FolderFiles, manifest: Mapping): string | undefined {
  const file = files.firstOf(["clippy.toml", ".clippy.toml"]);
  if (file !== undefined) return file;
  const table = [["lints"], ["workspace", "lints"]].find(
    (names) => at(manifest, ...names, "clippy") !== undefined,
  );
  return table && `${manifestFile}, [${table.join(".")}.clippy]`;
}

/** What a package depends on by a path is a member, too: https://doc.rust-lang.org/cargo/reference/workspaces.html */
function isMember(manifest: Mapping, path: string): boolean {
  const workspace = at(manifest, "workspace");
  if (workspace === undefined) return false;
  const matches = (pattern: string): boolean => globExpression(pattern).test(path);
  if (textsAt(workspace, "exclude").some(matches)) return false;
  const tables = ["dependencies", "dev-dependencies", "build-dependencies"];
  const paths = [manifest, workspace].flatMap((owner) =>
    tables.flatMap((table) =>
      Object.values(mappingAt(owner, table)).map((dependency) => textAt(dependency, "path") ?? ""),
    ),
  );
  return [...textsAt(workspace, "members"), ...paths].some(matches);
}
