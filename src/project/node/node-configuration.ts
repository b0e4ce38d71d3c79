/** Checks that a package configures and has no script for. */
import { at, type FolderFiles, type Mapping, mappingAt, textsAt } from "../folder-files.ts";
import { type FoundCheck, kindNames } from "../found-part.ts";
import type { CheckKind } from "../project-facts.ts";

interface ConfiguredTool {
  readonly kind: CheckKind;
  /** In the package's dependencies. */
  readonly dependency: string;
  readonly files: readonly string[];
  /** A key of package.json that has the same. */
  readonly key?: string;
  readonly command: readonly string[];
  /** Programs of scripts that do the same. */
  readonly programs: readonly string[];
  readonly detail: string;
}

const extensions = ["js", "mjs", "cjs", "ts", "mts", "cts"];
const withExtensions = (name: string): readonly string[] =>
  extensions.map((extension) => `${name}.${extension}`);
const rcFiles = (name: string): readonly string[] =>
  ["", ".json", ".yaml", ".yml", ".js", ".cjs", ".mjs"].map((ending) => `${name}${ending}`);

const tools: readonly ConfiguredTool[] = [
  {
    kind: "lint",
    dependency: "eslint",
    files: [...withExtensions("eslint.config"), ...rcFiles(".eslintrc")],
    key: "eslintConfig",
    command: ["eslint", "."],
    programs: ["eslint", "xo", "next", "ng"],
    detail: "ESLint",
  },
  {
    kind: "lint",
    dependency: "@biomejs/biome",
    files: ["biome.json", "biome.jsonc"],
    command: ["biome", "ci"],
    programs: ["biome"],
    detail: "Biome",
  },
  {
    kind: "lint",
    dependency: "oxlint",
    files: [".oxlintrc.json"],
    command: ["oxlint"],
    programs: ["oxlint"],
    detail: "oxlint",
  },
  {
    kind: "format",
    dependency: "prettier",
    files: [...rcFiles(".prettierrc"), ...withExtensions("prettier.config")],
    key: "prettier",
    command: ["prettier", "--check", "."],
    programs: ["prettier"],
    detail: "Prettier",
  },
  {
    kind: "test",
    dependency: "vitest",
    files: withExtensions("vitest.config"),
    command: ["vitest", "run"],
    programs: ["vitest"],
    detail: "Vitest",
  },
  {
    kind: "test",
    dependency: "jest",
    files: [...withExtensions("jest.config"), "jest.config.json"],
    key: "jest",
    command: ["jest"],
    programs: ["jest"],
    detail: "Jest",
  },
];

export interface ConfigurationRequest {
  readonly files: FolderFiles;
  readonly manifest: Mapping;
  /** Programs that the scripts run which were chosen. */
  readonly programs: readonly string[];
  /** Kinds that scripts have already. */
  readonly kinds: readonly CheckKind[];
  /** What is before the name of an installed program: `["npx", "--no-install"]`. */
  readonly exec: readonly string[];
}

export function configuredChecks(request: ConfigurationRequest): readonly FoundCheck[] {
  const { manifest, programs, kinds, exec } = request;
  const dependencies = dependenciesOf(manifest);
  const found = tools.flatMap((tool): FoundCheck[] => {
    const source = sourceOf(tool, request);
    if (source === undefined || !dependencies.has(tool.dependency)) return [];
    if (tool.programs.some((program) => programs.includes(program))) return [];
    // A script that the owner wrote for it is all that there is to lint or to test.
    if (kinds.includes(tool.kind)) return [];
    const { kind, detail } = tool;
    return [{ kind, name: kindNames[kind], command: [...exec, ...tool.command], source, detail }];
  });
  return [...found, ...typeChecks(request, dependencies)];
}

/** A build by TypeScript's compiler checks the types already. */
function typeChecks(
  { files, programs, kinds, exec }: ConfigurationRequest,
  dependencies: ReadonlySet<string>,
): readonly FoundCheck[] {
  const source = "tsconfig.json";
  if (!files.has(source) || !dependencies.has("typescript") || kinds.includes("types")) return [];
  if (programs.some((program) => /^(?:tsc|vue-tsc|svelte-check|tshy|tsgo)$/.test(program)))
    return [];
  const compiler = dependencies.has("vue-tsc") ? "vue-tsc" : "tsc";
  // With references and no files of its own, the compiler looks at nothing unless it builds: https://www.typescriptlang.org/docs/handbook/project-references.html
  const text = files.text(source) ?? "";
  const isSolution = /"files"\s*:\s*\[\s*\]/.test(text) && /"references"/.test(text);
  const options = isSolution ? ["--build", "--noEmit"] : ["--noEmit"];
  return [
    { kind: "types", name: kindNames.types, command: [...exec, compiler, ...options], source },
  ];
}

function sourceOf(
  tool: ConfiguredTool,
  { files, manifest }: ConfigurationRequest,
): string | undefined {
  const file = files.firstOf(tool.files);
  if (file !== undefined) return file;
  return tool.key !== undefined && at(manifest, tool.key) !== undefined
    ? `package.json, ${JSON.stringify(tool.key)}`
    : undefined;
}

export function dependenciesOf(manifest: Mapping): ReadonlySet<string> {
  return new Set([
    ...["dependencies", "devDependencies", "optionalDependencies"].flatMap((table) =>
      Object.keys(mappingAt(manifest, table)),
    ),
    ...textsAt(manifest, "bundleDependencies"),
  ]);
}
