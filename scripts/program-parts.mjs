// The program is read in parts: what most starts need of it, and what they need only sometimes.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build as esbuild } from "esbuild";

/**
 * The first part is what every task runs through, the second what many tasks use; an app with automations needs the
 * third, and the last has what is left. A part has all that its files import, but for `calledLater`.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const roots = {
  start: [
    "src/start/lazy-require.ts",
    "src/cli/main.ts",
    "src/cli/commands/run-task.ts",
    "src/app/app.ts",
    "src/inputs/input.ts",
    "src/steps/setup/checkout.ts",
    "src/task/task.ts",
  ],
  task: [
    "src/task/run/run.ts",
    "src/task/run/run-child.ts",
    "src/task/saved-artifact.ts",
    "src/host/processes/busy-watch.ts",
    "src/cli/commands/piped-task.ts",
    "src/cli/report-error.ts",
  ],
  help: ["src/cli/help/help.ts", "src/cli/built-ins.ts"],
  completion: ["src/cli/commands/complete.ts"],
  automation: ["src/index.ts"],
  rest: ["src/start/save-parts.ts"],
};

/**
 * Files whose functions a start hardly ever calls. In another part than their own they are stand-ins, which load that
 * part when they are called.
 */
const calledLater = new Set([
  "src/steps/step-reference.ts",
  "src/app/bundle/package-exports.ts",
  "src/app/shared-settings.ts",
  "src/cli/flags/option-owners.ts",
  "src/cli/flags/unknown-flag.ts",
  "src/cli/help/help.ts",
  "src/cli/help/unknown-command.ts",
  "src/cli/report-error.ts",
  "src/problems/nearest.ts",
  "src/reporters/lines/wrapped-lines.ts",
  "src/reporters/run-reporters.ts",
  "src/reporters/shown/failure.ts",
  "src/reporters/shown/run-end.ts",
  "src/reporters/shown/summary.ts",
  "src/steps/readable.ts",
  "src/task/saved-artifact.ts",
  "src/workflow/pins/chosen-releases.ts",
]);

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {readonly string[]} files those that other parts import
 */

/** @param {import("esbuild").BuildOptions} options */
export async function splitProgram(options) {
  const { metafile } = await esbuild({
    ...options,
    entryPoints: Object.values(roots).flat(),
    write: false,
    metafile: true,
  });
  const partOf = partsOf(metafile?.inputs ?? {});
  const parts = Object.keys(roots).map((name) => ({
    name,
    files: sharedFiles(metafile?.inputs ?? {}, partOf, name),
  }));
  return {
    parts,
    /** @param {Part} part */
    plugin: (part) => partPlugin(part, partOf, options.absWorkingDir ?? process.cwd()),
  };
}

/**
 * @param {import("esbuild").Metafile["inputs"]} inputs
 * @returns {ReadonlyMap<string, string>}
 */
function partsOf(inputs) {
  /** @type {Map<string, string>} */
  const partOf = new Map();
  /**
   * @param {string} file
   * @param {string} part
   */
  const take = (file, part) => {
    const input = inputs[file];
    if (input === undefined || !file.startsWith("src/") || partOf.has(file)) return;
    partOf.set(file, part);
    for (const { path: imported, kind } of input.imports) {
      if (kind === "import-statement" && !calledLater.has(imported)) take(imported, part);
    }
  };
  for (const [part, files] of Object.entries(roots)) for (const file of files) take(file, part);
  for (const file of Object.keys(inputs)) take(file, "rest");
  return partOf;
}

/**
 * @param {import("esbuild").Metafile["inputs"]} inputs
 * @param {ReadonlyMap<string, string>} partOf
 * @param {string} part
 */
function sharedFiles(inputs, partOf, part) {
  const shared = Object.entries(inputs).flatMap(([file, { imports }]) =>
    partOf.get(file) === part ? [] : imports.map(({ path: imported }) => imported),
  );
  return [...new Set([...Object.values(roots).flat(), ...shared])].filter(
    (file) => partOf.get(file) === part,
  );
}

/**
 * Has a part require what is in another by `part:NAME/FILE`, which `src/start/recompose.ts` knows, and makes its entry
 * point, `part:NAME`, of the files that others import.
 *
 * @param {Part} part
 * @param {ReadonlyMap<string, string>} partOf
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
function partPlugin(part, partOf, root) {
  const getters = part.files.map((file) => {
    const name = JSON.stringify(file);
    return `get ${name}() { return require(${JSON.stringify(`./${file}`)}); },`;
  });
  return {
    name: "program-part",
    setup(build) {
      build.onResolve({ filter: /^part:/ }, ({ path: name }) =>
        name.includes("/") ? { path: name, external: true } : { path: name, namespace: "part" },
      );
      build.onLoad({ filter: /./, namespace: "part" }, () => ({
        contents: `module.exports = {\n${getters.join("\n")}\n};\n`,
        resolveDir: root,
      }));
      build.onResolve({ filter: /^\.\.?\// }, ({ path: specifier, resolveDir }) => {
        const file = path.relative(root, path.resolve(resolveDir, specifier)).replaceAll("\\", "/");
        const other = partOf.get(file);
        if (other === undefined || other === part.name) return undefined;
        return calledLater.has(file)
          ? { path: file, namespace: "called-later", pluginData: `part:${other}/${file}` }
          : { path: `part:${other}/${file}`, external: true };
      });
      build.onLoad({ filter: /./, namespace: "called-later" }, async (file) => ({
        contents: await standIns(path.join(root, file.path), file.pluginData),
      }));
    },
  };
}

/**
 * @param {string} file
 * @param {string} required
 */
async function standIns(file, required) {
  const text = await readFile(file, "utf8");
  const names = [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
  if (/^export (?!(?:async )?function|interface|type)/m.test(text)) {
    throw new Error(`${file} exports more than functions, so it cannot be called later.`);
  }
  const load = `require(${JSON.stringify(required)})`;
  return names
    .map((name) => `export const ${name} = (...values) => ${load}.${name}(...values);\n`)
    .join("");
}
