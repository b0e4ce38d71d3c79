import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { bundle } from "../../scripts/bundle.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The absolute path of the bundled command line, for `inject("recomposeCli")`. */
    recomposeCli: string;
  }
}

/** Where the command line that tests run is. */
export const testBundle = fileURLToPath(
  new URL("../../node_modules/.cache/recompose-ci/test", import.meta.url),
);

export default async function buildCli(project: TestProject): Promise<void> {
  await bundle({ outdir: testBundle });
  project.provide("recomposeCli", `${testBundle}/cli.cjs`);
}
