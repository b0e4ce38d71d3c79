// Writes src/steps/actions/shipped/: the types of the actions in shipped-actions.json, from what they say in action.yml.
//
//   node scripts/action-types.mjs [FOLDER]
//
// It asks GitHub for the files, with gh. FOLDER has them instead, as OWNER/NAME@REF.yml.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { format } from "oxfmt";

/**
 * @typedef {object} ShippedAction
 * @property {string} action `owner/name`, or with a folder of that repository.
 * @property {readonly string[]} refs Major versions and branches.
 * @property {boolean} [declaresAllOutputs] Whether it has no other outputs than those in its `action.yml`.
 */

/** @typedef {(action: string, ref: string) => Promise<string>} ReadMetadata */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = "src/steps/actions/shipped";

/**
 * The texts of the files, by their paths in the project.
 *
 * @param {readonly ShippedAction[]} actions
 * @param {ReadMetadata} read
 */
export async function actionTypes(actions, read) {
  const { readActionMetadata, actionDeclaration, importedTypes } = await ownCode();
  /** @type {{ path: string, source: string, name: string }[]} */
  const files = [];
  /** @type {Record<string, string>} */
  const names = {};
  for (const { action, refs, declaresAllOutputs = false } of actions) {
    const name = typeName(action);
    /** @type {Map<string, string>} Releases, by what is declared of them. */
    const releases = new Map();
    /** @type {string[]} */
    const members = [];
    for (const ref of [...refs].reverse()) {
      const key = `${action}@${ref}`;
      const metadata = await readActionMetadata(await read(action, ref), key);
      const known = {
        ...metadata,
        hasMoreOutputs: metadata.hasMoreOutputs && !declaresAllOutputs,
      };
      const [first = "", ...lines] = actionDeclaration(key, known);
      const body = lines.join("\n");
      const same = releases.get(body);
      if (same === undefined) releases.set(body, key);
      names[key] = same ?? namesRow(known);
      members.unshift(
        same === undefined
          ? `${first}\n${body}`
          : `${JSON.stringify(key)}: ${name}[${JSON.stringify(same)}];`,
      );
    }
    const source = `export interface ${name} {\n${members.join("\n")}\n}\n`;
    files.push({ path: `${target}/${fileName(action, actions)}`, source, name });
  }
  return Promise.all([
    ...files.map(({ path: file, source }) =>
      written(file, [...importOf(importedTypes(source)), source]),
    ),
    indexFile(files),
    namesFile(actions, names),
  ]);
}

