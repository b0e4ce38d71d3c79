// Bundles src/ into OUTDIR: index.js, cli.js, main.js, their chunks and the licences of what they contain.
//
//   node scripts/bundle.mjs OUTDIR [--minify]
//
// OUTDIR is replaced as a whole, and only by a complete bundle.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

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
  const { version } = await readJson(path.join(root, "package.json"));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: "src/index.ts", main: "src/cli/main.ts" },
    outdir,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    define: { __RECOMPOSE_VERSION__: JSON.stringify(version) },
    // CommonJS dependencies call require("process") and the like, which an ES module lacks.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    // Names stay readable in stack traces, because a minified bundle comes without source maps.
    minifySyntax: minify,
    minifyWhitespace: minify,
    sourcemap: minify ? false : "linked",
    // All of them are in THIRD-PARTY-LICENSES.txt.
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  await writeFile(path.join(outdir, "cli.js"), await startText(), { mode: 0o755 });
  await writeFile(path.join(outdir, "THIRD-PARTY-LICENSES.txt"), await licences(metafile));
}

/**
 * What the package's command starts with. It is written in what every Node understands that has modules: whatever it
 * imports is only read when the version has been checked.
 */
async function startText() {
  const { engines } = await readJson(path.join(root, "package.json"));
  const [major, minor] = engines.node.replace(">=", "").split(".").map(Number);
  return `#!/usr/bin/env node
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > ${major} || (major === ${major} && minor >= ${minor})) import("./main.js");
else {
  console.error("error: Node.js ${major}.${minor} or later is needed, but this is " + process.version + ".");
  process.exitCode = 2;
}
`;
}

/**
 * The names, versions and licence texts of the packages that ended up in the bundle.
 *
 * @param {import("esbuild").Metafile} metafile
 * @returns {Promise<string>}
 */
async function licences(metafile) {
  const folders = new Set();
  for (const output of Object.values(metafile.outputs)) {
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
