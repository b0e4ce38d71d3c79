// The floor of bench/generation.mjs: js-yaml prints the same data, and Node writes it. Nothing is checked.
//
//   node bench/generation-floor.mjs FOLDER WORKFLOWS
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { dump } from "js-yaml";
import { workflowData } from "./generation-app.mjs";

const [folder = "", workflows] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (let workflow = 0; workflow < Number(workflows); workflow += 1) {
  const text = dump(workflowData(workflow));
  writeFileSync(path.join(folder, `workflow-${workflow}.yml`), text);
}
