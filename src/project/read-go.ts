/** Go: one module, or several in a workspace. */
import { join } from "node:path/posix";
import { type FolderFiles } from "./folder-files.ts";
import { type FoundCheck, type FoundPart, kindNames } from "./found-part.ts";

/** https://golangci-lint.run/docs/configuration/file/ */
const linterFiles = [".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"];

export function readGo(files: FolderFiles): FoundPart | undefined {
  const file = files.firstOf(["go.work", "go.mod"]);
  if (file === undefined) return undefined;
  const modules = file === "go.work" ? workspaceModules(files.text(file) ?? "") : [""];
  // https://go.dev/ref/mod#go-mod-file-go
  const hasVersion = /^\s*go\s+\d/m.test(files.text(file) ?? "");
  const lockfile = files.firstOf(["go.work.sum", "go.sum"]);
  return {
    stack: "go",
    tool: "go",
    ...(hasVersion && { version: { file } }),
    ...(lockfile !== undefined && { lockfile }),
    checks: goChecks(files, file, modules),
    notes: [
      ...files.notes,
      ...(hasVersion
        ? []
        : [
            `${file} has no line "go", so it says no version: the checks run with the newest stable Go.`,
          ]),
    ],
    isMember: (path) => modules.includes(path),
  };
}

/** The folders of `use`, on a line of its own or in parentheses: https://go.dev/ref/mod#go-work-file-use */
function workspaceModules(text: string): readonly string[] {
  const plain = text.replaceAll(/\/\/.*$/gm, "");
  const blocks = [...plain.matchAll(/^\s*use\s*\(([^)]*)\)/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const lines = [...plain.matchAll(/^\s*use\s+([^\s(].*)$/gm)].map(([, line = ""]) => line);
  return [...blocks, ...lines]
    .map((line) => line.trim().replaceAll(/^["`]|["`]$/g, ""))
    .filter((line) => line !== "")
    .map((line) => join(line, ".").replace(/^\.$/, ""));
}

function goChecks(
  files: FolderFiles,
  source: string,
  modules: readonly string[],
): readonly FoundCheck[] {
  // `./...` names the packages of one module only: https://go.dev/ref/mod#workspaces
  const packages = modules.map((folder) => (folder === "" ? "./..." : `./${folder}/...`));
  const linter = linterCheck(files, packages);
  return [
    ...(linter === undefined ? [] : [linter]),
    // What has to be on the machine may not be there: what it would find is not all lost then.
    ...(linter === undefined || linter.program !== undefined
      ? [{ kind: "lint", name: "vet", command: ["go", "vet", ...packages], source } as const]
      : []),
    // gofmt ends with 0 whatever it finds: a line that grep lets pass makes the check fail, also one about a file that
    // gofmt cannot read, or that there is no gofmt.
    {
      kind: "format",
      name: kindNames.format,
      command: ["sh", "-c", "! gofmt -l . 2>&1 | grep -v '^vendor/'"],
      source,
    },
    { kind: "test", name: kindNames.test, command: ["go", "test", ...packages], source },
    { kind: "build", name: kindNames.build, command: ["go", "build", ...packages], source },
  ];
}

/** It runs what `go vet` runs, among others: https://golangci-lint.run/docs/linters/ */
function linterCheck(files: FolderFiles, packages: readonly string[]): FoundCheck | undefined {
  const source = files.firstOf(linterFiles);
  if (source === undefined) return undefined;
  // https://go.dev/doc/modules/managing-dependencies#tools
  const isTool = /\/golangci-lint\/(?:v\d+\/)?cmd\/golangci-lint\s*$/m.test(
    files.text("go.mod") ?? "",
  );
  return {
    kind: "lint",
    name: kindNames.lint,
    command: [...(isTool ? ["go", "tool"] : []), "golangci-lint", "run", ...packages],
    source,
    ...(!isTool && { program: "golangci-lint" }),
  };
}
