// Writes schemas/: the shapes of what the program prints for other programs, as JSON Schemas made of its own types.
//
//   node scripts/json-schemas.mjs
//
// tests/scripts/json-schemas.test.ts holds the files to the types, and the output to the files.
import { mkdir, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "oxfmt";
import { typeSchema } from "./type-schema.mjs";

const folder = fileURLToPath(new URL("../schemas", import.meta.url));

/** Where a version of each lies that everybody reaches. */
const address = "https://raw.githubusercontent.com/recompose-ci/recompose/main/schemas";

/** By the names of their files: the type, and what it is the shape of. */
export const schemas = {
  inspect: {
    file: "cli/inspect/inspection.ts",
    type: "Inspection",
    title: "recompose inspect --json",
  },
  plan: {
    file: "runner/plan/plan-workflow.ts",
    type: "WorkflowPlan",
    title: "recompose AUTOMATION --dry-run --json",
  },
  event: {
    file: "events/json-event.ts",
    type: "JsonEvent",
    title: "A line of recompose TASK --json and recompose AUTOMATION --json",
  },
  run: {
    file: "events/event.ts",
    type: "RunRecord",
    title: ".recompose/runs/ID/run.json",
  },
};

/**
 * The text of each file of schemas/, by its name.
 *
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function schemaFiles() {
  const files = Object.entries(schemas).map(async ([name, { file, type, title }]) => {
    const fileName = `${name}.schema.json`;
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: `${address}/${fileName}`,
      title,
      ...typeSchema(file, type),
    };
    const { code } = await format(fileName, JSON.stringify(schema), { printWidth: 100 });
    return /** @type {const} */ ([fileName, code]);
  });
  return new Map(await Promise.all(files));
}

const started = process.argv[1];
if (started !== undefined && (await realpath(started)) === fileURLToPath(import.meta.url)) {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await schemaFiles()) await writeFile(path.join(folder, name), text);
}
