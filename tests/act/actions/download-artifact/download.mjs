// What https://github.com/actions/download-artifact does with a name, or with a pattern that ends in "*".
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

const { INPUT_NAME: name, INPUT_PATTERN: pattern = "", INPUT_PATH: path = "" } = process.env;
const store = process.env["ARTIFACTS"] ?? "";
const fits = (/** @type {string} */ artifact) =>
  name ? artifact === name : pattern.endsWith("*") && artifact.startsWith(pattern.slice(0, -1));
const found = readdirSync(store).filter(fits);
if (name && found.length === 0) throw new Error(`Artifact not found for name: ${name}`);
for (const artifact of found) {
  // Several have a folder each, a single one has none.
  cpSync(join(store, artifact), found.length > 1 ? join(path, artifact) : path, {
    recursive: true,
  });
}
