/**
 * Writes src/reporters/report/page-assets.ts: the script and the style of a run's page, as one text each, made of
 * src/reporters/report/page/. They are texts in the program, so that it needs no other file to write a page.
 */
import { realpath, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { format } from "oxfmt";

const project = fileURLToPath(new URL("../", import.meta.url));
const folder = "src/reporters/report";

/** Browsers of 2023 and later: what these know stays as it is. */
const target = ["chrome119", "firefox121", "safari17.2"];

/** @returns {Promise<string>} the text of the file */
export async function pageAssets() {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: [`${folder}/page/page.ts`, `${folder}/page/report.css`],
    outdir: "out",
    bundle: true,
    write: false,
    minify: true,
    charset: "ascii",
    format: "iife",
    legalComments: "none",
    target,
  });
  const text = (/** @type {string} */ suffix) =>
    outputFiles.find(({ path }) => path.endsWith(suffix))?.text.trim() ?? "";
  const [script, style] = [text(".js"), text(".css")];
  // Either would end, or begin, what the page has it in: https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements
  if (/<\/|<!--|<script/i.test(script + style)) throw new Error("the page's code looks like a tag");
  const code = `/** The script and the style of the page. Written by \`node scripts/report-page.mjs\` from the files in page/. */
export const pageScript: string = ${JSON.stringify(script)};

export const pageStyle: string = ${JSON.stringify(style)};
`;
  const name = `${folder}/page-assets.ts`;
  const { code: formatted } = await format(name, code, { printWidth: 100 });
  return formatted;
}

const started = process.argv[1];
if (started !== undefined && (await realpath(started)) === fileURLToPath(import.meta.url)) {
  await writeFile(`${project}${folder}/page-assets.ts`, await pageAssets());
}
