// What https://github.com/actions/upload-artifact does with a single path and its default settings otherwise.
import { cpSync, existsSync, mkdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";

const { INPUT_NAME: name = "", INPUT_PATH: path = "", ARTIFACTS: store = "" } = process.env;
const target = join(store, name);
if (!existsSync(path)) throw new Error(`No files were found with the provided path: ${path}`);
if (existsSync(target)) throw new Error(`an artifact with the name ${name} already exists`);
mkdirSync(target, { recursive: true });
// A folder is uploaded as its contents, a file under its own name.
cpSync(path, statSync(path).isDirectory() ? target : join(target, basename(path)), {
  recursive: true,
});
