/** For `./run check_mutants`: only tests that run the code in their own process, where a mutant can be switched on. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import config from "../../vitest.config.ts";

const folders = (process.env["RECOMPOSE_TESTS"] ?? "tests").split(",");

/** The tests of the folders that start no bundled program. */
const include = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(folder, file))
    .filter((file) => !/recomposeCli|support\/project/.test(readFileSync(file, "utf8"))),
);

export default {
  ...config,
  test: { ...config.test, include, globalSetup: [], typecheck: { enabled: false } },
};
