// Writes what TypeScript needs besides to find the package's types from every project:
//
//   node scripts/require-types.mjs TYPES
//
// TYPES/index.d.cts is for files that TypeScript takes for CommonJS.
// TypeScript before 5.8 does not know that Node requires ES modules, and refuses the import of one (TS1479). So such
// files get declarations of their own, which say of every export that it is that of index.d.ts.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const [folder = "dist/types"] = process.argv.slice(2);
const text = await readFile(path.join(folder, "index.d.ts"), "utf8");
const mode = 'with: { "resolution-mode": "import" }';
const module = `import("./index.js", { ${mode} })`;
/** @type {string[]} */
const types = [];
/** @type {string[]} */
const values = [];
for (const [, typesOnly, list = "", source = ""] of text.matchAll(
  /export (type )?\{([^}]*)\} from "([^"]+)"/g,
)) {
  const declarations = await readFile(path.join(folder, source.replace(/\.ts$/, ".d.ts")), "utf8");
  for (const item of list.split(",")) {
    const name = item.trim().replace(/^type /, "");
    if (name === "") continue;
    const isType = typesOnly !== undefined || item.trim().startsWith("type ");
    const isClass = new RegExp(`export declare (?:abstract )?class ${name}\\b`).test(declarations);
    if (isType) types.push(name);
    else values.push(`declare const ${name}: typeof ${module}.${name}`);
    // A class is the type of its instances, too.
    if (isClass && !isType) values.push(`type ${name} = ${module}.${name}`);
  }
}
await writeFile(
  path.join(folder, "index.d.cts"),
  [
    ...values.map((declaration) => `export ${declaration};`),
    `export type { ${types.join(", ")} } from "./index.js" with { "resolution-mode": "import" };`,
    "",
  ].join("\n"),
);

// With "module": "commonjs", TypeScript before 6 does not read "exports", but looks beside what "main" names.
await writeFile(path.join(folder, "../index.d.ts"), 'export * from "./types/index.js";\n');