/** What the command `actions add` writes the types with. */
async function ownCode() {
  const folder = await mkdtemp(path.join(root, "node_modules/.action-types-"));
  try {
    const outfile = path.join(folder, "code.mjs");
    await build({
      stdin: {
        contents: ["action-metadata", "action-declaration"]
          .map((name) => `export * from "./src/cli/actions/${name}.ts";`)
          .join("\n"),
        resolveDir: root,
      },
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      outfile,
    });
    /** @type {typeof import("../src/cli/actions/action-metadata.ts") & typeof import("../src/cli/actions/action-declaration.ts")} */
    const code = await import(pathToFileURL(outfile).href);
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} types */
function importOf(types) {
  return types.length === 0
    ? []
    : [`import type { ${types.join(", ")} } from "../../action-values.ts";\n\n`];
}

/** @param {readonly { path: string, name: string }[]} files */
function indexFile(files) {
  const imports = files.map(
    ({ path: file, name }) =>
      `import type { ${name} } from "./${file.slice(target.length + 1)}";\n`,
  );
  return written(`${target}/shipped-actions.ts`, [
    ...imports,
    "\n/** The actions whose types come with recompose, by action and release. */\n",
    `export interface ShippedActions extends ${files.map(({ name }) => name).join(", ")} {}\n`,
  ]);
}

/**
 * Inputs, `!` behind those that are required, `?` behind those that do not take any text; outputs, `*` where there may be
 * more.
 *
 * @param {import("../src/cli/actions/action-metadata.ts").ActionMetadata} metadata
 */
function namesRow({ inputs, outputs, hasMoreOutputs }) {
  const marked = inputs.map(
    ({ name, isRequired, takes }) =>
      `${name}${isRequired ? "!" : ""}${takes === "text" ? "" : "?"}`,
  );
  const words = [...marked, "|", ...outputs, ...(hasMoreOutputs ? ["*"] : [])];
  const odd = [...inputs.map(({ name }) => name), ...outputs].find((name) => /[\s!?*|]/.test(name));
  if (odd !== undefined) throw new Error(`a list of names cannot hold ${JSON.stringify(odd)}`);
  return words.join(" ");
}

/**
 * @param {readonly ShippedAction[]} actions
 * @param {Readonly<Record<string, string>>} names
 */
function namesFile(actions, names) {
  const keys = actions.flatMap(({ action, refs }) => refs.map((ref) => `${action}@${ref}`));
  const rows = keys.map((key) => [key, names[key]]);
  return written(`${target}/shipped-names.ts`, [
    "\n/**\n",
    " * The inputs and outputs of each action. `!` is behind an input that is required, `?` behind one that does not take any\n",
    " * text, `*` stands for outputs that are not declared. A release that has the same as another one names that.\n",
    " */\n",
    `export const shippedNames: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(rows))};\n`,
  ]);
}

/**
 * @param {string} file
 * @param {readonly string[]} parts
 */
async function written(file, parts) {
  const header = "// Generated by scripts/action-types.mjs: do not edit.\n";
  const { code, errors } = await format(file, header + parts.join(""), { printWidth: 100 });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return { path: file, text: code };
}

/** @param {string} action */
function typeName(action) {
  return action
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

/**
 * Owners of several actions have a folder.
 *
 * @param {string} action
 * @param {readonly ShippedAction[]} actions
 */
function fileName(action, actions) {
  const [owner = ""] = action.split("/");
  const isOne = actions.filter(({ action: other }) => other.startsWith(`${owner}/`)).length === 1;
  return `${isOne ? "others" : owner.toLowerCase()}/${action.replaceAll("/", "-").toLowerCase()}.ts`;
}

/**
 * @param {string} folder
 * @returns {ReadMetadata}
 */
export function readFolder(folder) {
  return (action, ref) => readFile(path.join(folder, `${action}@${ref}.yml`), "utf8");
}

/** @type {ReadMetadata} */
async function askGitHub(action, ref) {
  const [owner, name, ...folders] = action.split("/");
  const type = "Accept: application/vnd.github.raw+json";
  for (const file of ["action.yml", "action.yaml"]) {
    const url = `repos/${owner}/${name}/contents/${[...folders, file].join("/")}?ref=${ref}`;
    try {
      return (await promisify(execFile)("gh", ["api", url, "-H", type])).stdout;
    } catch (error) {
      const missing =
        error instanceof Error && /HTTP 404/.test(String(Reflect.get(error, "stderr")));
      if (!missing || file === "action.yaml") throw error;
    }
  }
  throw new Error(`${action}@${ref} has no action.yml`);
}

async function main() {
  const [folder, ...rest] = process.argv.slice(2);
  if (folder?.startsWith("-") || rest.length > 0) {
    process.stderr.write("Usage: node scripts/action-types.mjs [FOLDER]\n");
    process.exitCode = 2;
    return;
  }
  const list = await readFile(path.join(root, "scripts/shipped-actions.json"), "utf8");
  const files = await actionTypes(
    JSON.parse(list),
    folder === undefined ? askGitHub : readFolder(folder),
  );
  await rm(path.join(root, target), { recursive: true, force: true });
  for (const { path: file, text } of files) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
}

const started = process.argv[1];
if (started !== undefined && (await realpath(started)) === fileURLToPath(import.meta.url)) {
  await main();
}
