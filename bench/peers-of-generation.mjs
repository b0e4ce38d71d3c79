// Other generators that write the same workflows: the data comes from the same functions as that of the floor.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { arePeersInstalled, linkPeers } from "./peers.mjs";

/** @typedef {import("./measure.mjs").Program & { readonly folder: string }} Generator with where it writes to */

const app = fileURLToPath(new URL("generation-app.mjs", import.meta.url));

/**
 * @param {string} parent of a folder for their files
 * @param {number} workflows
 * @returns {Promise<Generator[]>}
 */
export async function generationPeers(parent, workflows) {
  if (!arePeersInstalled()) return [];
  const cwd = path.join(parent, "peers");
  mkdirSync(cwd);
  const program = linkPeers(cwd);
  // github-actions-workflow-ts reads CommonJS.
  const outfile = path.join(cwd, "data.cjs");
  await build({ entryPoints: [app], bundle: true, platform: "node", outfile, logLevel: "error" });
  const compilerOptions = { module: "commonjs", target: "es2022", strict: true, types: [] };
  const files = {
    "package.json": JSON.stringify({ name: "peers", private: true }),
    "tsconfig.json": JSON.stringify({ compilerOptions }),
    "gha-ts.mjs": ghaTsText(workflows),
    "data.d.cts": "export function workflowData(workflow: number): any;\n",
    "all.wac.ts": workflowTsText(workflows),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  const generators = [
    { name: "gha-ts", folder: "gha-ts", command: ["node", "gha-ts.mjs"] },
    {
      name: "github-actions-workflow-ts",
      folder: ".github/workflows",
      command: [program("gwf"), "build"],
    },
  ];
  return generators.map(({ name, folder, command }) => ({
    name: `${name}, all new`,
    folder: path.join(cwd, folder),
    command,
    cwd,
    prepare: () => rmSync(path.join(cwd, folder), { recursive: true, force: true }),
  }));
}

/** @param {number} workflows */
function ghaTsText(workflows) {
  return `import { createSerializer } from "@jlarky/gha-ts/render";
import { workflow } from "@jlarky/gha-ts/workflow-types";
import { stringify } from "yaml";
import { workflowData } from ${JSON.stringify(pathToFileURL(app).href)};

for (let number = 0; number < ${workflows}; number += 1) {
  const declared = workflow(workflowData(number));
  createSerializer(declared, stringify).writeWorkflow(\`gha-ts/workflow-\${number}.yml\`);
}
`;
}

/**
 * It writes a file for each export.
 *
 * @param {number} workflows
 */
function workflowTsText(workflows) {
  const head = `import { NormalJob, Workflow } from "github-actions-workflow-ts";
import { workflowData } from "./data.cjs";

function declared(number: number): Workflow {
  const { jobs, ...own } = workflowData(number);
  const workflow = new Workflow(\`workflow-\${number}\`, own);
  return workflow.addJobs(Object.keys(jobs).map((id) => new NormalJob(id, jobs[id])));
}

`;
  const numbers = Array.from({ length: workflows }, (_, number) => number);
  return `${head}${numbers.map((n) => `export const workflow${n} = declared(${n});\n`).join("")}`;
}
