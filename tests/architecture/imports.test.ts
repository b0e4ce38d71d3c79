import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseAst } from "vitest/node";

const everyFolder = [
  "model",
  "github",
  "problems",
  "start",
  "host",
  "events",
  "process",
  "inputs",
  "steps",
  "expression",
  "matrix",
  "task",
  "automation",
  "workflow",
  "typescript",
  "project",
  "import",
  "runner",
  "reporters",
  "app",
  "cli",
];

/** What each folder of src/ may import beside itself, types included. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  github: [],
  problems: [],
  start: ["events"],
  host: ["problems"],
  events: ["problems"],
  process: ["problems"],
  inputs: ["github", "problems"],
  steps: ["github", "expression", "problems"],
  expression: ["inputs", "problems"],
  matrix: ["model", "github", "expression"],
  task: ["github", "host", "events", "process", "inputs", "steps", "problems", "expression"],
  automation: [
    "model",
    "host",
    "events",
    "inputs",
    "steps",
    "problems",
    "expression",
    "github",
    "matrix",
    "task",
  ],
  workflow: [
    "model",
    "github",
    "host",
    "events",
    "inputs",
    "steps",
    "problems",
    "expression",
    "matrix",
    "task",
    "automation",
  ],
  typescript: [],
  import: [
    "model",
    "typescript",
    "project",
    "github",
    "problems",
    "start",
    "inputs",
    "expression",
    "steps",
    "automation",
    "workflow",
  ],
  project: ["model", "github", "host", "problems"],
  runner: [
    "model",
    "workflow",
    "github",
    "matrix",
    "expression",
    "events",
    "process",
    "host",
    "problems",
  ],
  reporters: ["events", "process", "host", "problems"],
  app: everyFolder.filter((folder) => folder !== "cli"),
  cli: everyFolder,
};

/** The one file that imports index.ts: it stands for what the app gets that imports the package. */
const indexImporter = "cli/api.ts";

/** Source texts by their paths in src/, such as "host/host.ts". */
type Sources = ReadonlyMap<string, string>;

describe("src/", () => {
  const sources = readSources(fileURLToPath(new URL("../../src", import.meta.url)));

  test("has files to check", () => {
    expect([...sources.keys()]).toContain("problems/usage-error.ts");
  });

  test("imports only along the layers", () => {
    expect(violations(sources).join("\n")).toBe("");
  });

  test("has no circles", () => {
    expect(circles(sources).join("\n")).toBe("");
  });
});

describe("the check", () => {
  test("names the files and the folders allowed", () => {
    const sources = new Map([
      ["runner/a.ts", `import type { Task } from "../task/task.ts";`],
      ["problems/a.ts", `export * from "../host/host.ts";`],
      ["problems/b.ts", `import "./a.ts";`],
    ]);
    expect(violations(sources)).toEqual([
      "runner/a.ts imports task/task.ts: runner may import only runner, model, workflow, github, matrix, expression, events, process, host, problems",
      "problems/a.ts imports host/host.ts: problems may import only problems",
    ]);
  });

  test.each([
    `import { x } from "../cli/x.ts";`,
    `import type { X } from "../cli/x.ts";`,
    `import "../cli/x.ts";`,
    `export { x } from "../cli/x.ts";`,
    `export type * from "../cli/x.ts";`,
    `export const x = await import("../cli/x.ts");`,
    "export const x = await import(`../cli/x.ts`);",
    `export type X = import("../cli/x.ts").X;`,
  ])("sees %s", (text) => {
    expect(violations(new Map([["app/a.ts", text]]))).toHaveLength(1);
  });

  test("reads neither comments nor strings", () => {
    const text = `// import "../cli/x.ts"\nexport const x = 'import "../cli/x.ts"';`;
    expect(violations(new Map([["app/a.ts", text]]))).toEqual([]);
  });

  test("lets index.ts import all and be imported by one file only", () => {
    const sources = new Map([
      ["index.ts", `export * from "./cli/x.ts";`],
      ["cli/a.ts", `import "../index.ts";`],
      ["cli/b.ts", `import "recompose-ci";`],
    ]);
    const allowed = `cli may import only ${everyFolder.join(", ")}`;
    expect(violations(sources)).toEqual([
      `cli/a.ts imports index.ts: ${allowed}`,
      `cli/b.ts imports index.ts: ${allowed}`,
    ]);
  });

  test("knows no other folder and nothing outside src/", () => {
    const sources = new Map([
      ["extra/a.ts", `import "../host/host.ts";`],
      ["host/a.ts", `import "../../package.json";`],
    ]);
    expect(violations(sources)).toEqual([
      "extra/a.ts imports host/host.ts: extra may import only extra",
      "host/a.ts imports ../package.json: host may import only host, problems",
    ]);
  });

  test("finds a circle of type imports", () => {
    const sources = new Map([
      ["host/a.ts", `import type { B } from "./b.ts";`],
      ["host/b.ts", `import type { C } from "./c.ts";`],
      ["host/c.ts", `import { b } from "./b.ts";`],
    ]);
    expect(circles(sources)).toEqual(["host/b.ts → host/c.ts → host/b.ts"]);
  });
});

function violations(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const folder = folderOf(file);
    if (folder === undefined) return []; // index.ts
    const allowed = [...new Set([folder, ...(mayImport[folder] ?? [])])];
    const listed = folder === "cli" ? everyFolder : allowed;
    return importsOf(file, text)
      .filter((target) => !(file === indexImporter && target === "index.ts"))
      .filter((target) => !allowed.includes(folderOf(target) ?? ""))
      .map((target) => `${file} imports ${target}: ${folder} may import only ${listed.join(", ")}`);
  });
}

/** Each circle once, from the file where the search came upon it. */
function circles(sources: Sources): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) found.push([...trail.slice(start), file].join(" → "));
    const text = sources.get(file);
    if (start !== -1 || done.has(file) || text === undefined) return;
    for (const target of importsOf(file, text)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}

/** The files of the project that a source text imports, as paths in src/. */
function importsOf(file: string, text: string): string[] {
  const targets = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && importTypes.has(node.type) && "source" in node) {
      const target = resolveImport(file, node.source);
      if (target !== undefined) targets.add(target);
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(text, { lang: "ts" }));
  return [...targets];
}

const importTypes = new Set<unknown>([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

/** Undefined for a package. `source` is the syntax node of the imported name. */
function resolveImport(file: string, source: unknown): string | undefined {
  const name = literalText(source);
  if (name === "recompose-ci") return "index.ts";
  if (name === undefined || !name.startsWith(".")) return undefined;
  return path.posix.join(path.posix.dirname(file), name);
}

function literalText(node: unknown): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if ("value" in node && typeof node.value === "string") return node.value;
  // A template without substitutions, and the literal in a type import.
  if ("quasis" in node && Array.isArray(node.quasis)) return templateText(node.quasis);
  return "literal" in node ? literalText(node.literal) : undefined;
}

function templateText(quasis: readonly unknown[]): string | undefined {
  const [only, ...others] = quasis as readonly { readonly value: { readonly cooked: string } }[];
  return others.length === 0 ? only?.value.cooked : undefined;
}

/** The folder right below src/; undefined for a file of src/ itself. */
function folderOf(file: string): string | undefined {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : undefined;
}

function readSources(root: string): Sources {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return new Map(
    files.map((file) => [
      file.split(path.sep).join("/"),
      readFileSync(path.join(root, file), "utf8"),
    ]),
  );
}
