// Bundles src/ into OUTDIR: cli.cjs, recompose.cjs, program/, libraries/, index.js, and the licences
// of what they contain.
//
//   node scripts/bundle.mjs OUTDIR [--minify]
//
// OUTDIR is replaced as a whole, and only by a complete bundle.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as esbuild } from "esbuild";
import { splitProgram } from "./program-parts.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @param {{ outdir: string, minify?: boolean }} options
 * @returns {Promise<void>}
 */
export async function bundle({ outdir, minify = false }) {
  const target = path.resolve(outdir);
  // A sibling, so that the final rename stays on one file system and source maps stay right.
  const draft = `${target}.${randomUUID()}.tmp`;
  await mkdir(draft, { recursive: true });
  try {
    await writeBundle(draft, minify);
    if (!(await sameFiles(draft, target))) await replace(target, draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * @param {string} outdir
 * @param {boolean} minify
 */
async function writeBundle(outdir, minify) {
  const { version, engines } = await readJson(path.join(root, "package.json"));
  const api = await apiFiles();
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: root,
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    // Names stay readable in stack traces, because a minified bundle comes without source maps.
    minifySyntax: minify,
    minifyWhitespace: minify,
    // All of them are in THIRD-PARTY-LICENSES.txt.
    legalComments: "none",
    logLevel: "warning",
  };
  const packages = await esbuild({
    ...options,
    entryPoints: Object.keys(libraries).map((name) => ({ in: `library:${name}`, out: name })),
    outdir: path.join(outdir, "libraries"),
    plugins: [libraryEntries, noValidator],
    // They are required there, but are what src/ imports.
    conditions: ["import"],
    metafile: true,
  });
  /** @type {import("esbuild").BuildOptions} */
  const programOptions = {
    ...options,
    define: {
      __RECOMPOSE_VERSION__: JSON.stringify(version),
      __RECOMPOSE_CHECKING_CODE__: JSON.stringify(await checkingCode(outdir)),
      "import.meta.url": "__filename",
    },
    // A script with V8's kept data cannot import, and another part is only known to `require`.
    supported: { "dynamic-import": false },
    plugins: [bundledFiles(api), separateLibraries, globalProcess],
  };
  const { parts, plugin } = await splitProgram(programOptions);
  const programs = await Promise.all(
    parts.map((part) =>
      esbuild({
        ...programOptions,
        entryPoints: [{ in: `part:${part.name}`, out: part.name }],
        outdir: path.join(outdir, "program"),
        plugins: [plugin(part), ...(programOptions.plugins ?? [])],
        // All that is in it runs inside of a function, which the starter calls with what a module gets.
        banner: { js: "(function (exports, require, module, __filename, __importModule) {" },
        footer: { js: "})" },
        sourcemap: minify ? false : "linked",
        metafile: true,
      }),
    ),
  );
  for (const { name } of parts) await escapeRest(path.join(outdir, "program", `${name}.cjs`));
  await esbuild({
    ...options,
    entryPoints: { recompose: "src/start/recompose.ts" },
    minifyIdentifiers: minify,
    // It is a CommonJS file in the end.
    logOverride: { "commonjs-variable-in-esm": "silent" },
    plugins: [globalProcess],
    sourcemap: minify ? false : "linked",
  });
  await writeFile(path.join(outdir, "cli.cjs"), startText(engines.node), { mode: 0o755 });
  await writeFile(path.join(outdir, "index.js"), indexText([...api.keys()]));
  await writeFile(
    path.join(outdir, "THIRD-PARTY-LICENSES.txt"),
    await licences([...programs, packages]),
  );
}

/**
 * Changes with the code that checks workflows: that of the packages, and our own around it.
 *
 * @param {string} outdir
 */
async function checkingCode(outdir) {
  const own = path.join(root, "src", "workflow");
  const files = (await filesIn(own)).map((file) => path.join(own, file));
  const hash = createHash("sha256");
  for (const file of [path.join(outdir, "libraries", "workflow.cjs"), ...files]) {
    hash.update(await readFile(file));
  }
  return hash.digest("hex");
}

/**
 * The program is read as Latin-1. esbuild escapes all else but what is in regular expressions and in the comments that it keeps.
 *
 * @param {string} file
 */
async function escapeRest(file) {
  const text = await readFile(file, "utf8");
  const escaped = text.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (escaped !== text) await writeFile(file, escaped);
}

/**
 * The values that the package exports, with the files of src/ that have them.
 *
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
async function apiFiles() {
  const source = await readFile(path.join(root, "src", "index.ts"), "utf8");
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const [, names = "", file = ""] of source.matchAll(
    /^export \{([^}]*)\} from "([^"]+)";$/gm,
  )) {
    for (const name of names.split(",").map((each) => each.trim())) {
      if (name !== "" && !name.startsWith("type ")) files.set(name, file);
    }
  }
  return files;
}

/**
 * Two files of src/ that are others in the bundle. `api.ts` runs a file of the API when the first of its exports is asked
 * for: no app uses all of them. `import-module.ts` is what the program is given.
 *
 * @param {ReadonlyMap<string, string>} api
 * @returns {import("esbuild").Plugin}
 */
function bundledFiles(api) {
  const getters = [...api].map(
    ([name, file]) => `get ${name}() { return require(${JSON.stringify(file)}).${name}; },`,
  );
  /** @type {Readonly<Record<string, string>>} */
  const contents = {
    "api.ts": `export const api = {\n${getters.join("\n")}\n};\n`,
    "import-module.ts": "export const importModule = __importModule;\n",
  };
  return {
    name: "bundled-files",
    setup(build) {
      build.onLoad(
        { filter: /[\\/]src[\\/](?:cli[\\/]api|app[\\/]import-module)\.ts$/ },
        (file) => ({
          contents: contents[path.basename(file.path)] ?? "",
          resolveDir: path.join(root, "src"),
        }),
      );
    },
  };
}

/**
 * Packages in files of their own, which are read when the first of them is needed: together they are larger than the
 * program. What is in no list is a part of it.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const libraries = {
  width: ["string-width", "cli-truncate"],
  prompts: ["@clack/prompts"],
  workflow: [
    "yaml",
    "cronstrue",
    "@actions/workflow-parser",
    "@actions/workflow-parser/model/convert",
    "@actions/workflow-parser/templates/template-context",
    "@actions/workflow-parser/templates/template-reader",
    "@actions/workflow-parser/templates/tokens/index",
    "@actions/workflow-parser/workflows/workflow-constants",
    "@actions/workflow-parser/workflows/workflow-schema",
  ],
  diff: ["diff"],
  toml: ["smol-toml"],
  watcher: ["chokidar"],
  mcp: ["@modelcontextprotocol/server", "@modelcontextprotocol/server/stdio"],
};

/**
 * Has the program require packages from the files that they are in.
 *
 * @type {import("esbuild").Plugin}
 */
const separateLibraries = {
  name: "separate-libraries",
  setup(build) {
    build.onResolve({ filter: /^[@a-z]/ }, ({ path: name }) =>
      libraryOf(name) === undefined ? undefined : { path: name, namespace: "library" },
    );
    build.onResolve({ filter: /^\.\/libraries\// }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    build.onLoad({ filter: /./, namespace: "library" }, ({ path: name }) => {
      const found = `require("./libraries/${libraryOf(name)}.cjs")[${JSON.stringify(name)}]`;
      return {
        // Functions that many files import and few starts call are looked up at each call.
        contents:
          libraryOf(name) === "width"
            ? `export default (...values) => ${found}.default(...values);`
            : `module.exports = ${found};`,
      };
    });
  },
};

/**
 * The default export of `node:process` is the global, which need not be copied, with all that it has, to be imported.
 *
 * @type {import("esbuild").Plugin}
 */
const globalProcess = {
  name: "global-process",
  setup(build) {
    build.onResolve({ filter: /^node:process$/ }, ({ path: name }) => ({
      path: name,
      namespace: "global",
    }));
    build.onLoad({ filter: /./, namespace: "global" }, () => ({
      contents: "export default process;\n",
    }));
  },
};

/** @param {string} name */
function libraryOf(name) {
  return Object.keys(libraries).find((library) => libraries[library]?.includes(name));
}

/**
 * Most of the protocol's SDK is a validator of JSON Schemas, which it makes unless it is given one: see
 * `src/cli/mcp/mcp-server.ts`.
 *
 * @type {import("esbuild").Plugin}
 */
const noValidator = {
  name: "no-validator",
  setup(build) {
    build.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, ({ path: name }) => ({
      path: name,
      namespace: "no-validator",
    }));
    build.onLoad({ filter: /./, namespace: "no-validator" }, () => ({
      contents:
        'export { default as process } from "node:process";\nexport class DefaultJsonSchemaValidator {}\n',
    }));
  },
};

/** @type {import("esbuild").Plugin} */
const libraryEntries = {
  name: "library-entries",
  setup(build) {
    build.onResolve({ filter: /^library:/ }, ({ path: name }) => ({
      path: name.slice("library:".length),
      namespace: "entry",
    }));
    build.onLoad({ filter: /./, namespace: "entry" }, ({ path: library }) => {
      const getters = libraries[library]?.map(
        (name) => `get ${JSON.stringify(name)}() { return require(${JSON.stringify(name)}); },`,
      );
      return { contents: `module.exports = {\n${getters?.join("\n")}\n};\n`, resolveDir: root };
    });
  },
};

/**
 * What the package's command starts with. It is written in what every Node understands: what it requires is only read
 * when the version has been checked.
 *
 * @param {string} range
 */
function startText(range) {
  const [major, minor] = range.replace(">=", "").split(".").map(Number);
  return `#!/usr/bin/env node
var version = process.versions.node.split(".").map(Number);
if (version[0] > ${major} || (version[0] === ${major} && version[1] >= ${minor})) require("./recompose.cjs").start();
else {
  console.error("error: Node.js ${major}.${minor} or later is needed, but this is " + process.version + ".");
  process.exitCode = 2;
}
`;
}

/**
 * What the package gives to those who import it by themselves: the same instance as the program's.
 *
 * @param {readonly string[]} names
 */
function indexText(names) {
  const exports = names.map((name) => `export const ${name} = api.${name};`);
  return `import recompose from "./recompose.cjs";\nconst { api } = recompose;\n${exports.join("\n")}\n`;
}

/**
 * The names, versions and licence texts of the packages that ended up in the bundle.
 *
 * @param {readonly { readonly metafile: import("esbuild").Metafile }[]} builds
 * @returns {Promise<string>}
 */
async function licences(builds) {
  const folders = new Set();
  for (const output of builds.flatMap(({ metafile }) => Object.values(metafile.outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  /** @type {Map<string, string>} */
  const entries = new Map();
  for (const folder of folders) {
    const { name, version, license } = await readJson(path.join(root, folder, "package.json"));
    const texts = await licenceTexts(path.join(root, folder));
    const heading = `${name} ${version}\nLicence: ${license ?? "not stated"}`;
    entries.set(`${name} ${version}`, [heading, ...texts].join("\n\n"));
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  const intro = "The files in this folder contain code of the following packages.";
  return `${[intro, ...sorted].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/** @param {string} folder */
async function licenceTexts(folder) {
  const files = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    files.map(async (file) =>
      (await readFile(path.join(folder, file), "utf8")).replaceAll("\r\n", "\n").trim(),
    ),
  );
}

/**
 * Leaving an equal bundle where it is disturbs nobody who is reading it.
 *
 * @param {string} a
 * @param {string} b
 */
async function sameFiles(a, b) {
  try {
    const [inA, inB] = await Promise.all([filesIn(a), filesIn(b)]);
    if (inA.join("\n") !== inB.join("\n")) return false;
    for (const file of inA) {
      const [x, y] = await Promise.all([
        readFile(path.join(a, file)),
        readFile(path.join(b, file)),
      ]);
      if (!x.equals(y)) return false;
    }
    return true;
  } catch {
    return false; // There is no `b`, or someone is replacing it right now.
  }
}

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Puts `draft` in the place of `target`, also while others do the same: the last one wins.
 *
 * @param {string} target
 * @param {string} draft
 */
async function replace(target, draft) {
  for (let attempt = 1; ; attempt++) {
    const old = `${target}.${randomUUID()}.tmp`;
    await rename(target, old).catch(ignore("ENOENT"));
    try {
      await rename(draft, target);
      return;
    } catch (error) {
      // Another process has put its bundle there between our two renames.
      if (attempt === 100 || !isError(error, "ENOTEMPTY", "EEXIST")) throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** @param {string[]} codes */
function ignore(...codes) {
  /** @param {unknown} error */
  return (error) => {
    if (!isError(error, ...codes)) throw error;
  };
}

/**
 * @param {unknown} error
 * @param {string[]} codes
 */
function isError(error, ...codes) {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** @param {string} file */
async function readJson(file) {
  return JSON.parse(await readFile(file, "utf8"));
}

async function main() {
  const flags = process.argv.slice(2);
  const [outdir, ...rest] = flags.filter((argument) => argument !== "--minify");
  if (outdir === undefined || outdir.startsWith("-") || rest.length > 0) {
    process.stderr.write("Usage: node scripts/bundle.mjs OUTDIR [--minify]\n");
    process.exitCode = 2;
    return;
  }
  try {
    await bundle({ outdir, minify: flags.includes("--minify") });
  } catch (error) {
    // esbuild has already printed the errors it found in the code.
    if (!(error instanceof Error && "errors" in error)) throw error;
    process.exitCode = 1;
  }
}

const started = process.argv[1];
if (started !== undefined && (await realpath(started)) === fileURLToPath(import.meta.url)) {
  await main();
}
